import { document, made, type RuleCases, to } from "./cases.js";

const vault = made("aws_backup_vault", {});
const policy = (...actions: readonly string[]) =>
  made("aws_backup_vault_policy", {
    backup_vault_name: to("aws_backup_vault", "name"),
    policy: document({ Effect: "Deny", Principal: "*", Action: actions }),
  });
const selection = made("aws_backup_selection", {
  selection_tag: [{ type: "STRINGEQUALS", key: "backup", value: "confidential" }],
});
const database = (backup: string) => made("aws_db_instance", { tags: { backup } });

export const backupCases: Readonly<Record<string, RuleCases>> = {
  "backup.encrypted": {
    passes: [[made("aws_backup_vault", { kms_key_arn: to("aws_kms_key", "arn") })]],
    fails: [[[vault], "kms_key_arn is not set"]],
  },
  "backup.nobody-deletes": {
    passes: [[vault, policy("backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle")]],
    fails: [
      [[vault], "does not deny backup:DeleteRecoveryPoint and backup:UpdateRecoveryPointLifecycle"],
      [[vault, policy("backup:DeleteRecoveryPoint")], "does not deny backup:UpdateRecoveryPointLifecycle"],
    ],
  },
  "backup.databases": {
    passes: [
      [database("confidential"), selection],
      [made("aws_rds_cluster", { tags: { backup: "confidential" } }), selection],
    ],
    fails: [
      [[database("public"), selection], "no selection"],
      [[database("confidential")], "no selection"],
      [[made("aws_db_instance", {}), selection], "no selection"],
    ],
  },
};
