import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { Seen } from "./vault.js";

/** The role, and the rights that whoever uses it waits for. */
export interface BackupRole {
  readonly role: IamRole;
  readonly rights: readonly IamRolePolicyAttachment[];
}

/** Declares the role by which AWS Backup reads what it backs up and writes what it restores, with AWS's own policies for it. */
export function declareRole(scope: Construct, seen: Seen): BackupRole {
  const { name, partition, account_id } = seen;
  const role = new IamRole(scope, "aws_iam_role.this", {
    name: `${name}-backup`,
    description: `Backs up and restores for the vault ${name}`,
    assumeRolePolicy: policyDocument({
      Effect: "Allow",
      Principal: { Service: "backup.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account_id } },
    }),
    permissionsBoundary: seen.permissions_boundary_arn,
    tags: tagged(seen.tags, { Name: `${name}-backup` }),
  });
  const rights = (["Backup", "Restores"] as const).map(
    (purpose) =>
      new IamRolePolicyAttachment(scope, `aws_iam_role_policy_attachment.${purpose.toLowerCase()}`, {
        role: role.name,
        policyArn: `arn:${partition}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${purpose}`,
      }),
  );
  return { role, rights };
}
