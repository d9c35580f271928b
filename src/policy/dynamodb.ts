import { block, isSet, type PolicyRule } from "./rule.js";

/** Rules about DynamoDB tables. */
export const dynamodbRules: readonly PolicyRule[] = [
  {
    id: "dynamodb.encrypted",
    severity: "error",
    title: "A table is encrypted with a key of the account.",
    references: { checkov: ["CKV_AWS_119"], trivy: ["AVD-AWS-0025"] },
    types: ["aws_dynamodb_table"],
    check: ({ values }) => {
      const { enabled, kms_key_arn } = block(values.server_side_encryption);
      return enabled === true && isSet(kms_key_arn) ? undefined : "it is not encrypted with a key of the account";
    },
    remedy: "Set server_side_encryption with kms_key_arn.",
  },
  {
    id: "dynamodb.recoverable",
    severity: "error",
    title: "A table can be restored to a point in time and is protected from deletion.",
    references: { checkov: ["CKV_AWS_28"], trivy: ["AVD-AWS-0024"], securityHub: ["DynamoDB.2", "DynamoDB.6"] },
    types: ["aws_dynamodb_table"],
    check: ({ values }) => {
      if (block(values.point_in_time_recovery).enabled !== true) return "it cannot be restored to a point in time";
      return values.deletion_protection_enabled === true ? undefined : "it is not protected from deletion";
    },
    remedy: "Enable point_in_time_recovery and deletion_protection_enabled.",
  },
];
