import {
  type AttachedPolicy,
  GetGroupPolicyCommand,
  GetOpenIDConnectProviderCommand,
  type GetOpenIDConnectProviderCommandOutput,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type Group,
  ListAttachedGroupPoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListGroupsCommand,
  ListGroupsForUserCommand,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  type OpenIDConnectProviderListEntry,
  type Policy,
  type User,
} from "@aws-sdk/client-iam";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing, pagedDetail } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byTruncatedMarker, onePage } from "../paging.js";

/** IAM answers policy documents percent-encoded. */
const decode = (document: string | undefined): string | undefined =>
  document === undefined ? undefined : decodeURIComponent(document);

interface Inline {
  readonly owner: string;
  readonly name: string;
}

const inlineDraft = (holder: "user" | "group", { owner, name }: Inline, document: string | undefined) => ({
  id: `${owner}:${name}`,
  attributes: { PolicyName: name, ...(document !== undefined && { PolicyDocument: document }) },
  links: partOf(holder, `aws_iam_${holder}`, owner),
});

const attachmentDraft = (
  holder: "user" | "group",
  { owner, PolicyArn, PolicyName }: AttachedPolicy & { owner: string },
) => ({
  id: `${owner}/${PolicyArn}`,
  attributes: { PolicyArn: PolicyArn ?? "", PolicyName: PolicyName ?? "" },
  links: [...partOf(holder, `aws_iam_${holder}`, owner), ...links("policy_arn", "aws_iam_policy", PolicyArn)],
});

const userPolicies = defineCollector<Inline, { document: string }, User>({
  name: "iam:user-policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListUserPolicies", ListUserPoliciesCommand), {
    input: ({ UserName }: User) => ({ UserName }),
    items: ({ PolicyNames }, { UserName = "" }) => PolicyNames?.map((name) => ({ owner: UserName, name })),
    next: byTruncatedMarker,
  }),
  details: {
    document: detail(call("iam", "iam:GetUserPolicy", GetUserPolicyCommand), {
      input: ([{ owner, name }]) => ({ UserName: owner, PolicyName: name }),
      take: ({ PolicyDocument }) => decode(PolicyDocument),
    }),
  },
  label: ({ owner, name }) => `inline policy ${name} of user ${owner}`,
  types: { aws_iam_user_policy: ({ item, details }) => [inlineDraft("user", item, details.document)] },
});

const userAttachments = defineCollector<AttachedPolicy & { owner: string }, Record<never, never>, User>({
  name: "iam:attached-user-policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListAttachedUserPolicies", ListAttachedUserPoliciesCommand), {
    input: ({ UserName }: User) => ({ UserName }),
    items: ({ AttachedPolicies }, { UserName = "" }) => AttachedPolicies?.map((each) => ({ ...each, owner: UserName })),
    next: byTruncatedMarker,
  }),
  label: ({ owner, PolicyName }) => `attachment of ${PolicyName} to user ${owner}`,
  types: { aws_iam_user_policy_attachment: ({ item }) => [attachmentDraft("user", item)] },
});

export const users = defineCollector<User, { user: User; groups: Group[] }>({
  name: "iam:users",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListUsers", ListUsersCommand), {
    input: () => ({}),
    items: ({ Users }) => Users,
    next: byTruncatedMarker,
  }),
  details: {
    // Only GetUser tells tags and the permissions boundary.
    user: detail(call("iam", "iam:GetUser", GetUserCommand), {
      tellsTags: true,
      input: ([{ UserName }]) => ({ UserName }),
      take: ({ User }) => User,
    }),
    groups: pagedDetail(call("iam", "iam:ListGroupsForUser", ListGroupsForUserCommand), {
      input: ([{ UserName }]) => ({ UserName }),
      entries: ({ Groups }) => Groups,
      next: byTruncatedMarker,
    }),
  },
  label: ({ UserName }) => `user ${UserName}`,
  types: {
    aws_iam_user: ({ item, details }) => [
      {
        id: item.UserName ?? "",
        attributes: keep({ ...item, ...details.user }, ["Arn", "Path", "PermissionsBoundary"]),
        tags: tagsOf(details.user?.Tags),
      },
    ],
    aws_iam_user_group_membership: ({ item, details }) => {
      const names = (details.groups ?? []).map(({ GroupName = "" }) => GroupName).sort();
      return names.length === 0
        ? []
        : [
            {
              id: [item.UserName, ...names].join("/"),
              attributes: {},
              links: [...partOf("user", "aws_iam_user", item.UserName), ...links("groups", "aws_iam_group", names)],
            },
          ];
    },
  },
  children: [userPolicies, userAttachments],
});

