import {
  DescribeImagesCommand,
  DescribeLaunchTemplatesCommand,
  type Image,
  type LaunchTemplate,
} from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";

export const images = defineCollector<Image>({
  name: "ec2:images",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeImages", DescribeImagesCommand), {
    input: () => ({ Owners: ["self"] }),
    items: ({ Images }) => Images,
    next: byNextToken,
  }),
  label: ({ ImageId }) => `image ${ImageId}`,
  types: {
    aws_ami: ({ item }) => [
      {
        id: item.ImageId ?? "",
        attributes: keep(item, ["Name", "Description", "Architecture", "RootDeviceName", "VirtualizationType"]),
        tags: tagsOf(item.Tags),
        links: links(
          "ebs_block_device",
          "aws_ebs_snapshot",
          item.BlockDeviceMappings?.map(({ Ebs }) => Ebs?.SnapshotId),
        ),
      },
    ],
  },
});

export const launchTemplates = defineCollector<LaunchTemplate>({
  name: "ec2:launch-templates",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeLaunchTemplates", DescribeLaunchTemplatesCommand), {
    input: () => ({ MaxResults: 200 }),
    items: ({ LaunchTemplates }) => LaunchTemplates,
    next: byNextToken,
  }),
  label: ({ LaunchTemplateName }) => `launch template ${LaunchTemplateName}`,
  types: {
    aws_launch_template: ({ item }) => [
      {
        id: item.LaunchTemplateId ?? "",
        attributes: keep(item, ["LaunchTemplateName", "DefaultVersionNumber", "LatestVersionNumber"]),
        tags: tagsOf(item.Tags),
      },
    ],
  },
});

export const ec2Images: readonly AnyCollector[] = [images, launchTemplates];
