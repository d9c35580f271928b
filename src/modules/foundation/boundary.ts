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

/** What gives or takes a right; each knows the bound of whose right it is (service authorization reference, AWS IAM). */
const rights = [
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:DeleteRolePolicy",
  "iam:DeleteUserPolicy",
  "iam:DetachRolePolicy",
  "iam:DetachUserPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
];

/** Other ways to become somebody who is not bound. */
const otherWaysIn = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:PutGroupPolicy",
  "iam:UpdateLoginProfile",
];

/**
 * Declares the policy that bounds every role of the platform: no organization or account settings, no end of an audit, no right
 * for anybody without the same bound, no other role opened, and no change to the bound itself.
 */
export function declareBoundary(scope: Construct, { name, partition, account_id, role_prefix, tags }: Seen): IamPolicy {
  const policyName = `${name}-boundary`;
  const named = (kind: string, what: string) => `arn:${partition}:iam::${account_id}:${kind}/${what}`;
  const own = named("policy", policyName);
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
        Sid: "NoRightsWithoutTheBound",
        Effect: "Deny",
        Action: rights,
        Resource: "*",
        Condition: { StringNotEquals: { "iam:PermissionsBoundary": own } },
      },
      { Sid: "NoOtherWayIn", Effect: "Deny", Action: otherWaysIn, Resource: "*" },
      {
        Sid: "NoOtherRoleOpened",
        Effect: "Deny",
        Action: "iam:UpdateAssumeRolePolicy",
        NotResource: named("role", `${role_prefix}*`),
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
