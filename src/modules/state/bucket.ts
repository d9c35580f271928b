import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { Seen } from "./key.js";

/** The bucket, and what replication waits for. */
export interface StateBucket {
  readonly bucket: S3Bucket;
  readonly versioning: S3BucketVersioningA;
}

/** Declares the bucket: versioned, encrypted with the key, private, TLS alone, and no version of a state can be deleted. */
export function declareBucket(scope: Construct, seen: Seen, key: KmsKey): StateBucket {
  const bucket = new S3Bucket(scope, "aws_s3_bucket.this", {
    bucket: seen.bucket_name,
    forceDestroy: false,
    tags: tagged(seen.tags, { Name: seen.bucket_name }),
    lifecycle: { preventDestroy: true },
  });
  const versioning = new S3BucketVersioningA(scope, "aws_s3_bucket_versioning.this", {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketServerSideEncryptionConfigurationA(scope, "aws_s3_bucket_server_side_encryption_configuration.this", {
    bucket: bucket.id,
    rule: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  });
  new S3BucketOwnershipControls(scope, "aws_s3_bucket_ownership_controls.this", {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const privacy = new S3BucketPublicAccessBlock(scope, "aws_s3_bucket_public_access_block.this", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketPolicy(scope, "aws_s3_bucket_policy.this", {
    bucket: bucket.id,
    policy: bucketPolicy(seen),
    // S3 answers a policy and a public access block that are put at once with a conflict.
    dependsOn: [privacy],
  });
  declareLifecycle(scope, seen, bucket, versioning);
  seen.access_log.each(
    ({ id, loop, value }) =>
      new S3BucketLoggingA(scope, id("aws_s3_bucket_logging.this"), {
        ...loop,
        bucket: bucket.id,
        targetBucket: value.bucket,
        targetPrefix: value.prefix,
      }),
  );
  return { bucket, versioning };
}

function bucketPolicy({ partition, bucket_name }: Seen): string {
  const arn = `arn:${partition}:s3:::${bucket_name}`;
  const everyone = { Effect: "Deny", Principal: "*" } as const;
  return policyDocument(
    {
      ...everyone,
      Sid: "DenyWithoutTls",
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      ...everyone,
      Sid: "DenyDeletionOfVersions",
      Action: "s3:DeleteObjectVersion",
      Resource: `${arn}/*`,
    },
  );
}

function declareLifecycle(scope: Construct, seen: Seen, bucket: S3Bucket, versioning: S3BucketVersioningA): void {
  new S3BucketLifecycleConfiguration(scope, "aws_s3_bucket_lifecycle_configuration.this", {
    bucket: bucket.id,
    rule: [
      {
        id: "old-versions",
        status: "Enabled",
        filter: [{ prefix: "" }],
        noncurrentVersionExpiration: [
          { noncurrentDays: seen.old_version_retention_days, newerNoncurrentVersions: seen.old_versions_kept },
        ],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      },
    ],
    dependsOn: [versioning],
  });
}
