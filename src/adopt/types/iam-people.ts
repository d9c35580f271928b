import type { InventoryResource } from "../../domain/inventory.js";
import { linked, stringsAt, textAt } from "../answer.js";
import { type AdoptionRule, tagsArgument, text, unless } from "../rule.js";

const unread = (resource: InventoryResource): string | undefined =>
  text(resource, "PolicyDocument") ? undefined : "the inventory could not read its document";

const user: AdoptionRule = {
  type: "aws_iam_user",
  layer: "inherited",
  label: (resource) => resource.id,
  // Keys and passwords are no part of it: they stay as they are.
  configuration: (resource) => ({
    name: resource.id,
    path: unless(text(resource, "Path"), "/"),
    permissions_boundary: textAt(resource.attributes, "PermissionsBoundary.PermissionsBoundaryArn"),
    tags: tagsArgument(resource),
  }),
};

const group: AdoptionRule = {
  type: "aws_iam_group",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource) => ({ name: resource.id, path: unless(text(resource, "Path"), "/") }),
};

const membership: AdoptionRule = {
  type: "aws_iam_user_group_membership",
  layer: "inherited",
  label: (_, of) => of("user"),
  configuration: (_, { ref, refs }) => ({ user: ref("user", "name"), groups: refs("groups") }),
};

const policy: AdoptionRule = {
  type: "aws_iam_policy",
  layer: "inherited",
  label: (resource) => text(resource, "PolicyName") ?? "",
  unfit: unread,
  configuration: (resource) => ({
    name: text(resource, "PolicyName"),
    path: unless(text(resource, "Path"), "/"),
    // Another description would replace the policy.
    description: text(resource, "Description"),
    policy: text(resource, "PolicyDocument"),
    tags: tagsArgument(resource),
  }),
};

const inlinePolicy = (holder: "user" | "group"): AdoptionRule => ({
  type: `aws_iam_${holder}_policy`,
  layer: "inherited",
  label: (resource, of) => `${of(holder)} ${text(resource, "PolicyName")}`,
  unfit: unread,
  configuration: (resource, { ref }) => ({
    name: text(resource, "PolicyName"),
    [holder]: ref(holder, "name"),
    policy: text(resource, "PolicyDocument"),
  }),
});

const attachment = (holder: "user" | "group"): AdoptionRule => ({
  type: `aws_iam_${holder}_policy_attachment`,
  layer: "inherited",
  label: (resource, of) => `${of(holder)} ${text(resource, "PolicyName")}`,
  configuration: (resource, context) => ({
    [holder]: context.ref(holder, "name"),
    policy_arn: linked(context, "policy_arn", "arn", text(resource, "PolicyArn")),
  }),
});

const identityProvider: AdoptionRule = {
  type: "aws_iam_openid_connect_provider",
  layer: "inherited",
  label: (resource) => text(resource, "Url") ?? "",
  unfit: (resource) => (text(resource, "Url") ? undefined : "the inventory could not read it"),
  configuration: (resource) => {
    const url = text(resource, "Url") ?? "";
    return {
      // AWS answers the address without its scheme, which Terraform asks for.
      url: url.startsWith("https://") ? url : `https://${url}`,
      client_id_list: stringsAt(resource.attributes, "ClientIDList") ?? [],
      thumbprint_list: stringsAt(resource.attributes, "ThumbprintList"),
      tags: tagsArgument(resource),
    };
  },
};

export const iamPeople: readonly AdoptionRule[] = [
  user,
  group,
  membership,
  policy,
  inlinePolicy("user"),
  inlinePolicy("group"),
  attachment("user"),
  attachment("group"),
  identityProvider,
];
