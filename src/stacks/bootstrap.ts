import { environmentName, stateCopiesName, stateNames } from "../domain/names.js";
import { outputs } from "../modules/state/contract.js";
import { state } from "../modules/state/index.js";
import { defineLayer } from "./layer.js";

/** The environment's own state bucket and lock table, kept in the bucket itself: see `uplift bootstrap`. */
export const bootstrap = defineLayer({
  name: "bootstrap",
  description: "State bucket and lock table",
  outputs,
  after: () => [],
  isIn: () => true,
  declare: (root, { environment }) => {
    const { organization, name, accountId, partition, tags } = environment;
    const names = stateNames(organization, name, accountId);
    const { copyKeyArn } = environment.state;
    return root.call("state", state, {
      account_id: accountId,
      partition,
      bucket_name: names.bucket,
      lock_table_name: names.lockTable,
      kms_alias: names.kmsAlias,
      ...(copyKeyArn !== null && {
        replication: {
          bucket_arn: `arn:${partition}:s3:::${stateCopiesName(organization, name, accountId)}`,
          kms_key_arn: copyKeyArn,
        },
        // Known by its name: its layer comes after this one, and is there before states are copied.
        permissions_boundary_arn: `arn:${partition}:iam::${accountId}:policy/${environmentName(organization, name, 24)}-boundary`,
      }),
      tags: { ...tags },
    });
  },
});
