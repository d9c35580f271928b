import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetResourcePolicyCommand,
  ListSecretsCommand,
  type SecretListEntry,
} from "@aws-sdk/client-secrets-manager";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links, partOf, tagsOf, toJson } from "../describe.js";
import { byNextToken } from "../paging.js";

/** Secrets by their metadata alone: no call here answers a value. */
export const secrets = defineCollector<SecretListEntry, { secret: DescribeSecretCommandOutput; policy: string }>({
  name: "secretsmanager:secrets",
  service: "secretsmanager",
  scope: "regional",
  list: listing(call("secretsmanager", "secretsmanager:ListSecrets", ListSecretsCommand), {
    input: () => ({ MaxResults: 100 }),
    items: ({ SecretList }) => SecretList,
    next: byNextToken,
  }),
  details: {
    secret: detail(call("secretsmanager", "secretsmanager:DescribeSecret", DescribeSecretCommand), {
      input: ([{ ARN }]) => ({ SecretId: ARN }),
      take: (output) => output,
    }),
    policy: detail(call("secretsmanager", "secretsmanager:GetResourcePolicy", GetResourcePolicyCommand), {
      input: ([{ ARN }]) => ({ SecretId: ARN }),
      take: ({ ResourcePolicy }) => ResourcePolicy,
    }),
  },
  label: ({ Name }) => `secret ${Name}`,
  types: {
    aws_secretsmanager_secret: ({ item, details }) => [
      {
        id: item.ARN ?? "",
        attributes: {
          ...keep(item, ["Name", "Description", "KmsKeyId", "PrimaryRegion"]),
          ...(details.secret?.ReplicationStatus && { Replicas: toJson(details.secret.ReplicationStatus) ?? [] }),
        },
        tags: tagsOf(item.Tags),
        links: links("kms_key_id", "aws_kms_key", lastPart(item.KmsKeyId)),
        owner: item.OwningService ? { kind: "aws", name: `a secret of ${item.OwningService}` } : undefined,
      },
    ],
    aws_secretsmanager_secret_policy: ({ item, details }) =>
      details.policy
        ? [
            {
              id: item.ARN ?? "",
              attributes: { Policy: details.policy },
              links: partOf("secret_arn", "aws_secretsmanager_secret", item.ARN),
            },
          ]
        : [],
    aws_secretsmanager_secret_rotation: ({ item }) =>
      item.RotationEnabled
        ? [
            {
              id: item.ARN ?? "",
              attributes: keep(item, ["RotationLambdaARN", "RotationRules"]),
              links: partOf("secret_id", "aws_secretsmanager_secret", item.ARN),
            },
          ]
        : [],
  },
});

export const secretsManager: readonly AnyCollector[] = [secrets];
