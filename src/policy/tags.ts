import { blocks, type PolicyRule } from "./rule.js";

/** By which costs are told apart and somebody is found. */
export const requiredTags = ["environment", "owner", "cost-center"] as const;

/** Every type of the modules that takes tags; a test compares it with the provider's. */
export const taggableTypes: readonly string[] = [
  "aws_accessanalyzer_analyzer",
  "aws_acm_certificate",
  "aws_autoscaling_group",
  "aws_backup_plan",
  "aws_backup_report_plan",
  "aws_backup_restore_testing_plan",
  "aws_backup_vault",
  "aws_bcmdataexports_export",
  "aws_budgets_budget",
  "aws_budgets_budget_action",
  "aws_ce_anomaly_monitor",
  "aws_ce_anomaly_subscription",
  "aws_cloudtrail",
  "aws_cloudwatch_composite_alarm",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_config_config_rule",
  "aws_db_instance",
  "aws_db_parameter_group",
  "aws_db_subnet_group",
  "aws_default_security_group",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_eip",
  "aws_elasticache_parameter_group",
  "aws_elasticache_replication_group",
  "aws_elasticache_subnet_group",
  "aws_elasticache_user",
  "aws_elasticache_user_group",
  "aws_flow_log",
  "aws_grafana_workspace",
  "aws_guardduty_detector",
  "aws_iam_instance_profile",
  "aws_iam_openid_connect_provider",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_internet_gateway",
  "aws_kms_key",
  "aws_launch_template",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_nat_gateway",
  "aws_network_acl",
  "aws_prometheus_rule_group_namespace",
  "aws_prometheus_workspace",
  "aws_rds_cluster",
  "aws_rds_cluster_instance",
  "aws_rds_cluster_parameter_group",
  "aws_route53_health_check",
  "aws_route53_zone",
  "aws_route_table",
  "aws_s3_bucket",
  "aws_security_group",
  "aws_sns_topic",
  "aws_ssm_parameter",
  "aws_subnet",
  "aws_synthetics_canary",
  "aws_vpc",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_wafv2_ip_set",
  "aws_wafv2_web_acl",
];

/** Tags by key; an auto scaling group has them as blocks. */
function tagsOf(type: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (type !== "aws_autoscaling_group") return (values.tags ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(blocks(values.tag).map(({ key, value }) => [String(key), value]));
}

/** Rules about tags. */
export const tagsRules: readonly PolicyRule[] = [
  {
    id: "tags.attributed",
    severity: "error",
    title: "What can be tagged says its environment, its owner and who pays.",
    references: {},
    types: taggableTypes,
    check: ({ type, values }) => {
      const tags = tagsOf(type, values);
      const missing = requiredTags.filter((key) => typeof tags[key] !== "string" || tags[key] === "");
      return missing.length > 0 ? `it has no tag ${missing.join(", ")}` : undefined;
    },
    remedy: "Pass the environment's tags to the module, and merge them with tagged.",
  },
];
