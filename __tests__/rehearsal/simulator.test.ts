import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
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

describe("a classic load balancer", () => {
  let client: elb.ElasticLoadBalancingClient;
  let groupName: string;
  const attributes = async () =>
    (await client.send(new elb.DescribeLoadBalancerAttributesCommand({ LoadBalancerName: "web" })))
      .LoadBalancerAttributes;

  beforeAll(async () => {
    const network = new ec2.EC2Client(simulator.sdkConfig());
    client = new elb.ElasticLoadBalancingClient(simulator.sdkConfig());
    const { Vpc } = await network.send(new ec2.CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    const subnets = await Promise.all(
      ["a", "b"].map((zone, index) =>
        network.send(
          new ec2.CreateSubnetCommand({
            VpcId: Vpc?.VpcId,
            CidrBlock: `10.9.${index}.0/24`,
            AvailabilityZone: `eu-west-1${zone}`,
          }),
        ),
      ),
    );
    groupName = "elb-group";
    const { GroupId } = await network.send(
      new ec2.CreateSecurityGroupCommand({ VpcId: Vpc?.VpcId, GroupName: groupName, Description: "d" }),
    );
    await client.send(
      new elb.CreateLoadBalancerCommand({
        LoadBalancerName: "web",
        Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstanceProtocol: "HTTP", InstancePort: 8080 }],
        Subnets: subnets.map(({ Subnet }) => Subnet?.SubnetId ?? ""),
        SecurityGroups: [GroupId ?? ""],
      }),
    );
  });

  it("has its region's name and hosted zone, its subnets' zones, its own group and AWS's first health check", async () => {
    const { LoadBalancerDescriptions } = await client.send(new elb.DescribeLoadBalancersCommand({}));
    expect(LoadBalancerDescriptions?.[0]).toMatchObject({
      DNSName: expect.stringMatching(/^web-\d{10}\.eu-west-1\.elb\.amazonaws\.com$/),
      CanonicalHostedZoneNameID: "Z32O12XQLNTSW2",
      AvailabilityZones: ["eu-west-1a", "eu-west-1b"],
      SourceSecurityGroup: { OwnerAlias: accountId, GroupName: groupName },
      HealthCheck: { Target: "TCP:8080", Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
    });
  });

  it("drains for 300 s by default and defends against desync", async () => {
    expect(await attributes()).toMatchObject({
      ConnectionDraining: { Enabled: false, Timeout: 300 },
      AdditionalAttributes: [{ Key: "elb.http.desyncmitigationmode", Value: "defensive" }],
    });
  });

  it("changes only the attributes that a call names", async () => {
    for (const CrossZoneLoadBalancing of [{ Enabled: true }, { Enabled: false }]) {
      await client.send(
        new elb.ModifyLoadBalancerAttributesCommand({
          LoadBalancerName: "web",
          LoadBalancerAttributes: { CrossZoneLoadBalancing, ConnectionDraining: { Enabled: true } },
        }),
      );
    }
    expect(await attributes()).toEqual({
      AccessLog: { Enabled: false },
      ConnectionSettings: { IdleTimeout: 60 },
      CrossZoneLoadBalancing: { Enabled: false },
      ConnectionDraining: { Enabled: true, Timeout: 300 },
      AdditionalAttributes: [{ Key: "elb.http.desyncmitigationmode", Value: "defensive" }],
    });
  });
});

describe("a bucket policy", () => {
  const Bucket = "state-bucket";
  let client: s3.S3Client;
  const deny = (Action: string | string[], rest: object) => ({
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    ...rest,
  });
  const setPolicy = (...Statement: object[]) =>
    client.send(
      new s3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
    );
  const put = (Key = "k", more = {}) => client.send(new s3.PutObjectCommand({ Bucket, Key, Body: "v", ...more }));

  beforeAll(async () => {
    client = new s3.S3Client(simulator.sdkConfig());
    await client.send(
      new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
    );
    await client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  });

  it("that refuses plain HTTP refuses nothing here, where the loopback stands in for TLS", async () => {
    await setPolicy(deny("s3:*", { Condition: { Bool: { "aws:SecureTransport": "false" } } }));
    await put();
    await client.send(new s3.GetObjectCommand({ Bucket, Key: "k" }));
  });

  it("that refuses TLS itself refuses: the condition is evaluated, not ignored", async () => {
    await setPolicy(deny("s3:PutObject", { Condition: { Bool: { "aws:SecureTransport": "true" } } }));
    await expect(put("held")).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it("protects versions, and leaves deleting by a marker", async () => {
    await setPolicy(deny("s3:DeleteObjectVersion", {}));
    const { VersionId } = await put("versioned");
    await expect(
      client.send(new s3.DeleteObjectCommand({ Bucket, Key: "versioned", VersionId })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    await client.send(new s3.DeleteObjectCommand({ Bucket, Key: "versioned" }));
  });

  it("judges by headers: an upload without the wanted encryption is refused", async () => {
    await setPolicy(
      deny("s3:PutObject", { Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } } }),
    );
    await put("k", { ServerSideEncryption: "aws:kms" });
    await expect(put("k")).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it("does not apply to another principal", async () => {
    await setPolicy(deny("s3:*", { Principal: { AWS: "arn:aws:iam::999999999999:root" } }));
    await put();
  });
});

it("a KMS key keeps its rotation period, 365 days unless given", async () => {
  const client = new kms.KMSClient(simulator.sdkConfig());
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

it("a security group rule keeps its description when its other side is a group", async () => {
  const client = new ec2.EC2Client(simulator.sdkConfig());
  const { GroupId } = await client.send(new ec2.CreateSecurityGroupCommand({ GroupName: "g", Description: "d" }));
  const rule = (Description: string) => ({
    GroupId,
    IpPermissions: [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId, Description }] }],
  });
  await client.send(new ec2.AuthorizeSecurityGroupIngressCommand(rule("from the balancer")));
  const { SecurityGroupRules } = await client.send(
    new ec2.DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [GroupId ?? ""] }] }),
  );
  expect(SecurityGroupRules?.find(({ IsEgress }) => !IsEgress)).toMatchObject({
    Description: "from the balancer",
    ReferencedGroupInfo: { GroupId },
  });
  await expect(client.send(new ec2.AuthorizeSecurityGroupIngressCommand(rule("other words")))).rejects.toMatchObject({
    name: "InvalidPermission.Duplicate",
  });
});

