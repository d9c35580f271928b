import {
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  type LaunchTemplate,
  type LaunchTemplateVersion,
} from "@aws-sdk/client-ec2";
import type { JsonObject } from "../../domain/json.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, tagsOf, toJson } from "../describe.js";
import { byNextToken } from "../paging.js";
import { scanUserData } from "../secrets.js";

/** What the version says, without its user data, which is searched for secrets first. */
function describeVersion({ LaunchTemplateData, VersionDescription }: LaunchTemplateVersion) {
  const { UserData, ...data } = LaunchTemplateData ?? {};
  const scanned = UserData ? scanUserData(UserData) : undefined;
  return {
    attributes: {
      Data: (toJson(data) ?? {}) as JsonObject,
      ...(VersionDescription && { VersionDescription }),
      ...scanned?.attributes,
    },
    links: [
      ...links("image_id", "aws_ami", data.ImageId),
      ...links("key_name", "aws_key_pair", data.KeyName),
      ...links(
        "iam_instance_profile",
        "aws_iam_instance_profile",
        data.IamInstanceProfile?.Name ?? data.IamInstanceProfile?.Arn?.split("/").at(-1),
      ),
      ...links("vpc_security_group_ids", "aws_security_group", data.SecurityGroupIds),
      ...(data.NetworkInterfaces ?? []).flatMap(({ SubnetId, Groups }, index) => [
        ...links(`network_interfaces.${index}.subnet_id`, "aws_subnet", SubnetId),
        ...links(`network_interfaces.${index}.security_groups`, "aws_security_group", Groups),
      ]),
    ],
    ...(scanned && { findings: scanned.findings }),
  };
}

export const launchTemplates = defineCollector<LaunchTemplate, { latest: LaunchTemplateVersion }>({
  name: "ec2:launch-templates",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeLaunchTemplates", DescribeLaunchTemplatesCommand), {
    input: () => ({ MaxResults: 200 }),
    items: ({ LaunchTemplates }) => LaunchTemplates,
    next: byNextToken,
  }),
  details: {
    // Terraform compares with the latest version alone.
    latest: detail(call("ec2", "ec2:DescribeLaunchTemplateVersions", DescribeLaunchTemplateVersionsCommand), {
      input: ([{ LaunchTemplateId }]) => ({ LaunchTemplateId, Versions: ["$Latest"] }),
      take: ({ LaunchTemplateVersions }) => LaunchTemplateVersions?.[0],
    }),
  },
  label: ({ LaunchTemplateName }) => `launch template ${LaunchTemplateName}`,
  types: {
    aws_launch_template: ({ item, details }) => {
      const version = details.latest && describeVersion(details.latest);
      return [
        {
          id: item.LaunchTemplateId ?? "",
          attributes: {
            ...keep(item, ["LaunchTemplateName", "DefaultVersionNumber", "LatestVersionNumber"]),
            ...version?.attributes,
          },
          tags: tagsOf(item.Tags),
          links: version?.links ?? [],
          ...(version?.findings && { findings: version.findings }),
        },
      ];
    },
  },
});

export const ec2LaunchTemplates: readonly AnyCollector[] = [launchTemplates];