const groupPolicies = defineCollector<Inline, { document: string }, Group>({
  name: "iam:group-policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListGroupPolicies", ListGroupPoliciesCommand), {
    input: ({ GroupName }: Group) => ({ GroupName }),
    items: ({ PolicyNames }, { GroupName = "" }) => PolicyNames?.map((name) => ({ owner: GroupName, name })),
    next: byTruncatedMarker,
  }),
  details: {
    document: detail(call("iam", "iam:GetGroupPolicy", GetGroupPolicyCommand), {
      input: ([{ owner, name }]) => ({ GroupName: owner, PolicyName: name }),
      take: ({ PolicyDocument }) => decode(PolicyDocument),
    }),
  },
  label: ({ owner, name }) => `inline policy ${name} of group ${owner}`,
  types: { aws_iam_group_policy: ({ item, details }) => [inlineDraft("group", item, details.document)] },
});

const groupAttachments = defineCollector<AttachedPolicy & { owner: string }, Record<never, never>, Group>({
  name: "iam:attached-group-policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListAttachedGroupPolicies", ListAttachedGroupPoliciesCommand), {
    input: ({ GroupName }: Group) => ({ GroupName }),
    items: ({ AttachedPolicies }, { GroupName = "" }) =>
      AttachedPolicies?.map((each) => ({ ...each, owner: GroupName })),
    next: byTruncatedMarker,
  }),
  label: ({ owner, PolicyName }) => `attachment of ${PolicyName} to group ${owner}`,
  types: { aws_iam_group_policy_attachment: ({ item }) => [attachmentDraft("group", item)] },
});

export const groups = defineCollector<Group>({
  name: "iam:groups",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListGroups", ListGroupsCommand), {
    input: () => ({}),
    items: ({ Groups }) => Groups,
    next: byTruncatedMarker,
  }),
  label: ({ GroupName }) => `group ${GroupName}`,
  types: {
    aws_iam_group: ({ item }) => [{ id: item.GroupName ?? "", attributes: keep(item, ["Arn", "Path"]) }],
  },
  children: [groupPolicies, groupAttachments],
});

export const policies = defineCollector<Policy, { document: string; policy: Policy }>({
  name: "iam:policies",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListPolicies", ListPoliciesCommand), {
    input: () => ({ Scope: "Local" as const }),
    items: ({ Policies }) => Policies,
    next: byTruncatedMarker,
  }),
  details: {
    document: detail(call("iam", "iam:GetPolicyVersion", GetPolicyVersionCommand), {
      input: ([{ Arn, DefaultVersionId }]) => ({ PolicyArn: Arn, VersionId: DefaultVersionId }),
      take: ({ PolicyVersion }) => decode(PolicyVersion?.Document),
    }),
    // The list tells neither description nor tags.
    policy: detail(call("iam", "iam:GetPolicy", GetPolicyCommand), {
      tellsTags: true,
      input: ([{ Arn }]) => ({ PolicyArn: Arn }),
      take: ({ Policy }) => Policy,
    }),
  },
  label: ({ PolicyName }) => `policy ${PolicyName}`,
  types: {
    aws_iam_policy: ({ item, details }) => [
      {
        id: item.Arn ?? "",
        attributes: {
          ...keep({ ...item, ...details.policy }, ["PolicyName", "Path", "Description"]),
          ...(details.document !== undefined && { PolicyDocument: details.document }),
        },
        tags: tagsOf(details.policy?.Tags),
      },
    ],
  },
});

export const identityProviders = defineCollector<
  OpenIDConnectProviderListEntry,
  { provider: GetOpenIDConnectProviderCommandOutput }
>({
  name: "iam:oidc-providers",
  service: "iam",
  scope: "global",
  list: listing(call("iam", "iam:ListOpenIDConnectProviders", ListOpenIDConnectProvidersCommand), {
    input: () => ({}),
    items: ({ OpenIDConnectProviderList }) => OpenIDConnectProviderList,
    next: onePage,
  }),
  details: {
    provider: detail(call("iam", "iam:GetOpenIDConnectProvider", GetOpenIDConnectProviderCommand), {
      tellsTags: true,
      input: ([{ Arn }]) => ({ OpenIDConnectProviderArn: Arn }),
      take: (output) => output,
    }),
  },
  label: ({ Arn }) => `identity provider ${Arn}`,
  types: {
    aws_iam_openid_connect_provider: ({ item, details: { provider } }) => [
      {
        id: item.Arn ?? "",
        attributes: provider ? keep(provider, ["Url", "ClientIDList", "ThumbprintList"]) : {},
        tags: tagsOf(provider?.Tags),
      },
    ],
  },
});

export const iamPeople: readonly AnyCollector[] = [users, groups, policies, identityProviders];
