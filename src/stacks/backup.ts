import type { Environment } from "../config/load.js";
import { output } from "../core/contract.js";
import * as t from "../core/types.js";
import { frequencies } from "../domain/backup.js";
import { outputs as backupOutputs } from "../modules/backup/contract.js";
import { backup as backupModule } from "../modules/backup/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { defineLayer } from "./layer.js";

const outputs = {
  vault_arns: output(t.map(t.string), "ARNs of the vaults by class of data.", backupOutputs.vault_arn.mock),
  role_arns: output(
    t.map(t.string),
    "ARNs of the roles that back up and restore, by class of data.",
    backupOutputs.role_arn.mock,
  ),
};

type Backup = NonNullable<Environment["backup"]>;
/** What a vault is called, here and wherever its backups are copied to. */
export const vaultName = ({ organization, name }: Environment, dataClass: string): string =>
  `${organization}-${name}-${dataClass}`;

type Plan = NonNullable<Backup["plans"][keyof Backup["plans"]]>;

/** A vault and a plan for each class of data. */
export const backup = defineLayer({
  name: "backup",
  description: "Vaults and plans by class of data",
  outputs,
  after: () => ["bootstrap", "recovery", "foundation"],
  isIn: ({ environment }) => environment.backup !== null,
  declare: (root, { environment }) => {
    const { accountId, partition, tags, dataClasses, backup } = environment;
    if (!backup) throw new Error("the backup layer is declared only where it is configured");
    const foundation = root.read(
      "foundation",
      foundationOutputs,
      "backup_key_arn",
      "permissions_boundary_arn",
      "alarm_topic_arn",
    );
    const { lock, restoreTest } = backup;
    const made = Object.entries(backup.plans).map(([dataClass, plan]) => {
      const vault = vaultName(environment, dataClass);
      const { rtoHours, rpoHours } = dataClasses[dataClass as keyof typeof dataClasses];
      const values = root.call(dataClass, backupModule, {
        name: vault,
        account_id: accountId,
        partition,
        key_arn: foundation.backup_key_arn,
        permissions_boundary_arn: foundation.permissions_boundary_arn,
        selected_tag: { key: "backup", value: dataClass },
        rules: rulesOf(environment, vault, plan ?? {}),
        ...(lock && {
          lock: {
            min_retention_days: lock.minDays,
            max_retention_days: lock.maxDays,
            ...(lock.graceDays !== null && { changeable_for_days: lock.graceDays }),
          },
        }),
        notifications: { topic_arn: foundation.alarm_topic_arn },
        ...(restoreTest && {
          restore_testing: {
            name: vault.replaceAll("-", "_"),
            schedule: frequencies[restoreTest.frequency].schedule,
            resource_type: "RDS",
            validation_window_hours: restoreTest.keepHours,
          },
        }),
        tags: { ...tags, "data-class": dataClass, "rto-hours": String(rtoHours), "rpo-hours": String(rpoHours) },
      });
      return [dataClass, values] as const;
    });
    const each = (output: "vault_arn" | "role_arn") =>
      Object.fromEntries(made.map(([dataClass, values]) => [dataClass, values[output]]));
    return { vault_arns: each("vault_arn"), role_arns: each("role_arn") };
  },
});

function rulesOf({ partition, region, accountId, backup, accountIds }: Environment, vault: string, plan: Plan) {
  const { copies } = backup as Backup;
  const vaultIn = (inRegion: string, account: string) =>
    `arn:${partition}:backup:${inRegion}:${account}:backup-vault:${vault}`;
  const account = copies.account === null ? undefined : accountIds[copies.account];
  const targets = {
    ...(copies.region !== null && { other_region_vault_arn: vaultIn(copies.region, accountId) }),
    ...(account !== undefined && { other_account_vault_arn: vaultIn(region, account) }),
    copies_deleted_after_days: copies.keepDays,
  };
  return Object.fromEntries(
    Object.entries(plan).map(([key, { frequency, keepDays, coldAfterDays, isContinuous, isCopied }]) => [
      key,
      {
        schedule: frequencies[frequency].schedule,
        delete_after_days: keepDays,
        ...(coldAfterDays !== null && { cold_storage_after_days: coldAfterDays }),
        is_continuous: isContinuous,
        ...(isCopied && targets),
      },
    ]),
  );
}
