import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration/index.js";
import { BackupVaultNotifications } from "@cdktf/provider-aws/lib/backup-vault-notifications/index.js";
import { BackupVaultPolicy } from "@cdktf/provider-aws/lib/backup-vault-policy/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import { policyDocument } from "../../domain/policy-document.js";
import { nobodyDeletes } from "../../parts/vault-statements.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** Declares the vault, from which a backup goes only when its time is over. Storage costs by what is kept, e.g. RDS $0.095 a GB and month. */
export function declareVault(scope: Construct, seen: Seen): BackupVault {
  const { name, lock, copies_from, notifications } = seen;
  const vault = new BackupVault(scope, "aws_backup_vault.this", {
    name,
    kmsKeyArn: seen.key_arn,
    forceDestroy: false,
    tags: tagged(seen.tags, { Name: name }),
    lifecycle: { preventDestroy: true },
  });
  lock.each(
    ({ id, loop, value }) =>
      new BackupVaultLockConfiguration(scope, id("aws_backup_vault_lock_configuration.this"), {
        ...loop,
        backupVaultName: vault.name,
        minRetentionDays: value.min_retention_days,
        maxRetentionDays: value.max_retention_days,
        changeableForDays: value.changeable_for_days,
      }),
  );
  copies_from.absent("own").each(
    ({ id, loop }) =>
      new BackupVaultPolicy(scope, id("aws_backup_vault_policy.this"), {
        ...loop,
        backupVaultName: vault.name,
        policy: policyDocument(nobodyDeletes),
      }),
  );
  copies_from.each(
    ({ id, loop, value }) =>
      new BackupVaultPolicy(scope, id("aws_backup_vault_policy.destination"), {
        ...loop,
        backupVaultName: vault.name,
        policy: policyDocument(nobodyDeletes, {
          Sid: "AccountsOfTheOrganizationCopy",
          Effect: "Allow",
          Principal: "*",
          Action: "backup:CopyIntoBackupVault",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": value.organization_id } },
        }),
      }),
  );
  notifications.each(
    ({ id, loop, value }) =>
      new BackupVaultNotifications(scope, id("aws_backup_vault_notifications.this"), {
        ...loop,
        backupVaultName: vault.name,
        snsTopicArn: value.topic_arn,
        backupVaultEvents: listOf(value.events),
      }),
  );
  return vault;
}
