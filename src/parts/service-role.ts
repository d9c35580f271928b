import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import type { Construct } from "constructs";
import { tagged } from "../core/expressions.js";
import { once, type Place } from "../core/seen.js";
import { type PolicyStatement, policyDocument } from "../domain/policy-document.js";

export interface ServiceRoleProps {
  /** Name of the resources inside the module. */
  readonly name: string;
  readonly roleName: string;
  readonly description: string;
  /** The service that takes the role, e.g. `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  /** The account on whose behalf alone the service takes it; services that send none leave it out. */
  readonly sourceAccount?: string;
  /** The policy that bounds it. */
  readonly permissionsBoundary?: string;
  readonly policyName: string;
  readonly statements: readonly PolicyStatement[];
  /** Beside `Name`, which is the role's. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A role, and the policy that whoever uses the role waits for. */
export interface ServiceRole {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
}

/** Declares a role that one AWS service takes, with one inline policy of its own. */
export function declareServiceRole(scope: Construct, props: ServiceRoleProps, place: Place = once): ServiceRole {
  const role = new IamRole(scope, place.id(`aws_iam_role.${props.name}`), {
    ...place.loop,
    name: props.roleName,
    description: props.description,
    assumeRolePolicy: policyDocument({
      Effect: "Allow",
      Principal: { Service: props.service },
      Action: "sts:AssumeRole",
      ...(props.sourceAccount && { Condition: { StringEquals: { "aws:SourceAccount": props.sourceAccount } } }),
    }),
    ...(props.permissionsBoundary !== undefined && { permissionsBoundary: props.permissionsBoundary }),
    tags: tagged(props.tags, { Name: props.roleName }),
  });
  const policy = new IamRolePolicy(scope, place.id(`aws_iam_role_policy.${props.name}`), {
    ...place.loop,
    name: props.policyName,
    role: place.instance(role).name,
    policy: policyDocument(...props.statements),
  });
  return { role, policy };
}
