import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan/index.js";
import { BackupReportPlan } from "@cdktf/provider-aws/lib/backup-report-plan/index.js";
import { BackupRestoreTestingPlan } from "@cdktf/provider-aws/lib/backup-restore-testing-plan/index.js";
import { BackupRestoreTestingSelection } from "@cdktf/provider-aws/lib/backup-restore-testing-selection/index.js";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection/index.js";
import type { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { BackupRole } from "./role.js";
import type { Seen } from "./vault.js";

/** Declares the plan with its rules, and the selection by tag. */
export function declarePlan(
  scope: Construct,
  seen: Seen,
  vault: BackupVault,
  { role, rights }: BackupRole,
): BackupPlan {
  const { name, selected_tag } = seen;
  const plan = new BackupPlan(scope, "aws_backup_plan.this", {
    name,
    rule: [],
    tags: tagged(seen.tags, { Name: name }),
  });
  declareRules(seen, plan, vault);
  new BackupSelection(scope, "aws_backup_selection.this", {
    name,
    planId: plan.id,
    iamRoleArn: role.arn,
    selectionTag: [{ type: "STRINGEQUALS", key: selected_tag.key, value: selected_tag.value }],
    // AWS Backup tries the role when it is named.
    dependsOn: [...rights],
  });
  return plan;
}

/** Rules with each of the copies that they ask for: none, either, or both. */
function declareRules({ rules }: Seen, plan: BackupPlan, vault: BackupVault): void {
  for (const toRegion of [false, true]) {
    for (const toAccount of [false, true]) {
      const byRegion = toRegion
        ? rules.whereSet("other_region_vault_arn")
        : rules.whereAbsent("other_region_vault_arn");
      const these = toAccount
        ? byRegion.whereSet("other_account_vault_arn")
        : byRegion.whereAbsent("other_account_vault_arn");
      these.blocks(plan, "rule", ({ key, value }) => {
        const copyTo = (vaultArn: string) => ({
          destination_vault_arn: vaultArn,
          lifecycle: { delete_after: value.copies_deleted_after_days },
        });
        const copies = [
          ...(toRegion ? [copyTo(value.other_region_vault_arn)] : []),
          ...(toAccount ? [copyTo(value.other_account_vault_arn)] : []),
        ];
        return {
          rule_name: key,
          target_vault_name: vault.name,
          schedule: value.schedule,
          start_window: value.start_window_minutes,
          completion_window: value.completion_window_minutes,
          enable_continuous_backup: value.is_continuous,
          lifecycle: { delete_after: value.delete_after_days, cold_storage_after: value.cold_storage_after_days },
          ...(copies.length > 0 && { copy_action: copies }),
        };
      });
    }
  }
}

/** Declares what proves the backups: restores that are tried out, and reports. A restored resource costs as long as it is kept. */
export function declareProofs(scope: Construct, seen: Seen, vault: BackupVault, { role, rights }: BackupRole): void {
  const { name, restore_testing, report, selected_tag } = seen;
  restore_testing.each((round) => {
    const { value } = round;
    const plan = new BackupRestoreTestingPlan(scope, round.id("aws_backup_restore_testing_plan.this"), {
      ...round.loop,
      name: value.name,
      scheduleExpression: value.schedule,
      startWindowHours: value.start_window_hours,
      recoveryPointSelection: [
        {
          algorithm: "RANDOM_WITHIN_WINDOW",
          includeVaults: [vault.arn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: 30,
        },
      ],
      tags: tagged(seen.tags, { Name: name }),
    });
    return new BackupRestoreTestingSelection(scope, round.id("aws_backup_restore_testing_selection.this"), {
      ...round.loop,
      name: value.name,
      restoreTestingPlanName: round.instance(plan).name,
      iamRoleArn: role.arn,
      protectedResourceType: value.resource_type,
      protectedResourceConditions: [
        { stringEquals: [{ key: `aws:ResourceTag/${selected_tag.key}`, value: selected_tag.value }] },
      ],
      validationWindowHours: value.validation_window_hours,
      dependsOn: [...rights],
    });
  });
  report.each(
    ({ id, loop, value }) =>
      new BackupReportPlan(scope, id("aws_backup_report_plan.this"), {
        ...loop,
        name: value.name,
        description: `What AWS Backup did with ${name}`,
        reportSetting: { reportTemplate: value.template },
        reportDeliveryChannel: { s3BucketName: value.bucket_name, formats: ["CSV"] },
        tags: tagged(seen.tags, { Name: name }),
      }),
  );
}
