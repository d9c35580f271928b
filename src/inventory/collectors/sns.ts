import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  type Subscription,
  type Tag,
  type Topic,
} from "@aws-sdk/client-sns";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { lastPart, links, partOf, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";
import { scanText } from "../scan-text.js";

/** The policy that every topic begins with lets its owner do everything. */
const isFirstPolicy = (policy: string): boolean => policy.includes("__default_statement_ID");

export const topics = defineCollector<Topic, { attributes: Record<string, string>; tags: Tag[] }>({
  name: "sns:topics",
  service: "sns",
  scope: "regional",
  list: listing(call("sns", "sns:ListTopics", ListTopicsCommand), {
    input: () => ({}),
    items: ({ Topics }) => Topics,
    next: byNextToken,
  }),
  details: {
    attributes: detail(call("sns", "sns:GetTopicAttributes", GetTopicAttributesCommand), {
      input: ([{ TopicArn }]) => ({ TopicArn }),
      take: ({ Attributes }) => Attributes,
    }),
    tags: detail(call("sns", "sns:ListTagsForResource", ListTagsForResourceCommand), {
      input: ([{ TopicArn }]) => ({ ResourceArn: TopicArn }),
      take: ({ Tags }) => Tags,
    }),
  },
  label: ({ TopicArn }) => `topic ${TopicArn}`,
  types: {
    aws_sns_topic: ({ item, details }) => {
      const { Policy: _policy, EffectiveDeliveryPolicy: _effective, ...attributes } = details.attributes ?? {};
      return [
        {
          id: item.TopicArn ?? "",
          attributes: { Name: lastPart(item.TopicArn) ?? "", ...(details.attributes && { Attributes: attributes }) },
          tags: tagsOf(details.tags),
          links: links("kms_master_key_id", "aws_kms_key", lastPart(attributes.KmsMasterKeyId)),
        },
      ];
    },
    aws_sns_topic_policy: ({ item, details }) => {
      const policy = details.attributes?.Policy;
      return policy && !isFirstPolicy(policy)
        ? [
            {
              id: item.TopicArn ?? "",
              attributes: { Policy: policy },
              links: partOf("arn", "aws_sns_topic", item.TopicArn),
            },
          ]
        : [];
    },
  },
});

/** Until whoever gets the messages has agreed, a subscription has no ARN. */
const isConfirmed = ({ SubscriptionArn }: Subscription): boolean => Boolean(SubscriptionArn?.startsWith("arn:"));

export const subscriptions = defineCollector<Subscription, { attributes: Record<string, string> }>({
  name: "sns:subscriptions",
  service: "sns",
  scope: "regional",
  list: listing(call("sns", "sns:ListSubscriptions", ListSubscriptionsCommand), {
    input: () => ({}),
    items: ({ Subscriptions }) => Subscriptions,
    next: byNextToken,
  }),
  details: {
    attributes: detail(call("sns", "sns:GetSubscriptionAttributes", GetSubscriptionAttributesCommand), {
      appliesTo: isConfirmed,
      input: ([{ SubscriptionArn }]) => ({ SubscriptionArn }),
      take: ({ Attributes }) => Attributes,
    }),
  },
  label: ({ SubscriptionArn, TopicArn }) => `subscription ${SubscriptionArn} of ${TopicArn}`,
  types: {
    aws_sns_topic_subscription: ({ item, details }) => {
      const endpoint = scanText("endpoint", item.Endpoint);
      const { Endpoint: _endpoint, ...attributes } = details.attributes ?? {};
      return [
        {
          id: isConfirmed(item) ? (item.SubscriptionArn ?? "") : `${item.TopicArn} ${item.Protocol} ${endpoint.text}`,
          attributes: {
            IsConfirmed: isConfirmed(item),
            Protocol: item.Protocol ?? "",
            ...(endpoint.text !== undefined && { Endpoint: endpoint.text }),
            Attributes: attributes,
          },
          links: partOf("topic_arn", "aws_sns_topic", item.TopicArn),
          findings: endpoint.findings,
        },
      ];
    },
  },
});

export const sns: readonly AnyCollector[] = [topics, subscriptions];
