import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { backup } from "../../src/modules/backup/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(backup);
const made = declared(backup);
const daily = backup.example.rules.daily as NonNullable<typeof backup.example.rules>[string];
const elsewhere = "arn:aws:backup:eu-west-1:444444444444:backup-vault:elsewhere";

describe("the interface of modules/backup", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "partition",
      "key_arn",
      "permissions_boundary_arn",
      "selected_tag",
      "rules",
      "lock",
      "copies_from",
      "notifications",
      "restore_testing",
      "report",
      "tags",
    ]);
    expect(outputs).toEqual(["vault_arn", "vault_name", "plan_id", "role_arn"]);
  });

  it.each([
    [{ rules: {} }, "rules has a rule"],
    [{ rules: { daily: { ...daily, is_continuous: true, delete_after_days: 36 } } }, "kept at most 35 days"],
    [{ rules: { daily: { ...daily, cold_storage_after_days: 30, delete_after_days: 119 } } }, "90 days at least"],
    [{ rules: { daily: { ...daily, schedule: "daily" } } }, "a schedule"],
    [{ rules: { daily: { ...daily, start_window_minutes: 30 } } }, "a number from 60 to 10080"],
    [{ rules: { daily: { ...daily, other_region_vault_arn: "arn:aws:s3:::x" } } }, "the ARN of a vault"],
    [{ lock: { min_retention_days: 7, changeable_for_days: 2 } }, "a number from 3 to 36500"],
    [{ copies_from: { organization_id: "example" } }, "the id of an organization"],
    [{ restore_testing: { name: "a-b", schedule: "cron(0 4 1 * ? *)", resource_type: "RDS" } }, "underscores"],
    [{ restore_testing: { name: "a", schedule: "cron(0 4 1 * ? *)", resource_type: "Redshift" } }, "one of Aurora"],
    [{ report: { name: "a-b", bucket_name: "reports" } }, "underscores"],
  ])("refuses %j", (given, allowed) => {
    const call = () => checkArguments("prod/backup: module backup", backup, { ...backup.example, ...given });
    expect(call).toThrow(allowed);
  });

  it("takes what is kept in cold storage for 90 days", () => {
    const rules = { daily: { ...daily, cold_storage_after_days: 30, delete_after_days: 120 } };
    expect(() => checkArguments("x", backup, { ...backup.example, rules })).not.toThrow();
  });
});

