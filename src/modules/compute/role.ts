import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

export interface InstanceRole {
  readonly role: IamRole;
  readonly profile: IamInstanceProfile;
}

/** What Session Manager needs in place of SSH, and the CloudWatch agent for its metrics and logs (AWS managed policies). */
const managed = { session_manager: "AmazonSSMManagedInstanceCore", cloudwatch_agent: "CloudWatchAgentServerPolicy" };

/** Declares the role of the instances with its profile. */
export function declareInstanceRole(scope: Construct, seen: Seen): InstanceRole {
  const { name, partition } = seen;
  const role = new IamRole(scope, "aws_iam_role.this", {
    name: `${name}-instance`,
    description: `Instances of ${name}`,
    assumeRolePolicy: policyDocument({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
    permissionsBoundary: seen.permissions_boundary_arn,
    tags: tagged(seen.tags, { Name: `${name}-instance` }),
  });
  for (const [purpose, policy] of Object.entries(managed)) {
    new IamRolePolicyAttachment(scope, `aws_iam_role_policy_attachment.${purpose}`, {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
    });
  }
  seen.policies.each(
    ({ id, loop, key, value }) =>
      new IamRolePolicy(scope, id("aws_iam_role_policy.this"), {
        ...loop,
        name: key,
        role: role.name,
        policy: value.json,
      }),
  );
  const profile = new IamInstanceProfile(scope, "aws_iam_instance_profile.this", {
    name: `${name}-instance`,
    role: role.name,
    tags: tagged(seen.tags, { Name: `${name}-instance` }),
  });
  return { role, profile };
}
