import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm/index.js";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { Construct } from "constructs";
import { joined, listOf, tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen } from "./logs.js";

export interface ModuleAlarms {
  readonly critical: Resources<CloudwatchMetricAlarm>;
  readonly groups: Resources<CloudwatchCompositeAlarm>;
}

/** Declares the alarms: critical ones tell each by itself, warnings by their group, so that many make one message. $0.10 an alarm and month, $0.50 a group. */
export function declareAlarms(scope: Construct, seen: Seen): ModuleAlarms {
  const { name } = seen;
  const topics = listOf(seen.critical_topic_arns);
  const critical = declareSeverity(scope, seen, "critical", { alarmActions: topics, okActions: topics });
  const warning = declareSeverity(scope, seen, "warning", {});
  const groups = seen.alarm_groups.each(
    ({ id, loop, key, value }) =>
      new CloudwatchCompositeAlarm(scope, id("aws_cloudwatch_composite_alarm.this"), {
        ...loop,
        alarmName: `${name}-${key}-warnings`,
        alarmDescription: value.description,
        alarmRule: joined(
          warning.several(value.warnings, ({ alarmName }) => `ALARM("${alarmName}")`),
          " OR ",
        ),
        alarmActions: listOf(seen.warning_topic_arns),
        okActions: listOf(seen.warning_topic_arns),
        tags: tagged(seen.tags, { Name: `${name}-${key}-warnings` }),
      }),
  );
  return { critical, groups };
}

function declareSeverity(
  scope: Construct,
  seen: Seen,
  severity: "critical" | "warning",
  telling: { readonly alarmActions?: string[]; readonly okActions?: string[] },
): Resources<CloudwatchMetricAlarm> {
  const { name } = seen;
  return seen.alarms.where("severity", severity).each(
    ({ id, loop, key, value }) =>
      new CloudwatchMetricAlarm(scope, id(`aws_cloudwatch_metric_alarm.${severity}`), {
        ...loop,
        alarmName: `${name}-${key}`,
        alarmDescription: value.description,
        namespace: value.namespace,
        metricName: value.metric_name,
        statistic: value.statistic,
        extendedStatistic: value.percentile,
        dimensions: value.dimensions,
        comparisonOperator: value.comparison,
        threshold: value.threshold,
        period: value.period_seconds,
        evaluationPeriods: value.periods,
        treatMissingData: value.missing_data,
        ...telling,
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
}
