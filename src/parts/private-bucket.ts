import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import type { Construct } from "constructs";
import { tagged } from "../core/expressions.js";
import { once, type Place } from "../core/seen.js";
import { type PolicyStatement, policyDocument } from "../domain/policy-document.js";

export interface PrivateBucketProps {
  /** Name of the resources inside the module, e.g. `this` or `logs`. */
  readonly name: string;
  readonly bucketName: string;
  readonly partition: string;
  /** The key that encrypts; without one S3's own does, for the few writers that can use no other. */
  readonly keyArn?: string;
  /** Statements of the policy beside the one that refuses what is not TLS. */
  readonly statements?: readonly PolicyStatement[];
  /** Days after which objects are deleted; for ever unless given. */
  readonly expirationDays?: number;
  /** Days that an old version is kept. */
  readonly oldVersionDays: number;
  /** Newest old versions that are kept however old they are. */
  readonly oldVersionsKept?: number;
  /** Makes the bucket one whose objects can be locked; that cannot be changed later. */
  readonly hasObjectLock?: boolean;
  /** Beside `Name`, which is the bucket's. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The bucket, and what waits for it. */
export interface PrivateBucket {
  readonly bucket: S3Bucket;
  readonly versioning: S3BucketVersioningA;
  readonly policy: S3BucketPolicy;
}

/** Declares a bucket that is versioned, encrypted, private, open to TLS alone, and that Terraform refuses to destroy. */
export function declarePrivateBucket(scope: Construct, props: PrivateBucketProps, place: Place = once): PrivateBucket {
  const id = (type: string) => place.id(`${type}.${props.name}`);
  const { loop } = place;
  const declared = new S3Bucket(scope, id("aws_s3_bucket"), {
    ...loop,
    bucket: props.bucketName,
    forceDestroy: false,
    ...(props.hasObjectLock && { objectLockEnabled: true }),
    tags: tagged(props.tags, { Name: props.bucketName }),
    lifecycle: { preventDestroy: true },
  });
  const bucket = place.instance(declared).id;
  const versioning = new S3BucketVersioningA(scope, id("aws_s3_bucket_versioning"), {
    ...loop,
    bucket,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketServerSideEncryptionConfigurationA(scope, id("aws_s3_bucket_server_side_encryption_configuration"), {
    ...loop,
    bucket,
    rule: [encryption(props.keyArn)],
  });
  new S3BucketOwnershipControls(scope, id("aws_s3_bucket_ownership_controls"), {
    ...loop,
    bucket,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  const privacy = new S3BucketPublicAccessBlock(scope, id("aws_s3_bucket_public_access_block"), {
    ...loop,
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const policy = new S3BucketPolicy(scope, id("aws_s3_bucket_policy"), {
    ...loop,
    bucket,
    policy: policyDocument(...bucketStatements(props)),
    // S3 answers a policy and a public access block that are put at once with a conflict.
    dependsOn: [privacy],
  });
  new S3BucketLifecycleConfiguration(scope, id("aws_s3_bucket_lifecycle_configuration"), {
    ...loop,
    bucket,
    rule: lifecycleRules(props),
    dependsOn: [versioning],
  });
  return { bucket: declared, versioning, policy };
}

const encryption = (keyArn: string | undefined) =>
  keyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      };

function bucketStatements({ partition, bucketName, statements = [] }: PrivateBucketProps): readonly PolicyStatement[] {
  const arn = `arn:${partition}:s3:::${bucketName}`;
  return [
    {
      Effect: "Deny",
      Principal: "*",
      Sid: "DenyWithoutTls",
      Action: "s3:*",
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...statements,
  ];
}

function lifecycleRules({ expirationDays, oldVersionDays, oldVersionsKept }: PrivateBucketProps) {
  const oldVersions = {
    id: "old-versions",
    status: "Enabled",
    filter: [{ prefix: "" }],
    noncurrentVersionExpiration: [
      {
        noncurrentDays: oldVersionDays,
        ...(oldVersionsKept !== undefined && { newerNoncurrentVersions: oldVersionsKept }),
      },
    ],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
  };
  if (expirationDays === undefined) return [oldVersions];
  const expiry = {
    id: "expiry",
    status: "Enabled",
    filter: [{ prefix: "" }],
    expiration: [{ days: expirationDays }],
  };
  return [oldVersions, expiry];
}
