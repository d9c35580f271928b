import {
  type ContinuousBackupsDescription,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  type TableDescription,
  type Tag,
  type TimeToLiveDescription,
} from "@aws-sdk/client-dynamodb";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing, pagedDetail } from "../collector.js";
import { keep, lastPart, links, tagsOf, toJson } from "../describe.js";

interface TableName {
  readonly name: string;
  readonly arn: string;
}

interface Details {
  table: TableDescription;
  backups: ContinuousBackupsDescription;
  ttl: TimeToLiveDescription;
  tags: Tag[];
}

export const tables = defineCollector<TableName, Details>({
  name: "dynamodb:tables",
  service: "dynamodb",
  scope: "regional",
  list: listing(call("dynamodb", "dynamodb:ListTables", ListTablesCommand), {
    input: () => ({ Limit: 100 }),
    items: ({ TableNames }, _, { partition, region, accountId }) =>
      TableNames?.map((name) => ({ name, arn: `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}` })),
    next: ({ LastEvaluatedTableName }) =>
      LastEvaluatedTableName ? { ExclusiveStartTableName: LastEvaluatedTableName } : undefined,
  }),
  details: {
    table: detail(call("dynamodb", "dynamodb:DescribeTable", DescribeTableCommand), {
      input: ([{ name }]) => ({ TableName: name }),
      take: ({ Table }) => Table,
    }),
    backups: detail(call("dynamodb", "dynamodb:DescribeContinuousBackups", DescribeContinuousBackupsCommand), {
      input: ([{ name }]) => ({ TableName: name }),
      take: ({ ContinuousBackupsDescription }) => ContinuousBackupsDescription,
    }),
    ttl: detail(call("dynamodb", "dynamodb:DescribeTimeToLive", DescribeTimeToLiveCommand), {
      input: ([{ name }]) => ({ TableName: name }),
      take: ({ TimeToLiveDescription }) => TimeToLiveDescription,
    }),
    tags: pagedDetail(call("dynamodb", "dynamodb:ListTagsOfResource", ListTagsOfResourceCommand), {
      input: ([{ arn }]) => ({ ResourceArn: arn }),
      entries: ({ Tags }) => Tags,
      next: ({ NextToken }) => (NextToken ? { NextToken } : undefined),
    }),
  },
  label: ({ name }) => `table ${name}`,
  types: {
    aws_dynamodb_table: ({ item: { name, arn }, details: { table, backups, ttl, tags } }) => [
      {
        id: name,
        attributes: {
          Arn: arn,
          ...(table &&
            keep(table, [
              "AttributeDefinitions",
              "KeySchema",
              "ProvisionedThroughput",
              "BillingModeSummary",
              "LocalSecondaryIndexes",
              "GlobalSecondaryIndexes",
              "StreamSpecification",
              "SSEDescription",
              "TableClassSummary",
              "DeletionProtectionEnabled",
              "OnDemandThroughput",
              "Replicas",
            ])),
          ...(backups?.PointInTimeRecoveryDescription && {
            PointInTimeRecovery: toJson(backups.PointInTimeRecoveryDescription) ?? null,
          }),
          ...(ttl && { TimeToLive: toJson(ttl) ?? null }),
        },
        tags: tagsOf(tags),
        links: links("kms_key_arn", "aws_kms_key", lastPart(table?.SSEDescription?.KMSMasterKeyArn)),
      },
    ],
  },
});

export const dynamodb: readonly AnyCollector[] = [tables];
