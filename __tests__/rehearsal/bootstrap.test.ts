import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  DeleteItemCommand,
  DescribeContinuousBackupsCommand,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DescribeKeyCommand, type KeyMetadata, KMSClient, paginateListKeys } from "@aws-sdk/client-kms";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { startUplift, treeOf } from "../support/uplift-process.js";

const bucket = "example-dev-state-666666666666";
let project: string;
let simulator: Simulator;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "uplift-test-"));
  simulator = await startSimulator({ accountId: "666666666666", env: process.env });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(project, { recursive: true, force: true });
});

const bootstrap = (environment: string) =>
  startUplift(["bootstrap", environment, "--json"], {
    cwd: project,
    env: { ...simulator.environment(), UPLIFT_PROVIDER_MIRROR: process.env.UPLIFT_PROVIDER_MIRROR },
  });

async function killedAfter(milliseconds: number): Promise<void> {
  const { child, ended } = bootstrap("dev");
  await setTimeout(milliseconds);
  for (const { pid } of treeOf(child.pid as number)) process.kill(pid, "SIGKILL");
  await ended;
}

/** Keys that are not AWS's own: a run that made a second one would have lost the first. */
async function ownKeys() {
  const client = new KMSClient(simulator.sdkConfig());
  const keys: (KeyMetadata | undefined)[] = [];
  for await (const { Keys } of paginateListKeys({ client }, {})) {
    for (const { KeyId } of Keys ?? []) keys.push((await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata);
  }
  return keys.filter((key) => key?.Description === `Terraform states and locks in ${bucket}`);
}

interface State {
  readonly resources: readonly { readonly mode: string; readonly type: string }[];
}

describe("uplift bootstrap", () => {
  it("survives being killed while it makes things, and ends with its state in the bucket", async () => {
    for (const milliseconds of [5_000, 12_000, 25_000]) await killedAfter(milliseconds);
    const { code, stderr } = await bootstrap("dev").ended;
    expect(code, stderr).toBe(0);
    const s3 = new S3Client(simulator.sdkConfig());
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "dev/bootstrap/terraform.tfstate" }));
    const state = JSON.parse((await object.Body?.transformToString()) ?? "") as State;
    expect(object.ServerSideEncryption).toBe("aws:kms");
    expect(state.resources.map(({ type }) => type).sort()).toEqual([
      "aws_dynamodb_table",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_s3_bucket",
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
    ]);
    expect(await ownKeys()).toHaveLength(1);
    const table = new DynamoDBClient(simulator.sdkConfig());
    const backups = await table.send(new DescribeContinuousBackupsCommand({ TableName: "example-dev-state-lock" }));
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe(
      "ENABLED",
    );
  });

  it("finds nothing to do the second time", async () => {
    const { code, stdout } = await bootstrap("dev").ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ environment: "dev", imported: 0, added: 0, changed: 0, destroyed: 0 });
  });

  it("names who holds the lock, since when and how to release it", async () => {
    const info = {
      ID: "3f1c",
      Operation: "OperationTypeApply",
      Who: "ann@laptop",
      Version: "1.11.4",
      Created: "2026-11-24T01:00:00Z",
    };
    const LockID = { S: `${bucket}/dev/bootstrap/terraform.tfstate` };
    const table = new DynamoDBClient(simulator.sdkConfig());
    const item = { LockID, Info: { S: JSON.stringify(info) } };
    await table.send(new PutItemCommand({ TableName: "example-dev-state-lock", Item: item }));
    const { code, stderr } = await bootstrap("dev").ended;
    await table.send(new DeleteItemCommand({ TableName: "example-dev-state-lock", Key: { LockID } }));
    expect(code).toBe(1);
    expect(stderr).toContain("held by ann@laptop since 2026-11-24 01:00:00 +0000 UTC, ID 3f1c");
    expect(stderr).toContain("release what a killed one left: uplift unlock dev/bootstrap --id 3f1c");
  });

  it("refuses another account's credentials, and an environment that is not there", async () => {
    const other = await bootstrap("prod").ended;
    expect(other).toMatchObject({ code: 1 });
    expect(other.stderr).toContain("these credentials belong to another account than environment prod (888888888888)");
    const mistyped = await bootstrap("deev").ended;
    expect(mistyped.stderr).toContain('there is no such environment (got "deev"). Did you mean "dev"?');
  });
});
