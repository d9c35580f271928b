import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";
import { arnOf, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

export const inputs = {
  name: name("observed environment"),
  logs_key_arn: required(t.string, "Key of the log groups.", arnOf("kms", "a key")),
  log_groups: defaulted(
    t.map(
      t.object({
        name: t.string,
        retention_days: t.optional(t.number, 90),
        class: t.optional(t.string, "STANDARD"),
      }),
    ),
    {},
    "Log groups by lasting name; the class INFREQUENT_ACCESS costs half and knows neither filters nor alarms.",
    attribute("retention_days", oneOf(...retentionDays)),
    attribute("class", oneOf("STANDARD", "INFREQUENT_ACCESS")),
  ),
  metric_filters: defaulted(
    t.map(t.object({ log_group: t.string, pattern: t.string, value: t.optional(t.string, "1") })),
    {},
    "What is counted in a log group, by lasting name, which is the metric's name under the environment's namespace.",
  ),
  alarms: defaulted(
    t.map(
      t.object({
        description: t.string,
        severity: t.string,
        namespace: t.string,
        metric_name: t.string,
        statistic: t.optional(t.string),
        percentile: t.optional(t.string),
        dimensions: t.optional(t.map(t.string), {}),
        comparison: t.string,
        threshold: t.number,
        period_seconds: t.optional(t.number, 60),
        periods: t.optional(t.number, 5),
        missing_data: t.optional(t.string, "notBreaching"),
      }),
    ),
    {},
    "Alarms by lasting name, with a statistic or a percentile: each critical one tells by itself, warnings by their group.",
    attribute("severity", oneOf("critical", "warning")),
    attribute("statistic", oneOf("Average", "Maximum", "Minimum", "SampleCount", "Sum")),
    attribute("percentile", matches(/^p[0-9]{1,2}([.][0-9]+)?$/, "a percentile, e.g. p99")),
    attribute(
      "comparison",
      oneOf("GreaterThanThreshold", "GreaterThanOrEqualToThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"),
    ),
    attribute("period_seconds", oneOf(10, 30, 60, 300, 900, 3600, 10800, 21600, 86400)),
    attribute("periods", between(1, 100)),
    attribute("missing_data", oneOf("breaching", "notBreaching", "ignore", "missing")),
  ),
  alarm_groups: defaulted(
    t.map(t.object({ description: t.string, warnings: t.list(t.string) })),
    {},
    "Warnings that are told together, by lasting name: one message says that something about the group is wrong.",
    attribute("warnings", atMost(100, "elements")),
  ),
  critical_topic_arns: defaulted(t.list(t.string), [], "Topics of whoever must look at once."),
  warning_topic_arns: defaulted(t.list(t.string), [], "Topics of whoever looks in the hours of work."),
  dashboards: defaulted(
    t.map(t.object({ body: t.string })),
    {},
    "Dashboards by lasting name, as CloudWatch's JSON; three are free, each further one costs $3 a month.",
  ),
  agent: nullable(
    t.object({ configuration: t.string }),
    "The CloudWatch agent's configuration as JSON, which instances read from the parameter that is made here.",
  ),
  prometheus: nullable(
    t.object({ key_arn: t.optional(t.string) }),
    "A managed Prometheus workspace for what clusters measure.",
    attribute("key_arn", arnOf("kms", "a key")),
  ),
  prometheus_rules: defaulted(
    t.map(t.object({ yaml: t.string })),
    {},
    "Rule files of the workspace, by lasting name, as Prometheus reads them; they need the workspace.",
  ),
  partition,
  permissions_boundary_arn: permissionsBoundaryArn,
  canary_runs: nullable(
    t.object({ account_id: t.string, bucket_name: t.string, retention_days: t.optional(t.number, 30) }),
    "What canaries run by: the account, and a bucket that is made for what they saw. The canaries need it.",
    attribute("account_id", matches(/^[0-9]{12}$/, "12 digits")),
    attribute(
      "bucket_name",
      matches(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "3 to 63 lower-case letters, digits and hyphens"),
    ),
    attribute("retention_days", between(1, 3650)),
  ),
  canaries: defaulted(
    t.map(
      t.object({
        code_bucket: t.string,
        code_key: t.string,
        code_version: t.optional(t.string),
        runtime_version: t.string,
        handler: t.optional(t.string, "index.handler"),
        schedule: t.optional(t.string, "rate(5 minutes)"),
        timeout_seconds: t.optional(t.number, 60),
      }),
    ),
    {},
    "Scripts that use the environment as its users do, by lasting name: the zip file of each in S3, and its runtime.",
    attribute(
      "runtime_version",
      matches(/^syn-[a-z]+-/, "a runtime of CloudWatch Synthetics, e.g. syn-nodejs-puppeteer-10.0"),
    ),
    attribute("schedule", matches(/^(rate|cron)\(.+\)$/, "a schedule: rate(…) or cron(…)")),
    attribute("timeout_seconds", between(3, 840)),
  ),
  grafana: nullable(
    t.object({ account_id: t.string, version: t.optional(t.string, "10.4") }),
    "A managed Grafana workspace that reads CloudWatch and Prometheus of this account; people enter by IAM Identity Center.",
    attribute("account_id", matches(/^[0-9]{12}$/, "12 digits")),
  ),
  tags,
};

export const outputs = {
  log_group_names: output(t.map(t.string), "Names of the log groups.", "/mock"),
  log_group_arns: output(
    t.map(t.string),
    "ARNs of the log groups.",
    "arn:aws:logs:eu-west-1:000000000000:log-group:/mock",
  ),
  alarm_names: output(t.map(t.string), "Names of the critical alarms, e.g. for a rollout to be taken back by."),
  group_alarm_names: output(t.map(t.string), "Names of the alarms over each group of warnings."),
  agent_parameter_names: output(
    t.map(t.string),
    "Name of the parameter that the CloudWatch agent reads, if any.",
    "AmazonCloudWatch-mock",
  ),
  canary_names: output(t.map(t.string), "Names of the canaries."),
  grafana_endpoints: output(
    t.map(t.string),
    "Where people find Grafana, if there is one.",
    "g-0000000000.grafana-workspace.eu-west-1.amazonaws.com",
  ),
  prometheus_endpoints: output(
    t.map(t.string),
    "Where the workspace is written to and asked, if there is one.",
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-00000000-0000-0000-0000-000000000000/",
  ),
};
