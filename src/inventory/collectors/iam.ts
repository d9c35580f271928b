import {
  type AttachedPolicy,
  GetInstanceProfileCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type InstanceProfile,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  type Role,
} from "@aws-sdk/client-iam";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byTruncatedMarker } from "../paging.js";

/** IAM answers policy documents percent-encoded. */
function decode(document: string | undefined): string {
  try {
    return decodeURIComponent(document ?? "");
  } catch {
    return document ?? "";
  }
}

const isServiceLinked = ({ Path }: Role): boolean => Boolean(Path && /^\/(aws-service-role|aws-reserved)\//.test(Path));

const roleOwner = (role: Role): InventoryOwner | undefined =>
  isServiceLinked(role) ? { kind: "aws", name: `the service-linked role ${role.RoleName}` } : undefined;

interface InlinePolicy {
  readonly role: string;
  readonly name: string;
}

const inlinePolicies = defineCollector<InlinePolicy, { document: string }, Role>({
  name: "iam:role-policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListRolePolicies", ListRolePoliciesCommand), {
    input: ({ RoleName }: Role) => ({ RoleName }),
    items: ({ PolicyNames }, { RoleName = "" }) => PolicyNames?.map((name) => ({ role: RoleName, name })),
    next: byTruncatedMarker,
  }),
  details: {
    document: detail(call("iam", "iam:GetRolePolicy", GetRolePolicyCommand), {
      input: ([{ role, name }]) => ({ RoleName: role, PolicyName: name }),
      take: ({ PolicyDocument }) => decode(PolicyDocument),
    }),
  },
  label: ({ role, name }) => `inline policy ${name} of role ${role}`,
  types: {
    aws_iam_role_policy: ({ item: { role, name }, details }) => [
      {
        id: `${role}:${name}`,
        attributes: {
          PolicyName: name,
          ...(details.document === undefined ? {} : { PolicyDocument: details.document }),
        },
        links: partOf("role", "aws_iam_role", role),
      },
    ],
  },
});

const attachedPolicies = defineCollector<AttachedPolicy & { role: string }, Record<never, never>, Role>({
  name: "iam:attached-role-policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListAttachedRolePolicies", ListAttachedRolePoliciesCommand), {
    input: ({ RoleName }: Role) => ({ RoleName }),
    items: ({ AttachedPolicies }, { RoleName = "" }) => AttachedPolicies?.map((each) => ({ ...each, role: RoleName })),
    next: byTruncatedMarker,
  }),
  label: ({ role, PolicyName }) => `attachment of ${PolicyName} to role ${role}`,
  types: {
    aws_iam_role_policy_attachment: ({ item: { role, PolicyArn, PolicyName } }) => [
      {
        id: `${role}/${PolicyArn}`,
        attributes: { PolicyArn: PolicyArn ?? "", PolicyName: PolicyName ?? "" },
        links: partOf("role", "aws_iam_role", role),
      },
    ],
  },
});

export const roles = defineCollector<Role, { role: Role }>({
  name: "iam:roles",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListRoles", ListRolesCommand), {
    input: () => ({}),
    items: ({ Roles }) => Roles,
    next: byTruncatedMarker,
  }),
  details: {
    // Only GetRole tells tags and the permissions boundary.
    role: detail(call("iam", "iam:GetRole", GetRoleCommand), {
      tellsTags: true,
      appliesTo: (role: Role) => !isServiceLinked(role),
      input: ([{ RoleName }]) => ({ RoleName }),
      take: ({ Role }) => Role,
    }),
  },
  label: ({ RoleName }) => `role ${RoleName}`,
  types: {
    aws_iam_role: ({ item, details }) => {
      const role = { ...item, ...details.role };
      return [
        {
          id: role.RoleName ?? "",
          attributes: {
            ...keep(role, ["RoleName", "Arn", "Path", "Description", "MaxSessionDuration", "PermissionsBoundary"]),
            AssumeRolePolicyDocument: decode(role.AssumeRolePolicyDocument),
          },
          tags: tagsOf(role.Tags),
          owner: roleOwner(role),
        },
      ];
    },
  },
  children: [inlinePolicies, attachedPolicies],
});

export const instanceProfiles = defineCollector<InstanceProfile, { profile: InstanceProfile }>({
  name: "iam:instance-profiles",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListInstanceProfiles", ListInstanceProfilesCommand), {
    input: () => ({}),
    items: ({ InstanceProfiles }) => InstanceProfiles,
    next: byTruncatedMarker,
  }),
  details: {
    // The list tells no tags.
    profile: detail(call("iam", "iam:GetInstanceProfile", GetInstanceProfileCommand), {
      tellsTags: true,
      input: ([{ InstanceProfileName }]) => ({ InstanceProfileName }),
      take: ({ InstanceProfile }) => InstanceProfile,
    }),
  },
  label: ({ InstanceProfileName }) => `instance profile ${InstanceProfileName}`,
  types: {
    aws_iam_instance_profile: ({ item, details }) => [
      {
        id: item.InstanceProfileName ?? "",
        attributes: keep(item, ["InstanceProfileName", "Arn", "Path"]),
        tags: tagsOf(details.profile?.Tags),
        links: links("role", "aws_iam_role", item.Roles?.[0]?.RoleName),
      },
    ],
  },
});

export const iam: readonly AnyCollector[] = [roles, instanceProfiles];
