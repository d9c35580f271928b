import { defineModule } from "../../core/module.js";
import { declareBucket } from "./bucket.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareKey } from "./key.js";
import { declareLockTable } from "./lock-table.js";
import { declareReplication } from "./replication.js";

/**
 * The bucket that holds an environment's Terraform states, and the table that locks them.
 *
 * Costs (AWS price list, 2026): the key $1 a month; bucket and table cents for what is stored and asked.
 */
export const state = defineModule({
  name: "state",
  description: "The bucket that holds an environment's Terraform states, and the table that locks them.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const key = declareKey(scope, seen);
    const stateBucket = declareBucket(scope, seen, key);
    const table = declareLockTable(scope, seen, key);
    declareReplication(scope, seen, stateBucket, key);
    return {
      bucket_name: stateBucket.bucket.id,
      bucket_arn: stateBucket.bucket.arn,
      lock_table_name: table.name,
      lock_table_arn: table.arn,
      kms_key_arn: key.arn,
    };
  },
});
