import {
  type CompositeAlarm,
  type DashboardEntry,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  type MetricAlarm,
  type Tag,
} from "@aws-sdk/client-cloudwatch";
import {
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand as ListLogTagsCommand,
  type LogGroup,
} from "@aws-sdk/client-cloudwatch-logs";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links, tagsOf } from "../describe.js";
import { byNextToken, bynextToken } from "../paging.js";

const describeAlarms = call("cloudwatch", "cloudwatch:DescribeAlarms", DescribeAlarmsCommand);
const tagsOfAlarm = <Item extends { readonly AlarmArn?: string | undefined }>() =>
  detail(call("cloudwatch", "cloudwatch:ListTagsForResource", ListTagsForResourceCommand), {
    input: ([{ AlarmArn }]: readonly [Item, ...Item[]]) => ({ ResourceARN: AlarmArn }),
    take: ({ Tags }): Tag[] | undefined => Tags,
  });

/** A policy that tracks a target makes its own alarms, and deletes them with itself. */
const scalingOwner = ({ AlarmName, AlarmDescription }: MetricAlarm): InventoryOwner | undefined =>
  AlarmName?.startsWith("TargetTracking-") && AlarmDescription?.startsWith("DO NOT EDIT OR DELETE")
    ? { kind: "aws", name: "an alarm of a scaling policy that tracks a target" }
    : undefined;

export const metricAlarms = defineCollector<MetricAlarm, { tags: Tag[] }>({
  name: "cloudwatch:metric-alarms",
  service: "cloudwatch",
  scope: "regional",
  list: listing(describeAlarms, {
    input: () => ({ AlarmTypes: ["MetricAlarm" as const], MaxRecords: 100 }),
    items: ({ MetricAlarms }) => MetricAlarms,
    next: byNextToken,
  }),
  details: { tags: tagsOfAlarm<MetricAlarm>() },
  label: ({ AlarmName }) => `alarm ${AlarmName}`,
  types: {
    aws_cloudwatch_metric_alarm: ({ item, details }) => [
      {
        id: item.AlarmName ?? "",
        attributes: keep(item, [
          "AlarmArn",
          "AlarmDescription",
          "ActionsEnabled",
          "OKActions",
          "AlarmActions",
          "InsufficientDataActions",
          "MetricName",
          "Namespace",
          "Statistic",
          "ExtendedStatistic",
          "Dimensions",
          "Period",
          "Unit",
          "EvaluationPeriods",
          "DatapointsToAlarm",
          "Threshold",
          "ComparisonOperator",
          "TreatMissingData",
          "EvaluateLowSampleCountPercentile",
          "Metrics",
          "ThresholdMetricId",
        ]),
        tags: tagsOf(details.tags),
        owner: scalingOwner(item),
      },
    ],
  },
});

export const compositeAlarms = defineCollector<CompositeAlarm, { tags: Tag[] }>({
  name: "cloudwatch:composite-alarms",
  service: "cloudwatch",
  scope: "regional",
  list: listing(describeAlarms, {
    input: () => ({ AlarmTypes: ["CompositeAlarm" as const], MaxRecords: 100 }),
    items: ({ CompositeAlarms }) => CompositeAlarms,
    next: byNextToken,
  }),
  details: { tags: tagsOfAlarm<CompositeAlarm>() },
  label: ({ AlarmName }) => `composite alarm ${AlarmName}`,
  types: {
    aws_cloudwatch_composite_alarm: ({ item, details }) => [
      {
        id: item.AlarmName ?? "",
        attributes: keep(item, [
          "AlarmArn",
          "AlarmDescription",
          "AlarmRule",
          "ActionsEnabled",
          "OKActions",
          "AlarmActions",
          "InsufficientDataActions",
          "ActionsSuppressor",
          "ActionsSuppressorWaitPeriod",
          "ActionsSuppressorExtensionPeriod",
        ]),
        tags: tagsOf(details.tags),
      },
    ],
  },
});

export const dashboards = defineCollector<DashboardEntry, { body: string }>({
  name: "cloudwatch:dashboards",
  service: "cloudwatch",
  scope: "regional",
  list: listing(call("cloudwatch", "cloudwatch:ListDashboards", ListDashboardsCommand), {
    input: () => ({}),
    items: ({ DashboardEntries }) => DashboardEntries,
    next: byNextToken,
  }),
  details: {
    body: detail(call("cloudwatch", "cloudwatch:GetDashboard", GetDashboardCommand), {
      input: ([{ DashboardName }]) => ({ DashboardName }),
      take: ({ DashboardBody }) => DashboardBody,
    }),
  },
  label: ({ DashboardName }) => `dashboard ${DashboardName}`,
  types: {
    aws_cloudwatch_dashboard: ({ item, details }) => [
      { id: item.DashboardName ?? "", attributes: { ...(details.body !== undefined && { Body: details.body }) } },
    ],
  },
});

export const logGroups = defineCollector<LogGroup, { tags: Record<string, string> }>({
  name: "logs:groups",
  service: "logs",
  scope: "regional",
  list: listing(call("logs", "logs:DescribeLogGroups", DescribeLogGroupsCommand), {
    input: () => ({ limit: 50 }),
    items: ({ logGroups }) => logGroups,
    next: bynextToken,
  }),
  details: {
    tags: detail(call("logs", "logs:ListTagsForResource", ListLogTagsCommand), {
      // The group's own ARN ends with a star for its streams, which this call does not take.
      input: ([{ arn }]) => ({ resourceArn: arn?.replace(/:\*$/, "") }),
      take: ({ tags }) => tags,
    }),
  },
  label: ({ logGroupName }) => `log group ${logGroupName}`,
  types: {
    aws_cloudwatch_log_group: ({ item, details }) => [
      {
        id: item.logGroupName ?? "",
        attributes: keep(item, ["retentionInDays", "kmsKeyId", "logGroupClass"]),
        tags: details.tags ?? {},
        links: links("kms_key_id", "aws_kms_key", lastPart(item.kmsKeyId)),
      },
    ],
  },
});

export const cloudwatch: readonly AnyCollector[] = [metricAlarms, compositeAlarms, dashboards, logGroups];