describe("the vault", () => {
  it("is encrypted, and destroyed neither by Terraform nor with what is in it", () => {
    expect(made.aws_backup_vault?.this).toMatchObject({
      name: "example-dev-confidential",
      kms_key_arn: backup.example.key_arn,
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("lets nobody delete a backup, or itself", () => {
    expect(statementsOf(made.aws_backup_vault_policy?.['this["own"]']?.policy)).toEqual([
      {
        Sid: "NobodyDeletesBackups",
        Effect: "Deny",
        Principal: "*",
        Action: ["backup:DeleteBackupVault", "backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
        Resource: "*",
      },
    ]);
  });

  it("takes copies of the organization alone, where it is a destination", () => {
    const { aws_backup_vault_policy } = declared(backup, { copies_from: { organization_id: "o-abcdefghij" } });
    expect(Object.keys(aws_backup_vault_policy ?? {})).toEqual(['destination["copies_from"]']);
    const [, copy] = statementsOf(aws_backup_vault_policy?.['destination["copies_from"]']?.policy);
    expect(copy).toMatchObject({
      Effect: "Allow",
      Action: "backup:CopyIntoBackupVault",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
    });
  });

  it("has a lock that can be lifted unless days are given after which it cannot", () => {
    const lock = made.aws_backup_vault_lock_configuration?.['this["lock"]'];
    expect(lock).toMatchObject({ min_retention_days: 7, max_retention_days: 3650 });
    expect(lock).not.toHaveProperty("changeable_for_days");
    const strict = declared(backup, { lock: { min_retention_days: 7, changeable_for_days: 3 } });
    expect(strict.aws_backup_vault_lock_configuration?.['this["lock"]']).toMatchObject({ changeable_for_days: 3 });
  });

  it("tells of what failed", () => {
    expect(made.aws_backup_vault_notifications?.['this["notifications"]']).toMatchObject({
      sns_topic_arn: "arn:aws:sns:eu-west-1:123456789012:example-dev-alarms",
      backup_vault_events: ["BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"],
    });
  });
});

describe("the plan", () => {
  const rulesOf = (given = {}) =>
    Object.fromEntries(
      ((declared(backup, given).aws_backup_plan?.this?.rule ?? []) as { rule_name: string }[]).map((rule) => [
        rule.rule_name,
        rule,
      ]),
    );

  it("has a rule for each entry, continuous or with a copy elsewhere", () => {
    const rules = rulesOf();
    expect(Object.keys(rules).sort()).toEqual(["continuous", "daily", "monthly"]);
    expect(rules.continuous).toMatchObject({ enable_continuous_backup: true, lifecycle: { delete_after: 7 } });
    expect(rules.continuous).not.toHaveProperty("copy_action");
    expect(rules.daily).toMatchObject({
      schedule: "cron(0 3 * * ? *)",
      enable_continuous_backup: false,
      copy_action: [{ destination_vault_arn: daily.other_region_vault_arn, lifecycle: { delete_after: 35 } }],
    });
    expect(rules.monthly).toMatchObject({ lifecycle: { delete_after: 365 } });
  });

  it("copies to another account, and to both", () => {
    const { copy_action: both } = rulesOf({ rules: { daily: { ...daily, other_account_vault_arn: elsewhere } } })
      .daily as { copy_action?: readonly { destination_vault_arn: string }[] };
    expect(both?.map(({ destination_vault_arn }) => destination_vault_arn)).toEqual([
      daily.other_region_vault_arn,
      elsewhere,
    ]);
    const { other_region_vault_arn: _, ...here } = daily;
    expect(rulesOf({ rules: { daily: { ...here, other_account_vault_arn: elsewhere } } }).daily).toMatchObject({
      copy_action: [{ destination_vault_arn: elsewhere }],
    });
  });

  it("takes what carries the tag, by a role that AWS Backup alone takes for this account", () => {
    expect(made.aws_backup_selection?.this).toMatchObject({
      selection_tag: [{ type: "STRINGEQUALS", key: "backup", value: "confidential" }],
      iam_role_arn: "${aws_iam_role.this.arn}",
    });
    expect(statementsOf(made.aws_iam_role?.this?.assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "backup.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
    expect(Object.values(made.aws_iam_role_policy_attachment ?? {}).map(({ policy_arn }) => policy_arn)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    ]);
  });

  it("is proven by restores of what carries the tag, and reported, where asked", () => {
    expect(made).not.toHaveProperty("aws_backup_restore_testing_plan");
    const proven = declared(backup, {
      restore_testing: { name: "drill", schedule: "cron(0 4 1 * ? *)", resource_type: "RDS" },
      report: { name: "jobs", bucket_name: "reports" },
    });
    expect(proven.aws_backup_restore_testing_plan?.['this["restore_testing"]']).toMatchObject({
      recovery_point_selection: [
        { algorithm: "RANDOM_WITHIN_WINDOW", include_vaults: ["${aws_backup_vault.this.arn}"] },
      ],
    });
    expect(proven.aws_backup_restore_testing_selection?.['this["restore_testing"]']).toMatchObject({
      protected_resource_type: "RDS",
      protected_resource_conditions: [{ string_equals: [{ key: "aws:ResourceTag/backup", value: "confidential" }] }],
    });
    expect(proven.aws_backup_report_plan?.['this["report"]']).toMatchObject({
      report_setting: { report_template: "BACKUP_JOB_REPORT" },
    });
  });
});
