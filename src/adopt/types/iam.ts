import { type AdoptionRule, number, tagsArgument, text, unless } from "../rule.js";

const role: AdoptionRule = {
  type: "aws_iam_role",
  layer: "legacy",
  label: (resource) => resource.id,
  configuration: (resource) => {
    const boundary = resource.attributes.PermissionsBoundary as
      | { readonly PermissionsBoundaryArn?: string }
      | undefined;
    return {
      name: resource.id,
      path: unless(text(resource, "Path"), "/"),
      description: text(resource, "Description"),
      assume_role_policy: text(resource, "AssumeRolePolicyDocument"),
      max_session_duration: unless(number(resource, "MaxSessionDuration"), 3600),
      permissions_boundary: boundary?.PermissionsBoundaryArn,
      tags: tagsArgument(resource),
    };
  },
};

const rolePolicy: AdoptionRule = {
  type: "aws_iam_role_policy",
  layer: "legacy",
  label: (resource, of) => `${of("role")} ${text(resource, "PolicyName")}`,
  unfit: (resource) => (text(resource, "PolicyDocument") ? undefined : "the inventory could not read its document"),
  configuration: (resource, { ref }) => ({
    name: text(resource, "PolicyName"),
    role: ref("role", "name"),
    policy: text(resource, "PolicyDocument"),
  }),
};

const rolePolicyAttachment: AdoptionRule = {
  type: "aws_iam_role_policy_attachment",
  layer: "legacy",
  label: (resource, of) => `${of("role")} ${text(resource, "PolicyName")}`,
  configuration: (resource, { ref }) => ({ role: ref("role", "name"), policy_arn: text(resource, "PolicyArn") }),
};

const instanceProfile: AdoptionRule = {
  type: "aws_iam_instance_profile",
  layer: "legacy",
  label: (resource) => resource.id,
  configuration: (resource, { ref }) => ({
    name: resource.id,
    path: unless(text(resource, "Path"), "/"),
    role: ref("role", "name"),
    tags: tagsArgument(resource),
  }),
};

export const iam: readonly AdoptionRule[] = [role, rolePolicy, rolePolicyAttachment, instanceProfile];
