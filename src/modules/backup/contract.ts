import { nullable, output, type Rule, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, between, matches, oneOf } from "../../core/validations.js";
import { longestContinuousDays, shortestColdDays } from "../../domain/backup.js";
import { accountId, arnOf, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

const vault = arnOf("backup", "a vault");
const underscored = matches(/^[a-zA-Z][a-zA-Z0-9_]{0,49}$/, "at most 50 letters, digits and underscores");

export const inputs = {
  name: name("vault", 50),
  account_id: accountId,
  partition,
  key_arn: required(t.string, "Key that encrypts the vault.", arnOf("kms", "a key")),
  permissions_boundary_arn: permissionsBoundaryArn,
  selected_tag: required(
    t.object({ key: t.string, value: t.string }),
    "Tag of the resources that are backed up, whatever they are.",
  ),
  rules: required(
    t.map(
      t.object({
        schedule: t.string,
        start_window_minutes: t.optional(t.number, 60),
        completion_window_minutes: t.optional(t.number, 480),
        delete_after_days: t.number,
        cold_storage_after_days: t.optional(t.number),
        is_continuous: t.optional(t.bool, false),
        other_region_vault_arn: t.optional(t.string),
        other_account_vault_arn: t.optional(t.string),
        copies_deleted_after_days: t.optional(t.number, 35),
      }),
    ),
    "When backups are made, how long they are kept, and the vaults of another region and another account that they are copied to, by lasting name.",
    attribute("schedule", matches(/^(cron|rate)\(.+\)$/, "a schedule: cron(…) or rate(…), in UTC")),
    attribute("start_window_minutes", between(60, 10080)),
    attribute("completion_window_minutes", between(60, 10080)),
    attribute("delete_after_days", between(1, 36500)),
    attribute("copies_deleted_after_days", between(1, 36500)),
    attribute("other_region_vault_arn", vault),
    attribute("other_account_vault_arn", vault),
  ),
  lock: nullable(
    t.object({
      min_retention_days: t.number,
      max_retention_days: t.optional(t.number, 3650),
      changeable_for_days: t.optional(t.number),
    }),
    "Bounds of how long backups are kept. While changeable_for_days is null the lock can be lifted; set, nobody can, AWS included, once those days are over.",
    attribute("min_retention_days", between(1, 36500)),
    attribute("max_retention_days", between(1, 36500)),
    attribute("changeable_for_days", between(3, 36500)),
  ),
  copies_from: nullable(
    t.object({ organization_id: t.string }),
    "Organization whose accounts may copy backups into the vault.",
    attribute("organization_id", matches(/^o-[a-z0-9]{10,32}$/, "the id of an organization")),
  ),
  notifications: nullable(
    t.object({
      topic_arn: t.string,
      events: t.optional(t.list(t.string), [
        "BACKUP_JOB_FAILED",
        "BACKUP_JOB_EXPIRED",
        "COPY_JOB_FAILED",
        "RESTORE_JOB_COMPLETED",
      ]),
    }),
    "Topic that is told of what AWS Backup did, by AWS's names of events.",
    attribute("topic_arn", arnOf("sns", "a topic")),
  ),
  restore_testing: nullable(
    t.object({
      name: t.string,
      schedule: t.string,
      start_window_hours: t.optional(t.number, 24),
      resource_type: t.string,
      validation_window_hours: t.optional(t.number, 1),
    }),
    "Restores a random backup of the vault from time to time, keeps it so many hours and deletes it again.",
    attribute("name", underscored),
    attribute("schedule", matches(/^cron\(.+\)$/, "a schedule: cron(…), in UTC")),
    attribute("start_window_hours", between(1, 168)),
    attribute("resource_type", oneOf("Aurora", "DynamoDB", "EBS", "EC2", "EFS", "RDS", "S3")),
    attribute("validation_window_hours", between(1, 168)),
  ),
  report: nullable(
    t.object({
      name: t.string,
      bucket_name: t.string,
      template: t.optional(t.string, "BACKUP_JOB_REPORT"),
    }),
    "Daily report into a bucket, which must let AWS Backup's reports write.",
    attribute("name", underscored),
    attribute(
      "template",
      oneOf("BACKUP_JOB_REPORT", "COPY_JOB_REPORT", "RESTORE_JOB_REPORT", "RESOURCE_COMPLIANCE_REPORT"),
    ),
  ),
  tags,
};

interface PlanRule {
  readonly delete_after_days: number;
  readonly cold_storage_after_days?: number | null;
  readonly is_continuous?: boolean | null;
}
const rulesOf = (values: Readonly<Record<string, unknown>>) =>
  Object.values((values.rules ?? {}) as Readonly<Record<string, PlanRule>>);

const oneRule: Rule = {
  inputs: ["rules"],
  condition: "length(var.rules) > 0",
  allowed: "rules has a rule",
  holds: (values) => rulesOf(values).length > 0,
};

/** AWS Backup developer guide, "Continuous backups and point-in-time recovery". */
const continuousIsShort: Rule = {
  inputs: ["rules"],
  condition: `alltrue([for rule in var.rules : !rule.is_continuous || rule.delete_after_days <= ${longestContinuousDays}])`,
  allowed: `continuous backups are kept at most ${longestContinuousDays} days`,
  holds: (values) =>
    rulesOf(values).every(({ is_continuous, delete_after_days }) =>
      is_continuous ? delete_after_days <= longestContinuousDays : true,
    ),
};

/** AWS Backup API, Lifecycle. */
const coldIsLong: Rule = {
  inputs: ["rules"],
  condition: `alltrue([for rule in var.rules : rule.cold_storage_after_days == null ? true : rule.delete_after_days >= rule.cold_storage_after_days + ${shortestColdDays}])`,
  allowed: `what goes to cold storage is kept there ${shortestColdDays} days at least`,
  holds: (values) =>
    rulesOf(values).every(({ cold_storage_after_days: cold, delete_after_days }) =>
      cold === undefined || cold === null ? true : delete_after_days >= cold + shortestColdDays,
    ),
};

export const rules = [oneRule, continuousIsShort, coldIsLong];

export const outputs = {
  vault_arn: output(
    t.string,
    "ARN of the vault, for others to copy to.",
    "arn:aws:backup:eu-west-1:000000000000:backup-vault:mock",
  ),
  vault_name: output(t.string, "Name of the vault."),
  plan_id: output(t.string, "Id of the plan.", "00000000-0000-0000-0000-000000000000"),
  role_arn: output(t.string, "ARN of the role that backs up and restores.", "arn:aws:iam::000000000000:role/mock"),
};
