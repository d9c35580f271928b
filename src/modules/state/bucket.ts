import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging/index.js";
import type { Construct } from "constructs";
import { declarePrivateBucket, type PrivateBucket } from "../../parts/private-bucket.js";
import type { Seen } from "./key.js";

/** Declares the bucket: beside all that a private bucket is, no version of a state can be deleted. */
export function declareBucket(scope: Construct, seen: Seen, key: KmsKey): PrivateBucket {
  const { bucket_name, partition, tags } = seen;
  const declared = declarePrivateBucket(scope, {
    name: "this",
    bucketName: bucket_name,
    partition,
    keyArn: key.arn,
    statements: [
      {
        Effect: "Deny",
        Principal: "*",
        Sid: "DenyDeletionOfVersions",
        Action: "s3:DeleteObjectVersion",
        Resource: `arn:${partition}:s3:::${bucket_name}/*`,
      },
    ],
    oldVersionDays: seen.old_version_retention_days,
    oldVersionsKept: seen.old_versions_kept,
    tags,
  });
  seen.access_log.each(
    ({ id, loop, value }) =>
      new S3BucketLoggingA(scope, id("aws_s3_bucket_logging.this"), {
        ...loop,
        bucket: declared.bucket.id,
        targetBucket: value.bucket,
        targetPrefix: value.prefix,
      }),
  );
  return declared;
}
