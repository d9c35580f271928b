import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { recovery } from "../../src/modules/recovery/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(recovery);
const made = declared(recovery);
const vault = recovery.example.vaults.confidential as NonNullable<typeof recovery.example.vaults>[string];

describe("the interface of modules/recovery", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual(["name", "account_id", "partition", "source_account_id", "vaults", "state_copies", "tags"]);
    expect(outputs).toEqual(["vault_arns", "key_arn"]);
  });

  it.each([
    [{ name: "a".repeat(41) }, "at most 40 characters"],
    [{ source_account_id: "prod" }, "source_account_id: "],
    [{ vaults: { a: { ...vault, name: "a vault" } } }, "vaults.name: "],
    [{ vaults: { a: { ...vault, min_retention_days: 0 } } }, "a number from 1 to 36500"],
    [{ vaults: { a: { ...vault, max_retention_days: 40_000 } } }, "a number from 1 to 36500"],
    [{ vaults: { a: { ...vault, changeable_for_days: 2 } } }, "a number from 3 to 36500"],
    [{ state_copies: { bucket_name: "State" } }, "3 to 63 lower-case letters"],
  ])("refuses %j", (given, allowed) => {
    const call = () => checkArguments("a call", recovery, { ...recovery.example, ...given });
    expect(call).toThrow(allowed);
  });
});

describe("a vault for copies", () => {
  it("is encrypted with a key of its own and destroyed by nobody", () => {
    expect(made.aws_backup_vault?.['this["confidential"]']).toMatchObject({
      name: "example-prod-confidential",
      kms_key_arn: "${aws_kms_key.this.arn}",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(made.aws_kms_key?.this).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  });

  it("is locked, for good only when that is asked for", () => {
    const lockOf = (tree: typeof made) => tree.aws_backup_vault_lock_configuration?.['this["confidential"]'];
    expect(lockOf(made)).toMatchObject({ min_retention_days: 35, max_retention_days: 365 });
    expect(lockOf(made)).not.toHaveProperty("changeable_for_days");
    const forGood = declared(recovery, { vaults: { confidential: { ...vault, changeable_for_days: 3 } } });
    expect(lockOf(forGood)).toMatchObject({ changeable_for_days: 3 });
  });

  it("takes copies of its source account alone, and lets nobody delete one", () => {
    expect(statementsOf(made.aws_backup_vault_policy?.['this["confidential"]']?.policy)).toEqual([
      expect.objectContaining({
        Effect: "Deny",
        Principal: "*",
        Action: ["backup:DeleteBackupVault", "backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
      }),
      {
        Sid: "TheSourceAccountCopies",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::888888888888:root" },
        Action: "backup:CopyIntoBackupVault",
        Resource: "*",
      },
    ]);
  });
});

describe("copies of states", () => {
  it("have a bucket only where it is asked for: versioned, encrypted with the key, the owner of what is written", () => {
    expect(made.aws_s3_bucket).toBeUndefined();
    const copies = declared(recovery, { state_copies: { bucket_name: "example-prod-state-copies" } });
    const of = (type: string) => copies[type]?.['state_copies["state_copies"]'];
    expect(of("aws_s3_bucket")).toMatchObject({ bucket: "example-prod-state-copies" });
    expect(of("aws_s3_bucket_versioning")).toMatchObject({ versioning_configuration: { status: "Enabled" } });
    expect(of("aws_s3_bucket_ownership_controls")).toMatchObject({
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
    expect(of("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            sse_algorithm: "aws:kms",
            kms_master_key_id: "${aws_kms_key.this.arn}",
          },
        },
      ],
    });
  });
});
