import {
  DescribeTagsCommand,
  type LoadBalancerAttribute,
  type Tag,
  type TargetGroupAttribute,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { call } from "../call.js";
import { detail } from "../collector.js";

/** The largest number of ARNs that DescribeTags takes. */
const tagBatch = 20;

export const tagsBy = <Item>(arnOf: (item: Item) => string | undefined) =>
  detail(call("elbv2", "elasticloadbalancing:DescribeTags", DescribeTagsCommand), {
    batch: tagBatch,
    input: (items: readonly [Item, ...Item[]]) => ({ ResourceArns: items.flatMap((item) => arnOf(item) ?? []) }),
    take: ({ TagDescriptions }, item: Item): Tag[] | undefined =>
      TagDescriptions?.find(({ ResourceArn }) => ResourceArn === arnOf(item))?.Tags,
  });

/** AWS's list of keys and values as an object. */
export const attributeMap = (attributes: readonly (LoadBalancerAttribute | TargetGroupAttribute)[] | undefined) =>
  Object.fromEntries((attributes ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? ""]] : [])));
