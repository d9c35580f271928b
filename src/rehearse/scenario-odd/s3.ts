import {
  CreateBucketCommand,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutBucketWebsiteCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

const assets = "www.example.test-assets";
const logs = "odd-logs-888888888888";
const archive = "odd-archive";
const plain = "odd-plain";
const logDelivery = "uri=http://acs.amazonaws.com/groups/s3/LogDelivery";

/** A bucket with dots in its name and every setting, one for logs, one that is locked, and one as AWS makes it. */
export async function makeBuckets({ config, record }: OddScene): Promise<void> {
  const s3 = new S3Client(config);
  const make = async (name: string, locked = false) => {
    await s3.send(
      new CreateBucketCommand({
        Bucket: name,
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
        ...(locked && { ObjectLockEnabledForBucket: true }),
      }),
    );
    record.note("inherited", "aws_s3_bucket", name);
  };
  const note = (setting: string, bucket: string) => record.note("inherited", `aws_s3_bucket_${setting}`, bucket);
  for (const name of [assets, logs, plain]) await make(name);
  await make(archive, true);

  await s3.send(
    new PutBucketReplicationCommand({
      Bucket: archive,
      ReplicationConfiguration: {
        Role: "arn:aws:iam::888888888888:role/replication",
        Rules: [
          {
            ID: "off site / 1",
            Priority: 3,
            Status: "Enabled",
            Filter: { Prefix: "important/" },
            DeleteMarkerReplication: { Status: "Disabled" },
            Destination: { Bucket: "arn:aws:s3:::copies-of-another-account", StorageClass: "GLACIER" },
          },
        ],
      },
    }),
  );
  note("replication_configuration", archive);
  await s3.send(
    new PutBucketTaggingCommand({ Bucket: assets, Tagging: { TagSet: tags({ Name: "Assets / web", team: "ü" }) } }),
  );
  await s3.send(new PutBucketVersioningCommand({ Bucket: assets, VersioningConfiguration: { Status: "Suspended" } }));
  note("versioning", assets);
  // Object lock turns versioning on by itself.
  note("versioning", archive);
  await s3.send(
    new PutBucketEncryptionCommand({
      Bucket: assets,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true }],
      },
    }),
  );
  note("server_side_encryption_configuration", assets);
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: assets,
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Nobody without TLS",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [`arn:aws:s3:::${assets}`, `arn:aws:s3:::${assets}/\${aws:username}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    }),
  );
  note("policy", assets);
  await s3.send(
    new PutPublicAccessBlockCommand({
      Bucket: assets,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: true },
    }),
  );
  note("public_access_block", assets);
  await s3.send(
    new PutBucketCorsCommand({
      Bucket: assets,
      CORSConfiguration: {
        CORSRules: [
          { AllowedMethods: ["GET", "HEAD"], AllowedOrigins: ["*"], MaxAgeSeconds: 3000 },
          {
            ID: "upload",
            AllowedMethods: ["PUT"],
            AllowedOrigins: ["https://a.test"],
            AllowedHeaders: ["*"],
            ExposeHeaders: ["ETag"],
          },
        ],
      },
    }),
  );
  note("cors_configuration", assets);
  await s3.send(
    new PutBucketWebsiteCommand({
      Bucket: assets,
      WebsiteConfiguration: {
        IndexDocument: { Suffix: "index.html" },
        ErrorDocument: { Key: "errors/404.html" },
        RoutingRules: [
          {
            Condition: { KeyPrefixEquals: "old/", HttpErrorCodeReturnedEquals: "404" },
            Redirect: { ReplaceKeyPrefixWith: "new/", HttpRedirectCode: "302" },
          },
        ],
      },
    }),
  );
  note("website_configuration", assets);
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: logs,
      LifecycleConfiguration: {
        Rules: [
          { ID: "all", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 400 } },
          {
            ID: "tagged and large",
            Status: "Disabled",
            Filter: { And: { Prefix: "tmp/", Tags: [{ Key: "keep", Value: "no" }], ObjectSizeGreaterThan: 1024 } },
            Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }],
            NoncurrentVersionExpiration: { NoncurrentDays: 7 },
          },
          {
            ID: "parts",
            Status: "Enabled",
            Filter: { Prefix: "up/" },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 },
          },
        ],
      },
    }),
  );
  note("lifecycle_configuration", logs);
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      Bucket: logs,
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" }] },
    }),
  );
  note("ownership_controls", logs);
  await s3.send(new PutBucketAclCommand({ Bucket: logs, GrantWrite: logDelivery, GrantReadACP: logDelivery }));
  note("acl", logs);
  await s3.send(
    new PutBucketLoggingCommand({
      Bucket: assets,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket: logs, TargetPrefix: "assets/" } },
    }),
  );
  note("logging", assets);
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: archive,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  note("notification", archive);
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: archive,
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 7 } },
      },
    }),
  );
  note("object_lock_configuration", archive);
  await s3.send(
    new PutBucketAccelerateConfigurationCommand({ Bucket: archive, AccelerateConfiguration: { Status: "Enabled" } }),
  );
  note("accelerate_configuration", archive);
  s3.destroy();
}
