import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import type { SeenInputs } from "../../core/seen.js";
import { declareEncryptionKey } from "../../parts/encryption-key.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** What the key is found by before its alias exists. */
export const stateKeyDescription = (bucketName: string): string => `Terraform states and locks in ${bucketName}`;

/** Declares the key of states and locks with its alias. */
export const declareKey = (scope: Construct, { partition, account_id, bucket_name, kms_alias, tags }: Seen): KmsKey =>
  declareEncryptionKey(scope, {
    name: "this",
    description: stateKeyDescription(bucket_name),
    partition,
    accountId: account_id,
    alias: kms_alias,
    title: bucket_name,
    tags,
  });
