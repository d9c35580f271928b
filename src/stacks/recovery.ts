import type { Environment } from "../config/load.js";
import { shortened, stateCopiesName } from "../domain/names.js";
import { outputs } from "../modules/recovery/contract.js";
import { recovery as recoveryModule } from "../modules/recovery/index.js";
import { vaultName } from "./backup.js";
import { defineLayer } from "./layer.js";

/** What survives the loss of the environment's region, in the region that backups are copied to. */
export const recovery = defineLayer({
  name: "recovery",
  description: "Vaults and a bucket for copies, in another region",
  outputs,
  after: () => ["bootstrap"],
  isIn: ({ environment }) => typeof environment.backup?.copies.region === "string",
  region: ({ backup, region }) => backup?.copies.region ?? region,
  declare: (root, { environment }) => {
    const { organization, name, accountId, partition, tags } = environment;
    return root.call("recovery", recoveryModule, {
      name: shortened(`${organization}-${name}-recovery`, 40),
      account_id: accountId,
      partition,
      source_account_id: accountId,
      vaults: vaultsOf(environment),
      state_copies: { bucket_name: stateCopiesName(organization, name, accountId) },
      tags: { ...tags },
    });
  },
});

/** A vault for each class that is backed up, under the name that copies go to. */
function vaultsOf(environment: Environment) {
  const { plans, copies, lock } = environment.backup as NonNullable<Environment["backup"]>;
  const bounds = {
    min_retention_days: copies.keepDays,
    max_retention_days: Math.max(copies.keepDays, lock?.maxDays ?? 0),
    ...(lock && lock.graceDays !== null && { changeable_for_days: lock.graceDays }),
  };
  return Object.fromEntries(
    Object.keys(plans).map((dataClass) => [dataClass, { name: vaultName(environment, dataClass), ...bounds }]),
  );
}
