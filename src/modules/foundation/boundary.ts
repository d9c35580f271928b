import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { jsonText } from "../../core/json-text.js";
import { keepsRoles, keepsStates } from "../../domain/pipeline-limits.js";
import { type PolicyStatement, policyOf } from "../../domain/policy-document.js";
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
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateSAMLProvider",
  "iam:CreateServiceSpecificCredential",
  "iam:PutGroupPolicy",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "iam:UpdateLoginProfile",
  "iam:UpdateSAMLProvider",
  "iam:UploadSigningCertificate",
];

/**
 * Declares the policy that bounds every role of the platform: no organization or account settings, no end of an audit or of
 * states, no right for anybody without the same bound, no role opened, taken or handed on but the platform's, no change to the bound
 * itself or to the pipelines' roles.
 */
export function declareBoundary(scope: Construct, seen: Seen): IamPolicy {
  const { name, partition, account_id, role_prefix, guarded, tags } = seen;
  const policyName = `${name}-boundary`;
  const named = (kind: string, what: string) => `arn:${partition}:iam::${account_id}:${kind}/${what}`;
  const own = named("policy", policyName);
  const versions = [
    "iam:CreatePolicyVersion",
    "iam:DeletePolicy",
    "iam:DeletePolicyVersion",
    "iam:SetDefaultPolicyVersion",
  ];
  const always: readonly PolicyStatement[] = [
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
      Sid: "NoOtherRole",
      Effect: "Deny",
      Action: ["iam:PassRole", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
      NotResource: [named("role", `${role_prefix}*`), named("role", "aws-service-role/*")],
    },
    {
      Sid: "NoEndOfTheBound",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
      Resource: "*",
    },
    { Sid: "NoChangeOfTheBound", Effect: "Deny", Action: versions, Resource: own },
    { Sid: "NoOtherPolicy", Effect: "Deny", Action: versions, NotResource: named("policy", `${role_prefix}*`) },
  ];
  const onceGuarded = guarded.either(
    ({ state_arns, role_arns }) => `,${jsonText(keepsStates(state_arns))},${jsonText(keepsRoles(role_arns))}`,
    () => "",
  );
  return new IamPolicy(scope, "aws_iam_policy.boundary", {
    name: policyName,
    description: "The most that any role of the platform may do",
    policy: policyOf(`${always.map((each) => jsonText(each)).join(",")}${onceGuarded}`),
    tags: tagged(tags, { Name: policyName }),
  });
}
