import type { LinkedResource } from "../core/linked-tree.js";
import { blocks, isSet, listed, type PolicyRule, statements, type Tree } from "./rule.js";

/** What nobody may do to a backup by hand. */
const deletions = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"];

/** Whether a selection takes what carries these tags. */
const selects = ({ values }: LinkedResource, tags: Readonly<Record<string, unknown>>): boolean =>
  blocks(values.selection_tag).some(({ key, value }) => tags[String(key)] === value);

const policiesOf = (vault: LinkedResource, tree: Tree) =>
  tree.referring("aws_backup_vault_policy", "backup_vault_name", vault);

/** Rules about backups and what must have them. */
export const backupRules: readonly PolicyRule[] = [
  {
    id: "backup.encrypted",
    severity: "error",
    title: "A vault is encrypted with a key of the account.",
    references: { checkov: ["CKV_AWS_166"], securityHub: ["Backup.1"] },
    types: ["aws_backup_vault"],
    check: ({ values }) => (isSet(values.kms_key_arn) ? undefined : "kms_key_arn is not set"),
    remedy: "Set kms_key_arn.",
  },
  {
    id: "backup.nobody-deletes",
    severity: "error",
    title: "Nobody deletes a backup by hand, or has it deleted sooner.",
    references: {},
    types: ["aws_backup_vault"],
    check: (vault, tree) => {
      const denied = policiesOf(vault, tree)
        .flatMap(({ values }) => statements(values.policy))
        .filter(({ Effect, Principal }) => Effect === "Deny" && Principal === "*")
        .flatMap(({ Action }) => listed(Action));
      const missing = deletions.filter((action) => !denied.includes(action));
      return missing.length > 0 ? `its policy does not deny ${missing.join(" and ")}` : undefined;
    },
    remedy: "Deny both to everyone in the vault's policy.",
  },
  {
    id: "backup.databases",
    severity: "error",
    title: "A database is backed up by a plan, apart from its own backups.",
    references: { checkov: ["CKV2_AWS_8"], securityHub: ["RDS.26"] },
    types: ["aws_db_instance", "aws_rds_cluster"],
    looksAcrossLayers: true,
    check: ({ values }, tree) => {
      const tags = (values.tags ?? {}) as Readonly<Record<string, unknown>>;
      return tree.ofType("aws_backup_selection").some((each) => selects(each, tags))
        ? undefined
        : "no selection of a backup plan has a tag of it";
    },
    remedy: "Tag it with backup and its class of data, and configure backup.plans for that class.",
  },
];
