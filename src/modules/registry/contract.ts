import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, between, matches, oneOf } from "../../core/validations.js";
import { accountId, arnOf, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

const prefix = matches(
  /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
  "lower-case letters and digits, parted by one of . _ - /",
);

const organizationId = matches(/^o-[a-z0-9]{10,32}$/, "the id of an organization, e.g. o-abcdefghij");

export const inputs = {
  name: name("registry"),
  account_id: accountId,
  partition,
  permissions_boundary_arn: permissionsBoundaryArn,
  repositories: required(
    t.map(
      t.object({
        name: t.string,
        tag_mutability: t.optional(t.string, "IMMUTABLE"),
        images_kept: t.optional(t.number, 100),
        untagged_days: t.optional(t.number, 7),
        pulling_organization_id: t.optional(t.string),
      }),
    ),
    "Repositories by lasting name: the newest images are kept, those without a tag so many days; the accounts of an AWS organization may pull, or only this one.",
    attribute("name", prefix),
    attribute("tag_mutability", oneOf("IMMUTABLE", "MUTABLE")),
    attribute("images_kept", between(2, 1000)),
    attribute("untagged_days", between(1, 365)),
    attribute("pulling_organization_id", organizationId),
  ),
  scanning: nullable(
    t.object({ type: t.optional(t.string, "ENHANCED"), frequency: t.optional(t.string, "CONTINUOUS_SCAN") }),
    "How the whole registry is scanned: ENHANCED by Inspector, operating system and libraries, again and again.",
    attribute("type", oneOf("BASIC", "ENHANCED")),
    attribute("frequency", oneOf("SCAN_ON_PUSH", "CONTINUOUS_SCAN", "MANUAL")),
  ),
  caches: defaulted(
    t.map(
      t.object({
        prefix: t.string,
        upstream_url: t.string,
        upstream_prefix: t.optional(t.string),
        credential_arn: t.optional(t.string),
      }),
    ),
    {},
    "Other registries whose images are pulled through this one, by lasting name, under a prefix.",
    attribute("prefix", prefix),
    attribute("upstream_url", matches(/^[a-z0-9.-]+$/, "the host name of a registry, e.g. public.ecr.aws")),
    attribute("credential_arn", arnOf("secretsmanager", "a secret, whose name begins with ecr-pullthroughcache/")),
  ),
  replicas: defaulted(
    t.map(t.object({ region: t.string })),
    {},
    "Further regions that every image is copied to, by lasting name.",
  ),
  received: nullable(
    t.object({
      images_kept: t.optional(t.number, 100),
      untagged_days: t.optional(t.number, 7),
      pulling_organization_id: t.optional(t.string),
    }),
    "What repositories are like that are copied here from another region: how long images stay, and whose accounts pull.",
    attribute("images_kept", between(2, 1000)),
    attribute("untagged_days", between(1, 365)),
    attribute("pulling_organization_id", organizationId),
  ),
  tags,
};

export const outputs = {
  repository_urls: output(
    t.map(t.string),
    "What images are pushed to and pulled from, by repository.",
    "000000000000.dkr.ecr.eu-west-1.amazonaws.com/mock",
  ),
  repository_arns: output(
    t.map(t.string),
    "ARNs of the repositories.",
    "arn:aws:ecr:eu-west-1:000000000000:repository/mock",
  ),
  key_arn: output(
    t.string,
    "ARN of the key of the images.",
    "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000",
  ),
};
