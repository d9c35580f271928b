import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { SeenInputs } from "../../core/seen.js";
import { type PolicyStatement, policyDocument } from "../../domain/policy-document.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** What a pull takes (Amazon ECR user guide, "Repository policy examples"). */
const pulls = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Declares the repositories: a tag means one image for ever, each image is scanned when it comes and leaves by age. */
export function declareRepositories(scope: Construct, seen: Seen, key: KmsKey): Resources<EcrRepository> {
  const { repositories } = seen;
  const made = repositories.each(
    ({ id, loop, value }) =>
      new EcrRepository(scope, id("aws_ecr_repository.this"), {
        ...loop,
        name: value.name,
        imageTagMutability: value.tag_mutability,
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
        forceDelete: false,
        tags: tagged(seen.tags, { Name: value.name }),
      }),
  );
  repositories.each(
    (round) =>
      new EcrLifecyclePolicy(scope, round.id("aws_ecr_lifecycle_policy.this"), {
        ...round.loop,
        repository: made.at(round).name,
        policy: lifecycle(round.value),
      }),
  );
  declarePulls(scope, seen, made);
  return made;
}

/** The policy of a repository's images; the rule with the lower number goes first. */
export function lifecycle(kept: { readonly images_kept: number; readonly untagged_days: number }): string {
  const expire = { type: "expire" };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "Images without a tag",
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: kept.untagged_days,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: "All but the newest images",
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: kept.images_kept },
        action: expire,
      },
    ],
  });
}

/** What lets the accounts of an organization pull. */
export const organizationPulls = (organizationId: string): PolicyStatement => ({
  Sid: "TheOrganizationPulls",
  Effect: "Allow",
  Principal: "*",
  Action: pulls,
  Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
});

/** Lets an organization's accounts pull; ECR itself decrypts for them by the grant that it has on the key. */
function declarePulls(scope: Construct, { repositories }: Seen, made: Resources<EcrRepository>): void {
  repositories.whereSet("pulling_organization_id").each(
    (round) =>
      new EcrRepositoryPolicy(scope, round.id("aws_ecr_repository_policy.this"), {
        ...round.loop,
        repository: made.at(round).name,
        policy: policyDocument(organizationPulls(round.value.pulling_organization_id)),
      }),
  );
}
