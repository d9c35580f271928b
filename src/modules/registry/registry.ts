import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule/index.js";
import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration/index.js";
import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration/index.js";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template/index.js";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Place } from "../../core/seen.js";
import { declareServiceRole } from "../../parts/service-role.js";
import type { Seen } from "./repositories.js";

/** Declares what holds for the registry as a whole: scanning, copies in other regions, other registries' images. */
export function declareRegistry(scope: Construct, seen: Seen, key: KmsKey): void {
  const { account_id, scanning, replicas } = seen;
  scanning.each(
    ({ id, loop, value }) =>
      new EcrRegistryScanningConfiguration(scope, id("aws_ecr_registry_scanning_configuration.this"), {
        ...loop,
        scanType: value.type,
        rule: [{ scanFrequency: value.frequency, repositoryFilter: [{ filter: "*", filterType: "WILDCARD" }] }],
      }),
  );
  replicas.any("replicas").each(({ id, loop }) => {
    const replication = new EcrReplicationConfiguration(scope, id("aws_ecr_replication_configuration.this"), {
      ...loop,
    });
    replicas.blocks(replication, "replication_configuration.rule.destination", ({ value }) => ({
      region: value.region,
      registry_id: account_id,
    }));
    return replication;
  });
  declareCaches(scope, seen, key);
}

/** Declares the caches, whose repositories ECR makes by itself at the first pull, by a template for each prefix. */
function declareCaches(scope: Construct, seen: Seen, key: KmsKey): void {
  const { caches } = seen;
  caches.each(
    ({ id, loop, value }) =>
      new EcrPullThroughCacheRule(scope, id("aws_ecr_pull_through_cache_rule.this"), {
        ...loop,
        ecrRepositoryPrefix: value.prefix,
        upstreamRegistryUrl: value.upstream_url,
        upstreamRepositoryPrefix: value.upstream_prefix,
        credentialArn: value.credential_arn,
      }),
  );
  const roles = caches.any("caches").each((round) => declareTemplateRole(scope, seen, key, "caches", round));
  caches.each(
    ({ id, loop, value }) =>
      new EcrRepositoryCreationTemplate(scope, id("aws_ecr_repository_creation_template.this"), {
        ...loop,
        prefix: value.prefix,
        description: `Images of ${value.upstream_url}`,
        appliedFor: ["PULL_THROUGH_CACHE"],
        customRoleArn: roles.get("caches").arn,
        // An upstream tag may move.
        imageTagMutability: "MUTABLE",
        encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
        lifecyclePolicy: JSON.stringify({
          rules: [
            {
              rulePriority: 1,
              description: "Images pulled through more than 90 days ago",
              selection: { tagStatus: "any", countType: "sinceImagePushed", countUnit: "days", countNumber: 90 },
              action: { type: "expire" },
            },
          ],
        }),
        resourceTags: tagged(seen.tags, { Name: value.prefix }),
      }),
  );
}

/** Declares the role by which ECR makes repositories that carry a key and tags (Amazon ECR user guide, "Creating an IAM role for repository creation templates"). */
export const declareTemplateRole = (
  scope: Construct,
  seen: Seen,
  key: KmsKey,
  purpose: "caches" | "copies",
  place: Place,
): IamRole =>
  declareServiceRole(
    scope,
    {
      name: purpose,
      roleName: `${seen.name}-registry-${purpose}`,
      description: descriptions[purpose](seen.name),
      service: "ecr.amazonaws.com",
      sourceAccount: seen.account_id,
      permissionsBoundary: seen.permissions_boundary_arn,
      policyName: "make-repositories",
      statements: [
        {
          Effect: "Allow",
          Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
          Resource: `arn:${seen.partition}:ecr:*:${seen.account_id}:repository/*`,
        },
        { Effect: "Allow", Action: ["kms:CreateGrant", "kms:RetireGrant", "kms:DescribeKey"], Resource: key.arn },
      ],
      tags: seen.tags,
    },
    place,
  ).role;

const descriptions = {
  caches: (name: string) => `Makes repositories of images that are pulled through ${name}`,
  copies: (name: string) => `Makes repositories of images that are copied to ${name}`,
};
