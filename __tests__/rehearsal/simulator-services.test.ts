import * as efs from "@aws-sdk/client-efs";
import * as elasticache from "@aws-sdk/client-elasticache";
import * as rds from "@aws-sdk/client-rds";
import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ accountId: "111122223333", seed: 1, env: process.env });
});
afterAll(async () => {
  await simulator?.stop();
});

describe("a bucket", () => {
  it("says that it tells EventBridge about its events", async () => {
    const client = new s3.S3Client(simulator.sdkConfig());
    const Bucket = "events";
    await client.send(
      new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
    );
    const read = () => client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
    expect((await read()).EventBridgeConfiguration).toBeUndefined();
    await client.send(
      new s3.PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    expect((await read()).EventBridgeConfiguration).toEqual({});
  });
});

describe("a file system", () => {
  it("keeps a backup policy that is put later", async () => {
    const client = new efs.EFSClient(simulator.sdkConfig());
    const { FileSystemId } = await client.send(new efs.CreateFileSystemCommand({ CreationToken: "a" }));
    await client.send(new efs.PutBackupPolicyCommand({ FileSystemId, BackupPolicy: { Status: "ENABLED" } }));
    const { BackupPolicy } = await client.send(new efs.DescribeBackupPolicyCommand({ FileSystemId }));
    expect(BackupPolicy).toEqual({ Status: "ENABLED" });
  });
});

describe("a cache cluster", () => {
  it("takes minor versions by itself unless it is told not to", async () => {
    const client = new elasticache.ElastiCacheClient(simulator.sdkConfig());
    for (const [id, given] of [["yes"], ["no", false]] as const) {
      await client.send(
        new elasticache.CreateCacheClusterCommand({
          CacheClusterId: id,
          Engine: "redis",
          CacheNodeType: "cache.t3.micro",
          NumCacheNodes: 1,
          ...(given === undefined ? {} : { AutoMinorVersionUpgrade: given }),
        }),
      );
    }
    const { CacheClusters } = await client.send(new elasticache.DescribeCacheClustersCommand({}));
    expect(CacheClusters?.map((each) => each.AutoMinorVersionUpgrade)).toEqual([true, false]);
  });
});

describe("a database parameter", () => {
  it("says that a user set it", async () => {
    const client = new rds.RDSClient(simulator.sdkConfig());
    const DBParameterGroupName = "own";
    await client.send(
      new rds.CreateDBParameterGroupCommand({
        DBParameterGroupName,
        DBParameterGroupFamily: "mysql8.0",
        Description: "d",
      }),
    );
    const parameter = { ParameterName: "slow_query_log", ParameterValue: "1", ApplyMethod: "immediate" } as const;
    await client.send(new rds.ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters: [parameter] }));
    const { Parameters } = await client.send(new rds.DescribeDBParametersCommand({ DBParameterGroupName }));
    expect(Parameters).toEqual([{ ...parameter, Source: "user" }]);
  });
});

describe("a database cluster", () => {
  it("has a scaling configuration only where its engine mode is serverless", async () => {
    const client = new rds.RDSClient(simulator.sdkConfig());
    for (const EngineMode of ["provisioned", "serverless"]) {
      await client.send(
        new rds.CreateDBClusterCommand({
          DBClusterIdentifier: EngineMode,
          Engine: "aurora-mysql",
          EngineMode,
          MasterUsername: "someone",
          MasterUserPassword: "not-a-real-one",
        }),
      );
    }
    const { DBClusters } = await client.send(new rds.DescribeDBClustersCommand({}));
    expect(DBClusters?.map(({ ScalingConfigurationInfo }) => ScalingConfigurationInfo !== undefined)).toEqual([
      false,
      true,
    ]);
  });
});
