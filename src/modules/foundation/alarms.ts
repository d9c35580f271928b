import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail/index.js";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter/index.js";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import { policyDocument } from "../../domain/policy-document.js";
import { auditPatterns } from "./audit-patterns.js";
import type { Keys, Seen } from "./keys.js";
import { trailLogGroup } from "./trail.js";

/** Declares the topic that alarms go to, encrypted, open to this account's services over TLS alone. */
export function declareAlarmTopic(scope: Construct, seen: Seen, { logs }: Keys): SnsTopic {
  const { name, account_id, alarm_subscriptions } = seen;
  const topic = new SnsTopic(scope, "aws_sns_topic.alarms", {
    name: `${name}-alarms`,
    kmsMasterKeyId: logs.arn,
    tags: tagged(seen.tags, { Name: `${name}-alarms` }),
  });
  new SnsTopicPolicy(scope, "aws_sns_topic_policy.alarms", {
    arn: topic.arn,
    policy: policyDocument(
      {
        Sid: "ServicesOfTheAccountPublish",
        Effect: "Allow",
        Principal: {
          Service: [
            "backup.amazonaws.com",
            "budgets.amazonaws.com",
            "cloudwatch.amazonaws.com",
            "costalerts.amazonaws.com",
            "events.amazonaws.com",
            "rds.amazonaws.com",
          ],
        },
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: { StringEquals: { "aws:SourceAccount": account_id } },
      },
      {
        Sid: "DenyWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ),
  });
  alarm_subscriptions.each(
    ({ id, loop, value }) =>
      new SnsTopicSubscription(scope, id("aws_sns_topic_subscription.alarms"), {
        ...loop,
        topicArn: topic.arn,
        protocol: value.protocol,
        endpoint: value.endpoint,
      }),
  );
  return topic;
}

/** Declares an alarm for each thing that the trail should never show, or only when somebody meant it. */
export function declareAuditAlarms(scope: Construct, seen: Seen, topic: SnsTopic, trails: Resources<Cloudtrail>): void {
  const { name, trail } = seen;
  for (const [event, { pattern, description }] of Object.entries(auditPatterns)) {
    const metric = `${name}-${event.replaceAll("_", "-")}`;
    const namespace = `${name}/audit`;
    const filters = trail.each(
      ({ id, loop }) =>
        new CloudwatchLogMetricFilter(scope, id(`aws_cloudwatch_log_metric_filter.${event}`), {
          ...loop,
          name: metric,
          logGroupName: trailLogGroup(name),
          pattern,
          metricTransformation: { name: metric, namespace, value: "1", defaultValue: "0" },
          // With the trail stands its log group.
          dependsOn: [...trails.all],
        }),
    );
    trail.each(
      ({ id, loop }) =>
        new CloudwatchMetricAlarm(scope, id(`aws_cloudwatch_metric_alarm.${event}`), {
          ...loop,
          alarmName: metric,
          alarmDescription: description,
          namespace,
          metricName: metric,
          statistic: "Sum",
          period: 300,
          evaluationPeriods: 1,
          threshold: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          treatMissingData: "notBreaching",
          alarmActions: [topic.arn],
          tags: tagged(seen.tags, { Name: metric }),
          dependsOn: [...filters.all],
        }),
    );
  }
}
