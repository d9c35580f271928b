import { describe, expect, it } from "vitest";
import { state } from "../../src/modules/state/index.js";
import { declared, interfaceOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(state);
const concrete = (given: Record<string, unknown> = {}) => declared(state, given);

describe("the interface of modules/state", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "account_id",
      "partition",
      "bucket_name",
      "lock_table_name",
      "kms_alias",
      "old_version_retention_days",
      "old_versions_kept",
      "access_log",
      "replication",
      "permissions_boundary_arn",
      "tags",
    ]);
    expect(outputs).toEqual(["bucket_name", "bucket_arn", "lock_table_name", "lock_table_arn", "kms_key_arn"]);
  });
});

describe("the state bucket", () => {
  const made = concrete();

  it("is versioned, encrypted with its own key and private", () => {
    expect(made.aws_s3_bucket_versioning?.this).toMatchObject({ versioning_configuration: { status: "Enabled" } });
    expect(made.aws_s3_bucket_server_side_encryption_configuration?.this).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "${aws_kms_key.this.arn}",
          },
          bucket_key_enabled: true,
        },
      ],
    });
    expect(made.aws_s3_bucket_public_access_block?.this).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("denies what is not TLS, and the deletion of versions to everyone", () => {
    const bucketPolicy = made.aws_s3_bucket_policy?.this?.policy;
    expect(JSON.parse(String(bucketPolicy)).Statement).toEqual([
      {
        Sid: "DenyWithoutTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::example-dev-state-123456789012", "arn:aws:s3:::example-dev-state-123456789012/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DenyDeletionOfVersions",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:DeleteObjectVersion",
        Resource: "arn:aws:s3:::example-dev-state-123456789012/*",
      },
    ]);
  });

  it("keeps the newest old versions for ever and the others for their time", () => {
    expect(made.aws_s3_bucket_lifecycle_configuration?.this).toMatchObject({
      rule: [{ noncurrent_version_expiration: [{ noncurrent_days: 365, newer_noncurrent_versions: 50 }] }],
    });
  });

  it("cannot be destroyed, nor can its key or its lock table", () => {
    for (const type of ["aws_s3_bucket", "aws_kms_key", "aws_dynamodb_table"]) {
      expect(made[type]?.this).toMatchObject({ lifecycle: { prevent_destroy: true } });
    }
  });

  it("logs and replicates only when asked", () => {
    expect(made).not.toHaveProperty("aws_s3_bucket_logging");
    expect(made).not.toHaveProperty("aws_s3_bucket_replication_configuration");
    const asked = concrete({
      access_log: { bucket: "logs" },
      replication: {
        bucket_arn: "arn:aws:s3:::copy",
        kms_key_arn: "arn:aws:kms:eu-central-1:444444444444:key/k",
      },
    });
    expect(asked.aws_s3_bucket_logging?.['this["access_log"]']).toMatchObject({
      target_bucket: "logs",
      target_prefix: "state/",
    });
    expect(asked.aws_s3_bucket_replication_configuration?.['this["replication"]']).toMatchObject({
      rule: [{ destination: { bucket: "arn:aws:s3:::copy" }, delete_marker_replication: { status: "Disabled" } }],
    });
  });
});

describe("the lock table", () => {
  it("has the key that Terraform locks by, on demand, encrypted, recoverable and protected", () => {
    expect(concrete().aws_dynamodb_table?.this).toMatchObject({
      hash_key: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      billing_mode: "PAY_PER_REQUEST",
      point_in_time_recovery: { enabled: true },
      deletion_protection_enabled: true,
      server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.this.arn}" },
    });
  });
});
