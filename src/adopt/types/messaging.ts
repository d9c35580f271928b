import type { InventoryResource } from "../../domain/inventory.js";
import { linked, textAt } from "../answer.js";
import type { Arguments } from "../expression.js";
import { type AdoptionRule, tagsArgument, text, unless } from "../rule.js";

const attributesOf = ({ attributes }: InventoryResource) =>
  (attributes.Attributes ?? {}) as Readonly<Record<string, string | undefined>>;

const numberOf = (value: string | undefined): number | undefined =>
  value === undefined || value === "" ? undefined : Number(value);
const isTrue = (value: string | undefined): true | undefined => (value?.toLowerCase() === "true" ? true : undefined);

const unread = (resource: InventoryResource, kind: string): string | undefined =>
  resource.attributes.Attributes === undefined ? `the inventory could not read the ${kind}'s attributes` : undefined;

const protocols = ["Application", "Firehose", "HTTP", "Lambda", "SQS"] as const;

/** Who is told how deliveries went, by protocol. */
const feedback = (answer: Readonly<Record<string, string | undefined>>): Arguments =>
  Object.fromEntries(
    protocols.flatMap((protocol) => {
      const prefix = protocol.toLowerCase();
      return [
        [`${prefix}_success_feedback_role_arn`, answer[`${protocol}SuccessFeedbackRoleArn`]],
        [`${prefix}_failure_feedback_role_arn`, answer[`${protocol}FailureFeedbackRoleArn`]],
        [`${prefix}_success_feedback_sample_rate`, numberOf(answer[`${protocol}SuccessFeedbackSampleRate`])],
      ];
    }),
  );

const topic: AdoptionRule = {
  type: "aws_sns_topic",
  layer: "inherited",
  label: (resource) => text(resource, "Name") ?? "",
  unfit: (resource) => unread(resource, "topic"),
  configuration: (resource, context) => {
    const answer = attributesOf(resource);
    return {
      name: text(resource, "Name"),
      display_name: answer.DisplayName || undefined,
      delivery_policy: answer.DeliveryPolicy || undefined,
      kms_master_key_id: linked(context, "kms_master_key_id", "id", answer.KmsMasterKeyId || undefined),
      fifo_topic: isTrue(answer.FifoTopic),
      content_based_deduplication: isTrue(answer.ContentBasedDeduplication),
      archive_policy: answer.ArchivePolicy || undefined,
      ...feedback(answer),
      tags: tagsArgument(resource),
    };
  },
};

const topicPolicy: AdoptionRule = {
  type: "aws_sns_topic_policy",
  layer: "inherited",
  label: (_, of) => of("arn"),
  configuration: (resource, { ref }) => ({ arn: ref("arn", "arn"), policy: text(resource, "Policy") }),
};

const subscription: AdoptionRule = {
  type: "aws_sns_topic_subscription",
  layer: "inherited",
  label: (resource, of) => `${of("topic_arn")} ${text(resource, "Protocol")}`,
  unfit: (resource) => {
    if (resource.attributes.IsConfirmed !== true) return "nobody has confirmed it yet: it has no ARN to import";
    return text(resource, "Endpoint") ? undefined : "its endpoint holds a secret: leave it, or bring it in by hand";
  },
  configuration: (resource, { ref }) => {
    const answer = attributesOf(resource);
    return {
      topic_arn: ref("topic_arn", "arn"),
      protocol: text(resource, "Protocol"),
      endpoint: text(resource, "Endpoint"),
      raw_message_delivery: isTrue(answer.RawMessageDelivery),
      filter_policy: answer.FilterPolicy || undefined,
      filter_policy_scope: answer.FilterPolicy ? answer.FilterPolicyScope : undefined,
      delivery_policy: answer.DeliveryPolicy || undefined,
      redrive_policy: answer.RedrivePolicy || undefined,
      replay_policy: answer.ReplayPolicy || undefined,
      subscription_role_arn: answer.SubscriptionRoleArn || undefined,
    };
  },
  ignored: () => ({
    attributes: ["confirmation_timeout_in_minutes", "endpoint_auto_confirms"],
    reason: "only Terraform knows it, and only while a subscription is made",
  }),
};

/** The largest that the provider takes, in bytes; AWS has taken up to 1 MiB since 2025, also as its default. */
const largestMessage = 262144;
const isTooLarge = (resource: InventoryResource): boolean =>
  (numberOf(attributesOf(resource).MaximumMessageSize) ?? 0) > largestMessage;

const queue: AdoptionRule = {
  type: "aws_sqs_queue",
  layer: "inherited",
  isStateful: true,
  label: (resource) => text(resource, "Name") ?? "",
  unfit: (resource) => unread(resource, "queue"),
  configuration: (resource, context) => {
    const answer = attributesOf(resource);
    const plain = (field: string, assumed: number) => unless(numberOf(answer[field]), assumed);
    return {
      name: text(resource, "Name"),
      fifo_queue: isTrue(answer.FifoQueue),
      content_based_deduplication: isTrue(answer.ContentBasedDeduplication),
      deduplication_scope: answer.DeduplicationScope,
      fifo_throughput_limit: answer.FifoThroughputLimit,
      delay_seconds: plain("DelaySeconds", 0),
      max_message_size: isTooLarge(resource) ? undefined : plain("MaximumMessageSize", largestMessage),
      message_retention_seconds: plain("MessageRetentionPeriod", 345600),
      receive_wait_time_seconds: plain("ReceiveMessageWaitTimeSeconds", 0),
      visibility_timeout_seconds: plain("VisibilityTimeout", 30),
      kms_master_key_id: linked(context, "kms_master_key_id", "id", answer.KmsMasterKeyId || undefined),
      redrive_policy: answer.RedrivePolicy || undefined,
      redrive_allow_policy: answer.RedriveAllowPolicy || undefined,
      tags: tagsArgument(resource),
    };
  },
  ignored: (resource) =>
    isTooLarge(resource)
      ? { attributes: ["max_message_size"], reason: "AWS takes larger messages than the provider knows" }
      : undefined,
};

const queuePolicy: AdoptionRule = {
  type: "aws_sqs_queue_policy",
  layer: "inherited",
  label: (_, of) => of("queue_url"),
  configuration: (resource, { ref }) => ({
    queue_url: ref("queue_url"),
    policy: textAt(resource.attributes, "Policy"),
  }),
};

export const messaging: readonly AdoptionRule[] = [topic, topicPolicy, subscription, queue, queuePolicy];
