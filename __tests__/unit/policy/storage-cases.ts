import { document, made, type RuleCases, to } from "./cases.js";

const bucket = made("aws_s3_bucket", { bucket: "b" });
const inBucket = (type: string, values: object) => made(type, { bucket: to("aws_s3_bucket"), ...values });
const privacy = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true };
const encryptedWith = (rule: object) =>
  inBucket("aws_s3_bucket_server_side_encryption_configuration", {
    rule: [{ apply_server_side_encryption_by_default: rule }],
  });
const tls = { Effect: "Deny", Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const account = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: "kms:*",
  Resource: "*",
};
const key = {
  enable_key_rotation: true,
  deletion_window_in_days: 30,
  policy: document(account),
  lifecycle: { prevent_destroy: true },
};

export const storageCases: Readonly<Record<string, RuleCases>> = {
  "s3.encrypted": {
    passes: [[bucket, encryptedWith({ sse_algorithm: "aws:kms", kms_master_key_id: to("aws_kms_key", "arn") })]],
    fails: [
      [[bucket], "nothing says how it is encrypted"],
      [[bucket, encryptedWith({ sse_algorithm: "AES256" })], "not encrypted with a KMS key"],
    ],
  },
  "s3.private": {
    passes: [[bucket, inBucket("aws_s3_bucket_public_access_block", { ...privacy, restrict_public_buckets: true })]],
    fails: [
      [[bucket], "no public access block"],
      [[bucket, inBucket("aws_s3_bucket_public_access_block", privacy)], "restrict_public_buckets is not true"],
    ],
  },
  "s3.versioned": {
    passes: [[bucket, inBucket("aws_s3_bucket_versioning", { versioning_configuration: { status: "Enabled" } })]],
    fails: [
      [[bucket], "not versioned"],
      [
        [bucket, inBucket("aws_s3_bucket_versioning", { versioning_configuration: [{ status: "Suspended" }] })],
        "not versioned",
      ],
    ],
  },
  "s3.tls-only": {
    passes: [[bucket, inBucket("aws_s3_bucket_policy", { policy: document(tls) })]],
    fails: [
      [[bucket], "does not refuse what is not TLS"],
      [[bucket, inBucket("aws_s3_bucket_policy", { policy: "no document" })], "does not refuse what is not TLS"],
    ],
  },
  "s3.no-stranger": {
    passes: [[inBucket("aws_s3_bucket_policy", { policy: document(tls) })]],
    fails: [
      [
        [
          inBucket("aws_s3_bucket_policy", {
            policy: document({ Sid: "Open", Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:GetObject" }),
          }),
        ],
        "statement Open allows everyone",
      ],
    ],
  },
  "s3.uploads-end": {
    passes: [
      [
        bucket,
        inBucket("aws_s3_bucket_lifecycle_configuration", {
          rule: [{ id: "a" }, { abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }],
        }),
      ],
    ],
    fails: [[[bucket, inBucket("aws_s3_bucket_lifecycle_configuration", { rule: [{ id: "a" }] })], "ends unfinished"]],
  },
  "kms.rotates": {
    passes: [[made("aws_kms_key", key)], [made("aws_kms_key", { customer_master_key_spec: "ECC_NIST_P256" })]],
    fails: [[[made("aws_kms_key", { ...key, enable_key_rotation: false })], "enable_key_rotation is not true"]],
  },
  "kms.policy-written": {
    passes: [[made("aws_kms_key", key)]],
    fails: [
      [[made("aws_kms_key", { ...key, policy: undefined })], "no policy of its own"],
      [
        [made("aws_kms_key", { ...key, policy: document(account, { ...account, Principal: "*" }) })],
        "statement without a Sid lets everyone use it",
      ],
    ],
  },
  "kms.not-lost-by-accident": {
    passes: [[made("aws_kms_key", key)]],
    fails: [
      [[made("aws_kms_key", { ...key, lifecycle: undefined })], "does not prevent its destruction"],
      [[made("aws_kms_key", { ...key, deletion_window_in_days: 7 })], "deletion_window_in_days is not 30"],
    ],
  },
  "logs.encrypted": {
    passes: [[made("aws_cloudwatch_log_group", { kms_key_id: to("aws_kms_key", "arn") })]],
    fails: [[[made("aws_cloudwatch_log_group", {})], "kms_key_id is not set"]],
  },
  "logs.kept-for-a-time": {
    passes: [[made("aws_cloudwatch_log_group", { retention_in_days: 365 })]],
    fails: [
      [[made("aws_cloudwatch_log_group", {})], "retention_in_days is not set"],
      [[made("aws_cloudwatch_log_group", { retention_in_days: 100 })], "retention_in_days is 100"],
    ],
  },
  "dynamodb.encrypted": {
    passes: [
      [
        made("aws_dynamodb_table", {
          server_side_encryption: { enabled: true, kms_key_arn: to("aws_kms_key", "arn") },
        }),
      ],
    ],
    fails: [[[made("aws_dynamodb_table", { server_side_encryption: { enabled: true } })], "not encrypted with a key"]],
  },
  "dynamodb.recoverable": {
    passes: [
      [
        made("aws_dynamodb_table", {
          point_in_time_recovery: { enabled: true },
          deletion_protection_enabled: true,
        }),
      ],
    ],
    fails: [
      [[made("aws_dynamodb_table", { deletion_protection_enabled: true })], "cannot be restored"],
      [[made("aws_dynamodb_table", { point_in_time_recovery: { enabled: true } })], "not protected from deletion"],
    ],
  },
};
