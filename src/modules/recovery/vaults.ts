import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration/index.js";
import { BackupVaultPolicy } from "@cdktf/provider-aws/lib/backup-vault-policy/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { SeenInputs } from "../../core/seen.js";
import { policyDocument } from "../../domain/policy-document.js";
import { nobodyDeletes } from "../../parts/vault-statements.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** Declares the locked vaults, into which the source account copies and from which nobody deletes. */
export function declareVaults(scope: Construct, seen: Seen, key: KmsKey): Resources<BackupVault> {
  const { partition, source_account_id } = seen;
  const vaults = seen.vaults.each(
    ({ id, loop, value }) =>
      new BackupVault(scope, id("aws_backup_vault.this"), {
        ...loop,
        name: value.name,
        kmsKeyArn: key.arn,
        forceDestroy: false,
        tags: tagged(seen.tags, { Name: value.name }),
        lifecycle: { preventDestroy: true },
      }),
  );
  seen.vaults.each(
    (round) =>
      new BackupVaultLockConfiguration(scope, round.id("aws_backup_vault_lock_configuration.this"), {
        ...round.loop,
        backupVaultName: vaults.at(round).name,
        minRetentionDays: round.value.min_retention_days,
        maxRetentionDays: round.value.max_retention_days,
        changeableForDays: round.value.changeable_for_days,
      }),
  );
  seen.vaults.each(
    (round) =>
      new BackupVaultPolicy(scope, round.id("aws_backup_vault_policy.this"), {
        ...round.loop,
        backupVaultName: vaults.at(round).name,
        policy: policyDocument(nobodyDeletes, {
          Sid: "TheSourceAccountCopies",
          Effect: "Allow",
          Principal: { AWS: `arn:${partition}:iam::${source_account_id}:root` },
          Action: "backup:CopyIntoBackupVault",
          Resource: "*",
        }),
      }),
  );
  return vaults;
}
