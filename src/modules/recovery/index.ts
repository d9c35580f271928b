import { defineModule } from "../../core/module.js";
import { declareEncryptionKey } from "../../parts/encryption-key.js";
import { declarePrivateBucket } from "../../parts/private-bucket.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareVaults } from "./vaults.js";

/**
 * What survives a region or an account: locked vaults that backups are copied to, and a bucket for copies of states.
 *
 * Costs $1 a month for the key; copies by what is kept, e.g. of RDS $0.095 a GB and month, and by what is transferred between regions.
 */
export const recovery = defineModule({
  name: "recovery",
  description:
    "What survives a region or an account: locked vaults that backups are copied to, and a bucket for copies of states.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const { name, partition, account_id, tags } = seen;
    const key = declareEncryptionKey(scope, {
      name: "this",
      description: `Copies of ${name}`,
      partition,
      accountId: account_id,
      alias: `alias/${name}`,
      title: name,
      tags,
    });
    const vaults = declareVaults(scope, seen, key);
    seen.state_copies.each((round) => {
      const { bucket } = declarePrivateBucket(
        scope,
        {
          name: "state_copies",
          bucketName: round.value.bucket_name,
          partition,
          keyArn: key.arn,
          oldVersionDays: 365,
          oldVersionsKept: 50,
          tags,
        },
        round,
      );
      return bucket;
    });
    return { vault_arns: seen.vaults.map((round) => vaults.at(round).arn), key_arn: key.arn };
  },
});
