import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import type { SeenInputs } from "../../core/seen.js";
import type { PolicyStatement } from "../../domain/policy-document.js";
import { declareEncryptionKey, usedByLogGroups } from "../../parts/encryption-key.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** One key for each kind of content, so that who may read one kind can read no other. */
export interface Keys {
  readonly data: KmsKey;
  readonly logs: KmsKey;
  readonly secrets: KmsKey;
  readonly backup: KmsKey;
}

/** What EC2 Auto Scaling needs to start instances from encrypted volumes (EC2 Auto Scaling user guide, "Required AWS KMS key policy"). */
const volumeOperations = [
  "CreateGrant",
  "Decrypt",
  "DescribeKey",
  "Encrypt",
  "GenerateDataKeyWithoutPlaintext",
  "ReEncryptFrom",
  "ReEncryptTo",
];

/** Declares the keys with their aliases, and the grants on the data key. */
export function declareKeys(scope: Construct, seen: Seen): Keys {
  const { name, partition, account_id, data_key_grants } = seen;
  const key = (domain: string, holds: string, ...statements: PolicyStatement[]) =>
    declareEncryptionKey(scope, {
      name: domain,
      description: `${holds} of ${name}`,
      partition,
      accountId: account_id,
      alias: `alias/${name}-${domain}`,
      statements,
      title: `${name}-${domain}`,
      tags: seen.tags,
    });
  const data = key("data", "Volumes, databases and buckets", copiedByBackup(seen));
  data_key_grants.each(
    (round) =>
      new KmsGrant(scope, round.id("aws_kms_grant.data"), {
        ...round.loop,
        name: round.key,
        keyId: data.keyId,
        granteePrincipal: round.value.role_arn,
        operations: volumeOperations,
      }),
  );
  return {
    data,
    logs: key("logs", "Logs, trails and notifications", ...usersOfLogs(seen)),
    secrets: key("secrets", "Secrets"),
    backup: key("backup", "Backups"),
  };
}

/** A copy in another account is read by AWS Backup's own role there (AWS Backup developer guide, "Cross-account backup"). */
function copiedByBackup({ partition, account_id, data_key_copies }: Seen): PolicyStatement {
  const account = data_key_copies.either(
    (copies) => copies.account_id,
    () => account_id,
  );
  const role = `arn:${partition}:iam::${account}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`;
  return {
    Sid: "CopiedByBackup",
    Effect: "Allow",
    // The account, narrowed by the condition: KMS takes no principal that does not exist yet.
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: { ArnEquals: { "aws:PrincipalArn": role } },
  };
}

function usersOfLogs({ name, partition, region, account_id }: Seen): readonly PolicyStatement[] {
  const trail = `arn:${partition}:cloudtrail:${region}:${account_id}:trail/${name}`;
  return [
    usedByLogGroups(region, `arn:${partition}:logs:${region}:${account_id}:log-group:*`),
    {
      Sid: "UsedByTheTrail",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    },
    {
      // These send no account to tell by; what they may publish is for the topic's policy to say.
      Sid: "UsedByAlarmsAndEvents",
      Effect: "Allow",
      Principal: {
        Service: [
          "cloudwatch.amazonaws.com",
          "events.amazonaws.com",
          "budgets.amazonaws.com",
          "costalerts.amazonaws.com",
        ],
      },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
    {
      Sid: "UsedByTheRecorderAndLogDelivery",
      Effect: "Allow",
      Principal: { Service: ["config.amazonaws.com", "delivery.logs.amazonaws.com", "backup.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": account_id } },
    },
  ];
}
