import { CloudwatchCompositeAlarm } from "@cdktf/provider-aws/lib/cloudwatch-composite-alarm/index.js";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import type { Construct } from "constructs";
import { joined, listOf, tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen } from "./logs.js";

const severities = ["critical", "warning"] as const;

/** What a severity's alarms are, and the one alarm over all of them, if there is any. */
export interface Told {
  readonly alarms: Resources<CloudwatchMetricAlarm>;
  readonly all: Resources<CloudwatchCompositeAlarm>;
}

/** Declares the alarms: critical ones tell each by itself, the warnings by the one alarm over them, so that many make one message. $0.10 an alarm and month, $0.50 the one over them. */
export function declareAlarms(scope: Construct, seen: Seen): Readonly<Record<(typeof severities)[number], Told>> {
  return { critical: declareSeverity(scope, seen, "critical"), warning: declareSeverity(scope, seen, "warning") };
}

function declareSeverity(scope: Construct, seen: Seen, severity: (typeof severities)[number]): Told {
  const { name } = seen;
  const ofSeverity = seen.alarms.where("severity", severity);
  const isCritical = severity === "critical";
  const topics = listOf(isCritical ? seen.critical_topic_arns : seen.warning_topic_arns);
  const telling = { alarmActions: topics, okActions: topics };
  const alarms = ofSeverity.each(
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
        ...(isCritical && telling),
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
  const inAlarm = ofSeverity.map(({ key }) => `ALARM("${name}-${key}")`);
  const all = ofSeverity.any(severity).each(
    ({ id, loop }) =>
      new CloudwatchCompositeAlarm(scope, id(`aws_cloudwatch_composite_alarm.${severity}`), {
        ...loop,
        alarmName: `${name}-${severity}`,
        alarmDescription: `Any ${severity} alarm of ${name}`,
        alarmRule: joined(inAlarm, " OR "),
        ...(!isCritical && telling),
        tags: tagged(seen.tags, { Name: `${name}-${severity}` }),
        // The rule names the alarms, which must be there before it.
        dependsOn: [...alarms.all],
      }),
  );
  return { alarms, all };
}
