import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** What the key is found by before its alias exists. */
export const stateKeyDescription = (bucketName: string): string => `Terraform states and locks in ${bucketName}`;

/** Declares the key of states and locks with its alias; it is administered by the account and rotates every year. */
export function declareKey(scope: Construct, { partition, account_id, bucket_name, kms_alias, tags }: Seen): KmsKey {
  const key = new KmsKey(scope, "aws_kms_key.this", {
    description: stateKeyDescription(bucket_name),
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policyDocument({
      Sid: "AdministeredByTheAccount",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${account_id}:root` },
      Action: "kms:*",
      Resource: "*",
    }),
    tags: tagged(tags, { Name: bucket_name }),
    lifecycle: { preventDestroy: true },
  });
  new KmsAlias(scope, "aws_kms_alias.this", { name: kms_alias, targetKeyId: key.keyId });
  return key;
}
