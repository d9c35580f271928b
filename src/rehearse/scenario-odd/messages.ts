import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** Queues with a dead letter queue, topics that feed them, and rules on two event buses. */
export async function makeMessages(scene: OddScene): Promise<void> {
  const queueArn = await makeQueues(scene);
  const topicArn = await makeTopics(scene, queueArn);
  await makeEvents(scene, queueArn, topicArn);
}

async function makeQueues({ config, record }: OddScene): Promise<string> {
  const sqs = new SQSClient(config);
  const make = async (name: string, attributes: Record<string, string>, labels: Record<string, string> = {}) => {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: name, Attributes: attributes, tags: labels }),
    );
    record.note("inherited", "aws_sqs_queue", QueueUrl);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
    return { url: QueueUrl ?? "", arn: Attributes?.QueueArn ?? "" };
  };
  const dead = await make("orders-dead", { MessageRetentionPeriod: "1209600" });
  const orders = await make(
    "orders_IN",
    {
      VisibilityTimeout: "77",
      DelaySeconds: "5",
      ReceiveMessageWaitTimeSeconds: "20",
      MaximumMessageSize: "1024",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 3 }),
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "topics",
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: "sqs:SendMessage",
            Resource: "*",
          },
        ],
      }),
    },
    { Name: "orders / in", stage: "" },
  );
  record.note("inherited", "aws_sqs_queue_policy", orders.url);
  await make("steps.fifo", { FifoQueue: "true", ContentBasedDeduplication: "true" });
  sqs.destroy();
  return orders.arn;
}

async function makeTopics({ config, record }: OddScene, queueArn: string): Promise<string> {
  const sns = new SNSClient(config);
  const { TopicArn } = await sns.send(
    new CreateTopicCommand({
      Name: "Alarms_to-people",
      Attributes: { DisplayName: "Alarms (prod) ü" },
      Tags: tags({ Name: "alarms" }),
    }),
  );
  const topicArn = record.note("inherited", "aws_sns_topic", TopicArn);
  await sns.send(
    new SetTopicAttributesCommand({
      TopicArn,
      AttributeName: "Policy",
      AttributeValue: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "alarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "SNS:Publish",
            Resource: topicArn,
          },
        ],
      }),
    }),
  );
  record.note("inherited", "aws_sns_topic_policy", topicArn);
  const plain = await sns.send(new CreateTopicCommand({ Name: "plain" }));
  record.note("inherited", "aws_sns_topic", plain.TopicArn);
  const subscription = await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: "sqs",
      Endpoint: queueArn,
      Attributes: { RawMessageDelivery: "true", FilterPolicy: '{"kind":["order"]}' },
      ReturnSubscriptionArn: true,
    }),
  );
  record.note("inherited", "aws_sns_topic_subscription", subscription.SubscriptionArn);
  sns.destroy();
  return topicArn;
}

async function makeEvents({ config, record }: OddScene, queueArn: string, topicArn: string): Promise<void> {
  const events = new EventBridgeClient(config);
  await events.send(new CreateEventBusCommand({ Name: "odd.bus_1", Tags: tags({ Name: "bus" }) }));
  record.note("inherited", "aws_cloudwatch_event_bus", "odd.bus_1");
  await events.send(
    new PutRuleCommand({
      Name: "every-night",
      ScheduleExpression: "cron(15 3 ? * MON-FRI *)",
      State: "DISABLED",
      Description: "Nightly: a/b",
      Tags: tags({ Name: "nightly" }),
    }),
  );
  record.note("inherited", "aws_cloudwatch_event_rule", "every-night");
  await events.send(
    new PutTargetsCommand({
      Rule: "every-night",
      Targets: [
        { Id: "queue", Arn: queueArn, Input: '{"job":"${name}"}' },
        {
          Id: "Id-1",
          Arn: topicArn,
          InputTransformer: { InputPathsMap: { when: "$.time" }, InputTemplate: '"Started at <when>"' },
        },
      ],
    }),
  );
  record.note("inherited", "aws_cloudwatch_event_target", "every-night/queue");
  record.note("inherited", "aws_cloudwatch_event_target", "every-night/Id-1");
  await events.send(
    new PutRuleCommand({
      Name: "orders",
      EventBusName: "odd.bus_1",
      EventPattern: JSON.stringify({ source: ["shop"], "detail-type": [{ prefix: "Order " }] }),
    }),
  );
  record.note("inherited", "aws_cloudwatch_event_rule", "odd.bus_1/orders");
  events.destroy();
}
