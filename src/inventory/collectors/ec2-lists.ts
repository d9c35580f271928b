import {
  DescribeFlowLogsCommand,
  DescribeManagedPrefixListsCommand,
  type FlowLog,
  GetManagedPrefixListEntriesCommand,
  type ManagedPrefixList,
  type PrefixListEntry,
} from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing, pagedDetail } from "../collector.js";
import { keep, lastPart, links, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";

export const flowLogs = defineCollector<FlowLog>({
  name: "ec2:flow-logs",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeFlowLogs", DescribeFlowLogsCommand), {
    input: () => ({ MaxResults: 1000 }),
    items: ({ FlowLogs }) => FlowLogs,
    next: byNextToken,
  }),
  label: ({ FlowLogId }) => `flow log ${FlowLogId}`,
  types: {
    aws_flow_log: ({ item }) => [
      {
        id: item.FlowLogId ?? "",
        attributes: keep(item, [
          "ResourceId",
          "TrafficType",
          "LogDestinationType",
          "LogDestination",
          "LogGroupName",
          "LogFormat",
          "MaxAggregationInterval",
          "DeliverLogsPermissionArn",
          "DeliverCrossAccountRole",
          "DestinationOptions",
        ]),
        tags: tagsOf(item.Tags),
        links: [
          ...(item.ResourceId?.startsWith("vpc-") ? links("vpc_id", "aws_vpc", item.ResourceId) : []),
          ...(item.ResourceId?.startsWith("subnet-") ? links("subnet_id", "aws_subnet", item.ResourceId) : []),
          ...links("iam_role_arn", "aws_iam_role", lastPart(item.DeliverLogsPermissionArn)),
        ],
      },
    ],
  },
});

export const prefixLists = defineCollector<ManagedPrefixList, { entries: PrefixListEntry[] }>({
  name: "ec2:managed-prefix-lists",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeManagedPrefixLists", DescribeManagedPrefixListsCommand), {
    input: () => ({ MaxResults: 100 }),
    items: ({ PrefixLists }) => PrefixLists,
    next: byNextToken,
  }),
  details: {
    entries: pagedDetail(call("ec2", "ec2:GetManagedPrefixListEntries", GetManagedPrefixListEntriesCommand), {
      appliesTo: ({ OwnerId }: ManagedPrefixList) => OwnerId !== "AWS",
      input: ([{ PrefixListId }]) => ({ PrefixListId, MaxResults: 100 }),
      entries: ({ Entries }) => Entries,
      next: byNextToken,
    }),
  },
  label: ({ PrefixListId }) => `prefix list ${PrefixListId}`,
  types: {
    aws_ec2_managed_prefix_list: ({ item, details }) => [
      {
        id: item.PrefixListId ?? "",
        attributes: {
          ...keep(item, ["PrefixListName", "AddressFamily", "MaxEntries"]),
          ...(details.entries && { Entries: details.entries.map((entry) => keep(entry, ["Cidr", "Description"])) }),
        },
        tags: tagsOf(item.Tags),
        owner: item.OwnerId === "AWS" ? { kind: "aws", name: `the prefix list ${item.PrefixListName}` } : undefined,
      },
    ],
  },
});

export const ec2Lists: readonly AnyCollector[] = [flowLogs, prefixLists];
