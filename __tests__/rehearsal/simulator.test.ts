import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import * as kms from "@aws-sdk/client-kms";
import * as route53 from "@aws-sdk/client-route-53";
import * as s3 from "@aws-sdk/client-s3";
import * as sts from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";

const accountId = "111122223333";
let folder: string;
let simulator: Simulator;
let requestLog: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-simulator-"));
  requestLog = join(folder, "calls.jsonl");
  // What a user may have set: none of it may reach the simulator's clients.
  const env = { ...process.env, AWS_PROFILE: "production", AWS_ACCESS_KEY_ID: "AKIAREAL", AWS_CA_BUNDLE: "/no/such" };
  simulator = await startSimulator({ accountId, requestLog, seed: 1, env });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

const calls = async () =>
  (await readFile(requestLog, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the account", () => {
  it("is the one asked for", async () => {
    const client = new sts.STSClient(simulator.sdkConfig());
    expect((await client.send(new sts.GetCallerIdentityCommand({}))).Account).toBe(accountId);
  });

  it("gives equal ids to equal calls of two simulators with one seed", async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const other = await startSimulator({ accountId, seed: 7, env: process.env });
        const client = new ec2.EC2Client(other.sdkConfig());
        const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
        await other.stop();
        return Vpc?.VpcId;
      }),
    );
    expect(ids[0]).toMatch(/^vpc-/);
    expect(ids[0]).toBe(ids[1]);
  });
});

describe("a call whose answer was lost", () => {
  it("is answered again when its client repeats it, and carried out once", async () => {
    const client = new dynamodb.DynamoDBClient(simulator.sdkConfig());
    const TableName = "answered-once";
    await client.send(
      new dynamodb.CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      }),
    );
    const put = (invocation: string) => {
      const command = new dynamodb.PutItemCommand({
        TableName,
        Item: { LockID: { S: "state" } },
        ConditionExpression: "attribute_not_exists(LockID)",
      });
      command.middlewareStack.add(
        (next) => (args) => {
          (args.request as { headers: Record<string, string> }).headers["amz-sdk-invocation-id"] = invocation;
          return next(args);
        },
        { step: "finalizeRequest", priority: "low" },
      );
      return client.send(command);
    };
    await put("a7c1");
    await expect(put("a7c1")).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
    await expect(put("b8d2")).rejects.toThrow("The conditional request failed");
  });
});

describe("many calls at once", () => {
  it("all take effect once, and none fails", async () => {
    const client = new ec2.EC2Client({ ...simulator.sdkConfig(), maxAttempts: 1 });
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.8.0.0/16" }));
    const VpcId = Vpc?.VpcId;
    const made = Array.from({ length: 40 }, (_, index) =>
      client.send(new ec2.CreateSubnetCommand({ VpcId, CidrBlock: `10.8.${index}.0/24` })),
    );
    const read = Array.from({ length: 40 }, () => client.send(new ec2.DescribeSubnetsCommand({})));
    await Promise.all([...made, ...read]);
    const { Subnets } = await client.send(
      new ec2.DescribeSubnetsCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId ?? ""] }] }),
    );
    expect(Subnets).toHaveLength(40);
  });
});

describe("the request log", () => {
  it("names action, object and whether it changes something", async () => {
    const table = new dynamodb.DynamoDBClient(simulator.sdkConfig());
    await table.send(
      new dynamodb.CreateTableCommand({
        TableName: "lock",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
      }),
    );
    await table.send(new dynamodb.GetItemCommand({ TableName: "lock", Key: { LockID: { S: "x" } } }));
    const objects = new s3.S3Client(simulator.sdkConfig());
    await objects.send(
      new s3.CreateBucketCommand({
        Bucket: "logged-bucket",
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
      }),
    );
    await objects.send(new s3.PutObjectCommand({ Bucket: "logged-bucket", Key: "a/b", Body: "v" }));
    await objects.send(
      new s3.CopyObjectCommand({ Bucket: "logged-bucket", Key: "c", CopySource: "logged-bucket/a/b" }),
    );
    await objects.send(
      new s3.PutBucketVersioningCommand({ Bucket: "logged-bucket", VersioningConfiguration: { Status: "Enabled" } }),
    );
    // Refused calls count as calls.
    await expect(objects.send(new s3.GetBucketPolicyCommand({ Bucket: "logged-bucket" }))).rejects.toThrow();
    const zones = new route53.Route53Client(simulator.sdkConfig());
    await zones.send(new route53.ListHostedZonesCommand({}));
    await zones.send(new route53.CreateHostedZoneCommand({ Name: "logged.test", CallerReference: "1" }));
    const keys = new kms.KMSClient(simulator.sdkConfig());
    const { KeyMetadata } = await keys.send(new kms.CreateKeyCommand({}));
    await keys.send(new kms.EnableKeyRotationCommand({ KeyId: KeyMetadata?.KeyId }));

    const seen = (await calls()).map(({ service, action, mutating, bucket, key, table: name, region, account }) => ({
      ...{ service, action, mutating, region, account },
      ...(bucket ? { bucket } : {}),
      ...(key ? { key } : {}),
      ...(name ? { table: name } : {}),
    }));
    const expected = (service: string, action: string, mutating: boolean, more = {}, region = "eu-west-1") =>
      expect(seen).toContainEqual({ service, action, mutating, region, account: accountId, ...more });
    expected("sts", "GetCallerIdentity", false);
    expected("dynamodb", "CreateTable", true, { table: "lock" });
    expected("dynamodb", "GetItem", false, { table: "lock" });
    expected("s3", "CreateBucket", true, { bucket: "logged-bucket" });
    expected("s3", "PutObject", true, { bucket: "logged-bucket", key: "a/b" });
    expected("s3", "CopyObject", true, { bucket: "logged-bucket", key: "c" });
    expected("s3", "GetBucketPolicy", false, { bucket: "logged-bucket" });
    expected("s3", "PutBucketVersioning", true, { bucket: "logged-bucket" });
    expected("route53", "ListHostedZones", false);
    expected("route53", "CreateHostedZone", true);
    expected("kms", "EnableKeyRotation", true);
    expect(seen.filter(({ action }) => action === undefined || action === null)).toEqual([]);
  });
});

describe("a process", () => {
  const command = ["--import", "tsx", "src/cli/index.ts", "simulator"];

  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("ended by %s takes its simulator along", async (how) => {
    const { spawn } = await import("node:child_process");
    const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
    const endpoint = await new Promise<string>((resolve) =>
      child.stdout.once("data", (data) =>
        resolve(
          String(data)
            .split("\n")[0]
            ?.replace(/^ready /, "") ?? "",
        ),
      ),
    );
    expect((await fetch(`${endpoint}/moto-api/`)).ok).toBe(true);
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(how);
    expect(await ended).toBe(how === "SIGKILL" ? null : 0);
    await expect
      .poll(
        () =>
          fetch(endpoint).then(
            () => "answers",
            () => "gone",
          ),
        { timeout: 3_000 },
      )
      .toBe("gone");
  });

  it("that asks for a port in use is told so", async () => {
    const port = new URL(simulator.endpoint).port;
    const failing = promisify(execFile)(process.execPath, [...command, "--port", port]);
    await expect(failing).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /--port: another program already listens on this port \(got \d+\)\. Stop that program/,
      ),
    });
  });
});
