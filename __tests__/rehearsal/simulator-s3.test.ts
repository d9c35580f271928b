import * as s3 from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

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
    client = new s3.S3Client(simulator().sdkConfig());
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

describe("a bucket's lifecycle", () => {
  it("returns how many newer versions a rule keeps, as it was put", async () => {
    const client = new s3.S3Client(simulator().sdkConfig());
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

describe("a bucket", () => {
  it("says that it tells EventBridge about its events", async () => {
    const client = new s3.S3Client(simulator().sdkConfig());
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
