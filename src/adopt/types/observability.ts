import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, blocks, linkedHere, listAt, stringsAt, textAt } from "../answer.js";
import type { Arguments, Value } from "../expression.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

const actionsOf = (resource: InventoryResource): Arguments => ({
  alarm_description: text(resource, "AlarmDescription"),
  actions_enabled: unless(flag(resource, "ActionsEnabled"), true),
  alarm_actions: stringsAt(resource.attributes, "AlarmActions"),
  ok_actions: stringsAt(resource.attributes, "OKActions"),
  insufficient_data_actions: stringsAt(resource.attributes, "InsufficientDataActions"),
  tags: tagsArgument(resource),
});

const dimensions = (answer: JsonObject, path: string): Value | undefined => {
  const found = listAt(answer, path).map((each) => [textAt(each, "Name") ?? "", textAt(each, "Value") ?? ""] as const);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
};

/** A metric of its own, or an expression over others. */
const query = (answer: JsonObject) =>
  block(answer, ["Id", "Expression", "Label", "Period", "AccountId"], {
    return_data: answer.ReturnData === true ? true : undefined,
    metric: block(
      at(answer, "MetricStat"),
      [["Metric.MetricName", "metric_name"], ["Metric.Namespace", "namespace"], "Period", "Stat", "Unit"],
      { dimensions: dimensions(answer, "MetricStat.Metric.Dimensions") },
    ),
  });

const metricAlarm: AdoptionRule = {
  type: "aws_cloudwatch_metric_alarm",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource) => ({
    alarm_name: resource.id,
    comparison_operator: text(resource, "ComparisonOperator"),
    evaluation_periods: number(resource, "EvaluationPeriods"),
    datapoints_to_alarm: unless(number(resource, "DatapointsToAlarm"), 0),
    metric_name: text(resource, "MetricName"),
    namespace: text(resource, "Namespace"),
    statistic: text(resource, "Statistic"),
    extended_statistic: text(resource, "ExtendedStatistic"),
    dimensions: dimensions(resource.attributes, "Dimensions"),
    period: number(resource, "Period"),
    unit: text(resource, "Unit"),
    threshold: text(resource, "ThresholdMetricId") ? undefined : number(resource, "Threshold"),
    threshold_metric_id: text(resource, "ThresholdMetricId"),
    treat_missing_data: unless(text(resource, "TreatMissingData"), "missing"),
    evaluate_low_sample_count_percentiles: text(resource, "EvaluateLowSampleCountPercentile"),
    metric_query: blocks(listAt(resource.attributes, "Metrics"), query),
    ...actionsOf(resource),
  }),
};

const compositeAlarm: AdoptionRule = {
  type: "aws_cloudwatch_composite_alarm",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource) => ({
    alarm_name: resource.id,
    alarm_rule: text(resource, "AlarmRule"),
    actions_suppressor: block(resource.attributes, [
      ["ActionsSuppressor", "alarm"],
      ["ActionsSuppressorExtensionPeriod", "extension_period"],
      ["ActionsSuppressorWaitPeriod", "wait_period"],
    ]),
    ...actionsOf(resource),
  }),
};

const dashboard: AdoptionRule = {
  type: "aws_cloudwatch_dashboard",
  layer: "inherited",
  label: (resource) => resource.id,
  unfit: (resource) => (text(resource, "Body") ? undefined : "the inventory could not read its body"),
  configuration: (resource) => ({ dashboard_name: resource.id, dashboard_body: text(resource, "Body") }),
};

const logGroup: AdoptionRule = {
  type: "aws_cloudwatch_log_group",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, context) => ({
    name: resource.id,
    retention_in_days: unless(number(resource, "retentionInDays"), 0),
    kms_key_id: linkedHere(context, "kms_key_id", "arn") ?? text(resource, "kmsKeyId"),
    log_group_class: text(resource, "logGroupClass"),
    tags: tagsArgument(resource),
  }),
};

const stateMachine: AdoptionRule = {
  type: "aws_sfn_state_machine",
  layer: "inherited",
  label: (resource) => text(resource, "name") ?? "",
  unfit: (resource) =>
    text(resource, "definition")
      ? undefined
      : "its definition could not be read, or holds a secret and is not kept: bring it in by hand",
  configuration: (resource) => {
    const { attributes } = resource;
    const level = textAt(attributes, "loggingConfiguration.level");
    const keyed = textAt(attributes, "encryptionConfiguration.type") === "CUSTOMER_MANAGED_KMS_KEY";
    return {
      name: text(resource, "name"),
      type: unless(text(resource, "type"), "STANDARD"),
      role_arn: text(resource, "roleArn"),
      definition: text(resource, "definition"),
      logging_configuration:
        level === undefined || level === "OFF"
          ? undefined
          : block(at(attributes, "loggingConfiguration"), ["level", "includeExecutionData"], {
              log_destination: textAt(
                listAt(attributes, "loggingConfiguration.destinations")[0],
                "cloudWatchLogsLogGroup.logGroupArn",
              ),
            }),
      tracing_configuration: at(attributes, "tracingConfiguration.enabled") === true ? { enabled: true } : undefined,
      encryption_configuration: keyed
        ? block(at(attributes, "encryptionConfiguration"), [
            ["kmsKeyId", "kms_key_id"],
            ["kmsDataKeyReusePeriodSeconds", "kms_data_key_reuse_period_seconds"],
            ["type", "type"],
          ])
        : undefined,
      tags: tagsArgument(resource),
    };
  },
};

export const observability: readonly AdoptionRule[] = [metricAlarm, compositeAlarm, dashboard, logGroup, stateMachine];
