import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as kms from "@aws-sdk/client-kms";
import * as route53 from "@aws-sdk/client-route-53";
import * as sfn from "@aws-sdk/client-sfn";
import * as sqs from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

describe("a queue", () => {
  it("answers its redrive policy as compact JSON", async () => {
    const client = new sqs.SQSClient(simulator().sdkConfig());
    await client.send(new sqs.CreateQueueCommand({ QueueName: "dead" }));
    const policy = JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead",
      maxReceiveCount: 3,
    });
    const { QueueUrl } = await client.send(
      new sqs.CreateQueueCommand({ QueueName: "live", Attributes: { RedrivePolicy: policy } }),
    );
    const { Attributes } = await client.send(
      new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["RedrivePolicy"] }),
    );
    expect(Attributes?.RedrivePolicy).toBe(policy);
  });
});

describe("a state machine", () => {
  it("may be validated beforehand, and has no versions until one is published", async () => {
    const client = new sfn.SFNClient(simulator().sdkConfig());
    const definition = JSON.stringify({ StartAt: "End", States: { End: { Type: "Succeed" } } });
    expect(await client.send(new sfn.ValidateStateMachineDefinitionCommand({ definition }))).toMatchObject({
      result: "OK",
      diagnostics: [],
    });
    const stateMachineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:any";
    const { stateMachineVersions } = await client.send(new sfn.ListStateMachineVersionsCommand({ stateMachineArn }));
    expect(stateMachineVersions).toEqual([]);
  });
});

describe("a wildcard record", () => {
  it("is answered with its star escaped, and found from there", async () => {
    const client = new route53.Route53Client(simulator().sdkConfig());
    const { HostedZone } = await client.send(
      new route53.CreateHostedZoneCommand({ Name: "star.test", CallerReference: "1" }),
    );
    const HostedZoneId = HostedZone?.Id;
    const ResourceRecordSet = {
      Name: "*.star.test",
      Type: "A" as const,
      TTL: 60,
      ResourceRecords: [{ Value: "10.0.0.1" }],
    };
    await client.send(
      new route53.ChangeResourceRecordSetsCommand({
        HostedZoneId,
        ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet }] },
      }),
    );
    const { ResourceRecordSets } = await client.send(
      new route53.ListResourceRecordSetsCommand({
        HostedZoneId,
        StartRecordName: "\\052.star.test.",
        StartRecordType: "A",
        MaxItems: 1,
      }),
    );
    expect(ResourceRecordSets?.[0]?.Name).toBe("\\052.star.test.");
  });
});
describe("a key", () => {
  it("encrypts and decrypts unless it is made for something else", async () => {
    const client = new kms.KMSClient(simulator().sdkConfig());
    const { KeyMetadata } = await client.send(new kms.CreateKeyCommand({}));
    const described = await client.send(new kms.DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId }));
    expect(described.KeyMetadata?.KeyUsage).toBe("ENCRYPT_DECRYPT");
  });
});

describe("a key that a service makes for itself", () => {
  it("is AWS's", async () => {
    const tables = new dynamodb.DynamoDBClient(simulator().sdkConfig());
    const { TableDescription } = await tables.send(
      new dynamodb.CreateTableCommand({
        TableName: "encrypted",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        SSESpecification: { Enabled: true },
      }),
    );
    const client = new kms.KMSClient(simulator().sdkConfig());
    const KeyId = TableDescription?.SSEDescription?.KMSMasterKeyArn;
    const { KeyMetadata } = await client.send(new kms.DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyManager).toBe("AWS");
  });
});

it("a KMS key keeps its rotation period, 365 days unless given", async () => {
  const client = new kms.KMSClient(simulator().sdkConfig());
  const { KeyMetadata } = await client.send(new kms.CreateKeyCommand({}));
  const KeyId = KeyMetadata?.KeyId;
  const period = async () => (await client.send(new kms.GetKeyRotationStatusCommand({ KeyId }))).RotationPeriodInDays;
  await client.send(new kms.EnableKeyRotationCommand({ KeyId }));
  expect(await period()).toBe(365);
  await client.send(new kms.EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 180 }));
  expect(await period()).toBe(180);
  await client.send(new kms.DisableKeyRotationCommand({ KeyId }));
  expect(await period()).toBeUndefined();
});
