import { CloudWatchClient, PutDashboardCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** Alarms on a metric, a percentile and an expression, log groups with odd names, a dashboard. */
export async function makeObservability({ config, record }: OddScene): Promise<void> {
  const cloudwatch = new CloudWatchClient(config);
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: "CPU > 80% (web/1)",
      AlarmDescription: "too busy: ${x}",
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Dimensions: [{ Name: "InstanceId", Value: "i-0123456789abcdef0" }],
      Statistic: "Average",
      Period: 300,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Threshold: 80.5,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "breaching",
      ActionsEnabled: false,
      AlarmActions: [`arn:aws:sns:${config.region}:888888888888:Alarms_to-people`],
      Tags: tags({ Name: "cpu" }),
    }),
  );
  record.note("inherited", "aws_cloudwatch_metric_alarm", "CPU > 80% (web/1)");
  const byScaling = "TargetTracking-table/orders-AlarmHigh-0f7c";
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: byScaling,
      AlarmDescription: "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy arn:aws:autoscaling:policy.",
      Namespace: "AWS/DynamoDB",
      MetricName: "ConsumedReadCapacityUnits",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 42,
      ComparisonOperator: "GreaterThanThreshold",
    }),
  );
  record.noteLeftOut("aws_cloudwatch_metric_alarm", byScaling);
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: "slow",
      Namespace: "AWS/ELB",
      MetricName: "Latency",
      ExtendedStatistic: "p99",
      Period: 60,
      Unit: "Seconds",
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
    }),
  );
  record.note("inherited", "aws_cloudwatch_metric_alarm", "slow");
  await cloudwatch.send(
    new PutMetricAlarmCommand({
      AlarmName: "errors per request",
      EvaluationPeriods: 2,
      Threshold: 5,
      ComparisonOperator: "GreaterThanThreshold",
      Metrics: [
        { Id: "rate", Expression: "100*errors/requests", Label: "Error rate", ReturnData: true },
        ...["errors", "requests"].map((id) => ({
          Id: id,
          ReturnData: false,
          MetricStat: {
            Metric: { Namespace: "Shop", MetricName: id, Dimensions: [{ Name: "Page", Value: "/" }] },
            Period: 60,
            Stat: "Sum",
          },
        })),
      ],
    }),
  );
  record.note("inherited", "aws_cloudwatch_metric_alarm", "errors per request");
  await cloudwatch.send(
    new PutDashboardCommand({
      DashboardName: "Shop_overview-1",
      DashboardBody: JSON.stringify({
        widgets: [{ type: "text", x: 0, y: 0, width: 6, height: 3, properties: { markdown: "# Shop ${x}" } }],
      }),
    }),
  );
  record.note("inherited", "aws_cloudwatch_dashboard", "Shop_overview-1");
  cloudwatch.destroy();
  const logs = new CloudWatchLogsClient(config);
  await logs.send(new CreateLogGroupCommand({ logGroupName: "/aws/odd#1/web.log", tags: { Name: "web log" } }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: "/aws/odd#1/web.log", retentionInDays: 30 }));
  record.note("inherited", "aws_cloudwatch_log_group", "/aws/odd#1/web.log");
  await logs.send(new CreateLogGroupCommand({ logGroupName: "forever" }));
  record.note("inherited", "aws_cloudwatch_log_group", "forever");
  logs.destroy();
}