it("user data can be changed after the start, binary too", async () => {
  const client = new ec2.EC2Client(simulator.sdkConfig());
  const { Instances } = await client.send(
    new ec2.RunInstancesCommand({ ImageId: "ami-12c6146b", MinCount: 1, MaxCount: 1, UserData: btoa("before") }),
  );
  const InstanceId = Instances?.[0]?.InstanceId ?? "";
  const Value = Uint8Array.from([0x1f, 0x8b, 0xff, 0x00]);
  await client.send(new ec2.ModifyInstanceAttributeCommand({ InstanceId, UserData: { Value } }));
  const { UserData } = await client.send(
    new ec2.DescribeInstanceAttributeCommand({ InstanceId, Attribute: "userData" }),
  );
  expect(Buffer.from(UserData?.Value ?? "", "base64")).toEqual(Buffer.from(Value));
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

describe("a network ACL", () => {
  it("keeps the ICMP type and code of an entry", async () => {
    const client = new ec2.EC2Client(simulator.sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    const { NetworkAcl } = await client.send(new ec2.CreateNetworkAclCommand({ VpcId: Vpc?.VpcId }));
    const entry = {
      RuleNumber: 10,
      Protocol: "1",
      RuleAction: "allow",
      Egress: false,
      CidrBlock: "0.0.0.0/0",
    } as const;
    const IcmpTypeCode = { Type: 3, Code: 4 };
    const NetworkAclId = NetworkAcl?.NetworkAclId;
    await client.send(new ec2.CreateNetworkAclEntryCommand({ ...entry, NetworkAclId, IcmpTypeCode }));
    const { NetworkAcls } = await client.send(
      new ec2.DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAclId ?? ""] }),
    );
    expect(NetworkAcls?.[0]?.Entries).toContainEqual(expect.objectContaining({ ...entry, IcmpTypeCode }));
  });
});

describe("an instance", () => {
  it("has its root volume under the root device name of its image", async () => {
    const client = new ec2.EC2Client(simulator.sdkConfig());
    const { Images } = await client.send(new ec2.DescribeImagesCommand({ Owners: ["amazon"] }));
    const image = Images?.find(({ RootDeviceName }) => RootDeviceName === "/dev/xvda");
    const ran = await client.send(new ec2.RunInstancesCommand({ ImageId: image?.ImageId, MinCount: 1, MaxCount: 1 }));
    const InstanceIds = [ran.Instances?.[0]?.InstanceId ?? ""];
    const { Reservations } = await client.send(new ec2.DescribeInstancesCommand({ InstanceIds }));
    expect(Reservations?.[0]?.Instances?.[0]).toMatchObject({
      RootDeviceName: "/dev/xvda",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { DeleteOnTermination: true } }],
    });
  });
});

describe("a bucket's lifecycle", () => {
  it("returns how many newer versions a rule keeps, as it was put", async () => {
    const client = new s3.S3Client(simulator.sdkConfig());
    const Bucket = "lifecycle-answers";
    await client.send(
      new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
    );
    const Rules: s3.LifecycleRule[] = [
      {
        ID: "old-versions",
        Status: "Enabled",
        Filter: { Prefix: "" },
        NoncurrentVersionExpiration: { NoncurrentDays: 365, NewerNoncurrentVersions: 50 },
      },
    ];
    await client.send(new s3.PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    expect((await client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(Rules);
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
    await objects.send(new s3.GetBucketPolicyCommand({ Bucket: "state-bucket" }));
    const zones = new route53.Route53Client(simulator.sdkConfig());
    await zones.send(new route53.ListHostedZonesCommand({}));
    await zones.send(new route53.CreateHostedZoneCommand({ Name: "logged.test", CallerReference: "1" }));

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
    expected("s3", "GetBucketPolicy", false, { bucket: "state-bucket" });
    expected("s3", "PutBucketVersioning", true, { bucket: "state-bucket" });
    expected("route53", "ListHostedZones", false);
    expected("route53", "CreateHostedZone", true);
    expected("elasticloadbalancing", "ModifyLoadBalancerAttributes", true);
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
