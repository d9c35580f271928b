import type { JsonObject } from "./json.js";

/** A monthly list price, or that the table does not know it. */
export type Price = { readonly monthlyUsd: number; readonly hasUsage: boolean } | "unknown";

/**
 * When the table was written, and for which region: other regions are unknown. Written from memory of AWS's list prices, where
 * these could not be looked up: compare them before a limit depends on them.
 */
export const priceTable = { asOf: "2026-11-24", region: "eu-west-1", hoursAMonth: 730 } as const;

type Rule = (values: JsonObject) => Price;

const hourly = (usd: number, hasUsage = false): Price => ({ monthlyUsd: usd * priceTable.hoursAMonth, hasUsage });
const monthly = (usd: number, hasUsage = false): Price => ({ monthlyUsd: usd, hasUsage });
const usage: Price = { monthlyUsd: 0, hasUsage: true };
const free: Price = { monthlyUsd: 0, hasUsage: false };
const count = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** Dollars an hour on demand, Linux. */
const instances: Readonly<Record<string, number>> = {
  "t3.micro": 0.0114,
  "t3.small": 0.0228,
  "t3.medium": 0.0456,
  "t3.large": 0.0912,
  "t3a.large": 0.0816,
  "m7g.large": 0.0911,
};

/** Dollars an hour on demand, PostgreSQL or MySQL, one zone; a standby doubles it. */
const databaseInstances: Readonly<Record<string, number>> = {
  "db.t4g.medium": 0.0725,
  "db.m7g.large": 0.187,
};

/** Dollars a GiB and month. */
const volumeGib: Readonly<Record<string, number>> = { gp2: 0.11, gp3: 0.088 };
const databaseGib = 0.127;

const instance: Rule = ({ instance_type }) => {
  const usd = instances[String(instance_type)];
  return usd === undefined ? "unknown" : hourly(usd);
};

const volume: Rule = ({ type, size }) => {
  const usd = volumeGib[String(type)];
  return usd === undefined || typeof size !== "number" ? "unknown" : monthly(usd * size);
};

const databaseInstance: Rule = ({ instance_class, allocated_storage, multi_az, storage_type }) => {
  const usd = databaseInstances[String(instance_class)];
  if (usd === undefined || typeof allocated_storage !== "number" || !["gp2", "gp3"].includes(String(storage_type)))
    return "unknown";
  const copies = multi_az === true ? 2 : 1;
  return monthly(copies * (usd * priceTable.hoursAMonth + databaseGib * allocated_storage), true);
};

const endpoint: Rule = ({ vpc_endpoint_type, subnet_ids }) => {
  if (vpc_endpoint_type === "Gateway") return free;
  return vpc_endpoint_type === "Interface" && count(subnet_ids) > 0
    ? hourly(0.011 * count(subnet_ids), true)
    : "unknown";
};

const loadBalancer: Rule = ({ load_balancer_type }) =>
  ["application", "network", undefined, null].includes(load_balancer_type as string) ? hourly(0.0252, true) : "unknown";

const alarm: Rule = ({ period }) => monthly(typeof period === "number" && period < 60 ? 0.3 : 0.1);

const priced: Readonly<Record<string, Rule>> = {
  aws_cloudwatch_composite_alarm: () => monthly(0.5),
  aws_cloudwatch_dashboard: () => monthly(3),
  aws_cloudwatch_metric_alarm: alarm,
  aws_db_instance: databaseInstance,
  aws_ebs_volume: volume,
  aws_eip: () => hourly(0.005),
  aws_elb: () => hourly(0.028, true),
  aws_instance: instance,
  aws_kms_key: () => monthly(1, true),
  aws_lb: loadBalancer,
  aws_nat_gateway: () => hourly(0.048, true),
  aws_route53_health_check: () => monthly(0.5),
  aws_route53_zone: () => monthly(0.5, true),
  aws_secretsmanager_secret: () => monthly(0.4, true),
  aws_vpc_endpoint: endpoint,
  aws_wafv2_web_acl: ({ rule }) => monthly(5 + count(rule), true),
};

/** Billed by what is stored, sent or asked: a plan cannot tell how much. */
const byUse = new Set(
  `backup_vault budgets_budget cloudtrail cloudwatch_log_group config_configuration_recorder dynamodb_table ecr_repository
  flow_log guardduty_detector guardduty_detector_feature inspector2_enabler lambda_function prometheus_workspace route53_query_log
  s3_bucket securityhub_account sns_topic sqs_queue`
    .split(/\s+/)
    .map((name) => `aws_${name}`),
);

/** Beginnings of types that cost nothing by themselves. */
const freeTypes = new RegExp(
  `^aws_(${[
    "accessanalyzer_",
    "acm_",
    "app_cookie_",
    "autoscaling_(attachment|lifecycle_hook|notification|policy|schedule)",
    "backup_(plan|selection|vault_.*|report_plan|restore_testing_.*)",
    "ce_",
    "cloudwatch_log_metric_filter",
    "computeoptimizer_",
    "config_(configuration_recorder_status|delivery_channel)",
    "costoptimizationhub_",
    "db_(parameter|subnet)_group",
    "default_",
    "ebs_(default_kms_key|encryption_by_default)",
    "elasticache_(parameter_group|subnet_group|user|user_group)",
    "ecr_(lifecycle_policy|pull_through_cache_rule|registry_.*|replication_.*|repository_.+)",
    "iam_",
    "internet_gateway",
    "kms_(alias|grant)",
    "launch_template",
    "lb_(listener|target_group).*",
    "network_acl",
    "network_interface",
    "prometheus_rule_group_namespace",
    "rds_cluster_parameter_group",
    "route",
    "route53_(hosted_zone_dnssec|key_signing_key|record)",
    "route_table",
    "s3_account_",
    "s3_bucket_.+",
    "security_group",
    "securityhub_standards_",
    "sns_topic_.+",
    "ssm_parameter",
    "subnet",
    "vpc",
    "vpc_ipv4_",
    "vpc_security_group_",
    "wafv2_(ip_set|web_acl_.+)",
  ]
    .map((each) => (each.endsWith("_") ? `${each}.*` : each))
    .join("|")})(_association|_rule)?$`,
);

/** What an object of these values costs a month in the table's region; free and billed by use are known, the rest is not. */
export function priceOf(type: string, values: JsonObject): Price {
  const rule = priced[type];
  if (rule) return rule(values);
  if (byUse.has(type)) return usage;
  return freeTypes.test(type) ? free : "unknown";
}
