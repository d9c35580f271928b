import { GetQueueAttributesCommand, ListQueuesCommand, ListQueueTagsCommand } from "@aws-sdk/client-sqs";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { lastPart, links, partOf } from "../describe.js";
import { byNextToken } from "../paging.js";

interface Queue {
  readonly url: string;
}

/** Counters and dates, which change by themselves. */
const passing = /^(Approximate|CreatedTimestamp|LastModifiedTimestamp|Policy$)/;

export const queues = defineCollector<Queue, { attributes: Record<string, string>; tags: Record<string, string> }>({
  name: "sqs:queues",
  service: "sqs",
  scope: "regional",
  list: listing(call("sqs", "sqs:ListQueues", ListQueuesCommand), {
    input: () => ({ MaxResults: 1000 }),
    items: ({ QueueUrls }) => QueueUrls?.map((url) => ({ url })),
    next: byNextToken,
  }),
  details: {
    attributes: detail(call("sqs", "sqs:GetQueueAttributes", GetQueueAttributesCommand), {
      input: ([{ url }]) => ({ QueueUrl: url, AttributeNames: ["All" as const] }),
      take: ({ Attributes }) => Attributes as Record<string, string> | undefined,
    }),
    tags: detail(call("sqs", "sqs:ListQueueTags", ListQueueTagsCommand), {
      input: ([{ url }]) => ({ QueueUrl: url }),
      take: ({ Tags }) => Tags,
    }),
  },
  label: ({ url }) => `queue ${url}`,
  types: {
    aws_sqs_queue: ({ item, details }) => [
      {
        id: item.url,
        attributes: {
          Name: item.url.split("/").at(-1) ?? "",
          ...(details.attributes && {
            Attributes: Object.fromEntries(Object.entries(details.attributes).filter(([key]) => !passing.test(key))),
          }),
        },
        tags: details.tags ?? {},
        links: links("kms_master_key_id", "aws_kms_key", lastPart(details.attributes?.KmsMasterKeyId)),
      },
    ],
    aws_sqs_queue_policy: ({ item, details }) =>
      details.attributes?.Policy
        ? [
            {
              id: item.url,
              attributes: { Policy: details.attributes.Policy },
              links: partOf("queue_url", "aws_sqs_queue", item.url),
            },
          ]
        : [],
  },
});

export const sqs: readonly AnyCollector[] = [queues];
