import {
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  type Repository,
  type Tag,
} from "@aws-sdk/client-ecr";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links, partOf, tagsOf } from "../describe.js";
import { bynextToken } from "../paging.js";

const policyOf = (repository: Repository, policy: string | undefined) =>
  policy
    ? [
        {
          id: repository.repositoryName ?? "",
          attributes: { Policy: policy },
          links: partOf("repository", "aws_ecr_repository", repository.repositoryName),
        },
      ]
    : [];

export const repositories = defineCollector<Repository, { tags: Tag[]; lifecycle: string; policy: string }>({
  name: "ecr:repositories",
  service: "ecr",
  scope: "regional",
  list: listing(call("ecr", "ecr:DescribeRepositories", DescribeRepositoriesCommand), {
    input: () => ({ maxResults: 1000 }),
    items: ({ repositories }) => repositories,
    next: bynextToken,
  }),
  details: {
    tags: detail(call("ecr", "ecr:ListTagsForResource", ListTagsForResourceCommand), {
      input: ([{ repositoryArn }]) => ({ resourceArn: repositoryArn }),
      take: ({ tags }) => tags,
    }),
    lifecycle: detail(call("ecr", "ecr:GetLifecyclePolicy", GetLifecyclePolicyCommand), {
      input: ([{ repositoryName }]) => ({ repositoryName }),
      take: ({ lifecyclePolicyText }) => lifecyclePolicyText,
    }),
    policy: detail(call("ecr", "ecr:GetRepositoryPolicy", GetRepositoryPolicyCommand), {
      input: ([{ repositoryName }]) => ({ repositoryName }),
      take: ({ policyText }) => policyText,
    }),
  },
  label: ({ repositoryName }) => `repository ${repositoryName}`,
  types: {
    aws_ecr_repository: ({ item, details }) => [
      {
        id: item.repositoryName ?? "",
        attributes: keep(item, [
          "repositoryArn",
          "imageTagMutability",
          "imageScanningConfiguration",
          "encryptionConfiguration",
        ]),
        tags: tagsOf(details.tags),
        links: links("kms_key", "aws_kms_key", lastPart(item.encryptionConfiguration?.kmsKey)),
      },
    ],
    aws_ecr_lifecycle_policy: ({ item, details }) => policyOf(item, details.lifecycle),
    aws_ecr_repository_policy: ({ item, details }) => policyOf(item, details.policy),
  },
});

export const ecr: readonly AnyCollector[] = [repositories];
