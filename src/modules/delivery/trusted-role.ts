import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import type { Construct } from "constructs";
import { joined, tagged } from "../../core/expressions.js";
import { jsonText } from "../../core/json-text.js";
import { once, type Place, type SeenInputs } from "../../core/seen.js";
import { type PolicyStatement, policyOf } from "../../domain/policy-document.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

export interface TrustedRoleProps {
  /** Name of the resource inside the module. */
  readonly name: string;
  readonly roleName: string;
  readonly description: string;
  readonly trusts: Seen["plan_trusts"];
  readonly sessionSeconds: number;
  /** Inline policies by name. */
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
}

/** Declares a role that tokens of certain subjects take, and nobody else, with its inline policies. */
export function declareTrustedRole(
  scope: Construct,
  { partition, account_id, permissions_boundary_arn, tags }: Seen,
  { name, roleName, description, trusts, sessionSeconds, policies }: TrustedRoleProps,
  place: Place = once,
): IamRole {
  const statements = trusts.texts(({ value: { provider, audience, subject } }) =>
    JSON.stringify({
      Effect: "Allow",
      Principal: { Federated: `arn:${partition}:iam::${account_id}:oidc-provider/${provider}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${provider}:aud`]: audience }, StringLike: { [`${provider}:sub`]: subject } },
    }),
  );
  const role = new IamRole(scope, place.id(`aws_iam_role.${name}`), {
    ...place.loop,
    name: roleName,
    description,
    assumeRolePolicy: policyOf(joined(statements, ",")),
    maxSessionDuration: sessionSeconds,
    permissionsBoundary: permissions_boundary_arn,
    tags: tagged(tags, { Name: roleName }),
  });
  for (const [policyName, all] of Object.entries(policies)) {
    new IamRolePolicy(scope, place.id(`aws_iam_role_policy.${name}_${policyName}`), {
      ...place.loop,
      name: policyName,
      role: place.instance(role).name,
      policy: jsonText({ Version: "2012-10-17", Statement: all }),
    });
  }
  return role;
}
