import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../core/expressions.js";
import { once, type Place } from "../core/seen.js";
import { type PolicyStatement, policyDocument } from "../domain/policy-document.js";

export interface EncryptionKeyProps {
  /** Name of the resources inside the module. */
  readonly name: string;
  readonly description: string;
  readonly partition: string;
  readonly accountId: string;
  /** `alias/` and a name; none unless given. */
  readonly alias?: string;
  /** Who may use the key beside the account that administers it. */
  readonly statements?: readonly PolicyStatement[];
  /** The tag `Name`. */
  readonly title: string;
  /** Beside `Name`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Declares a key that its account administers, that rotates every year, and that Terraform refuses to destroy. $1 a month. */
export function declareEncryptionKey(scope: Construct, props: EncryptionKeyProps, place: Place = once): KmsKey {
  const { name, partition, accountId, statements = [] } = props;
  const key = new KmsKey(scope, place.id(`aws_kms_key.${name}`), {
    ...place.loop,
    description: props.description,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: policyDocument(
      {
        Sid: "AdministeredByTheAccount",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      ...statements,
    ),
    tags: tagged(props.tags, { Name: props.title }),
    // Without the key, what it encrypted could never be read again.
    lifecycle: { preventDestroy: true },
  });
  if (props.alias !== undefined) {
    new KmsAlias(scope, place.id(`aws_kms_alias.${name}`), {
      ...place.loop,
      name: props.alias,
      targetKeyId: place.instance(key).keyId,
    });
  }
  return key;
}

/** The use of a key by CloudWatch Logs for the log groups that an ARN pattern names (CloudWatch Logs user guide, "Encrypt log data"). */
export const usedByLogGroups = (region: string, logGroupArn: string): PolicyStatement => ({
  Sid: "UsedByTheLogGroup",
  Effect: "Allow",
  Principal: { Service: `logs.${region}.amazonaws.com` },
  Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
  Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn } },
});
