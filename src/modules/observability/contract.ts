import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";
import { arnOf, name, tags } from "../../parts/inputs.js";

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
    attribute("period_seconds", oneOf(10, 30, 60, 300, 900, 3600, 21600, 86400)),
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
  prometheus_endpoints: output(
    t.map(t.string),
    "Where the workspace is written to and asked, if there is one.",
    "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-00000000-0000-0000-0000-000000000000/",
  ),
};
