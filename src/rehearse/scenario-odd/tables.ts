import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** A table on demand with indexes, stream, recovery and expiry, and a small provisioned one with dots in its name. */
export async function makeTables({ config, record }: OddScene): Promise<void> {
  const dynamodb = new DynamoDBClient(config);
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "Orders_2019-v2",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "N" },
        { AttributeName: "customer id", AttributeType: "B" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by.customer",
          KeySchema: [{ AttributeName: "customer id", KeyType: "HASH" }],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["total"] },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "local",
          KeySchema: [
            { AttributeName: "pk", KeyType: "HASH" },
            { AttributeName: "customer id", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
      SSESpecification: { Enabled: true, SSEType: "KMS" },
      DeletionProtectionEnabled: true,
      Tags: tags({ Name: "orders" }),
    }),
  );
  record.note("inherited", "aws_dynamodb_table", "Orders_2019-v2");
  await dynamodb.send(
    new UpdateTimeToLiveCommand({
      TableName: "Orders_2019-v2",
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
    }),
  );
  await dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName: "Orders_2019-v2",
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "x.y-z",
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 1 },
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
  record.note("inherited", "aws_dynamodb_table", "x.y-z");
  dynamodb.destroy();
}
