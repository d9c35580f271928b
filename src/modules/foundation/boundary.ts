import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { Seen } from "./keys.js";

/** What ends an audit trail, or what it protects. */
const tampering = [
  "access-analyzer:DeleteAnalyzer",
  "backup:DeleteBackupVault",
  "backup:DeleteRecoveryPoint",
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
  "guardduty:UpdateDetector",
  "kms:DisableKey",
  "kms:ScheduleKeyDeletion",
  "securityhub:DisableSecurityHub",
];

/**
 * Declares the policy that bounds every role of the platform: no organization or account settings, no end of an audit, no role
 * without the same bound, and no change to the bound itself.
 */
export function declareBoundary(scope: Construct, { name, partition, account_id, tags }: Seen): IamPolicy {
  const policyName = `${name}-boundary`;
  const own = `arn:${partition}:iam::${account_id}:policy/${policyName}`;
  return new IamPolicy(scope, "aws_iam_policy.boundary", {
    name: policyName,
    description: "The most that any role of the platform may do",
    policy: policyDocument(
      {
        Sid: "AllButTheAccountItself",
        Effect: "Allow",
        NotAction: ["account:*", "organizations:*"],
        Resource: "*",
      },
      { Sid: "NoEndOfAudit", Effect: "Deny", Action: tampering, Resource: "*" },
      {
        Sid: "NoRoleWithoutTheBound",
        Effect: "Deny",
        Action: [
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:PutRolePermissionsBoundary",
          "iam:PutUserPermissionsBoundary",
        ],
        Resource: "*",
        Condition: { StringNotEquals: { "iam:PermissionsBoundary": own } },
      },
      {
        Sid: "NoEndOfTheBound",
        Effect: "Deny",
        Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
        Resource: "*",
      },
      {
        Sid: "NoChangeOfTheBound",
        Effect: "Deny",
        Action: [
          "iam:CreatePolicyVersion",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:SetDefaultPolicyVersion",
        ],
        Resource: own,
      },
    ),
    tags: tagged(tags, { Name: policyName }),
  });
}
