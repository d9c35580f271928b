import { DescribeImagesCommand, DescribeSnapshotsCommand, type Image, type Snapshot } from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";

export const images = defineCollector<Image>({
  name: "ec2:images",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeImages", DescribeImagesCommand), {
    input: () => ({ Owners: ["self"], MaxResults: 1000 }),
    items: ({ Images }) => Images,
    next: byNextToken,
  }),
  label: ({ ImageId }) => `image ${ImageId}`,
  types: {
    aws_ami: ({ item }) => [
      {
        id: item.ImageId ?? "",
        attributes: keep(item, [
          "Name",
          "Description",
          "Architecture",
          "RootDeviceName",
          "RootDeviceType",
          "VirtualizationType",
          "BlockDeviceMappings",
          "BootMode",
          "EnaSupport",
          "SriovNetSupport",
          "TpmSupport",
          "ImdsSupport",
          "KernelId",
          "RamdiskId",
          "DeprecationTime",
        ]),
        tags: tagsOf(item.Tags),
        links: (item.BlockDeviceMappings ?? []).flatMap(({ DeviceName, Ebs }) =>
          links(`ebs_block_device.${DeviceName}`, "aws_ebs_snapshot", Ebs?.SnapshotId),
        ),
      },
    ],
  },
});

export const snapshots = defineCollector<Snapshot>({
  name: "ec2:snapshots",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeSnapshots", DescribeSnapshotsCommand), {
    input: () => ({ OwnerIds: ["self"], MaxResults: 1000 }),
    items: ({ Snapshots }) => Snapshots,
    next: byNextToken,
  }),
  label: ({ SnapshotId }) => `snapshot ${SnapshotId}`,
  types: {
    aws_ebs_snapshot: ({ item }) => [
      {
        id: item.SnapshotId ?? "",
        attributes: keep(item, ["VolumeId", "Description", "VolumeSize", "Encrypted", "StorageTier", "OutpostArn"]),
        tags: tagsOf(item.Tags),
        // A copy names a volume that does not exist: vol-ffffffff.
        links: links("volume_id", "aws_ebs_volume", item.VolumeId),
      },
    ],
  },
});

export const ec2Images: readonly AnyCollector[] = [images, snapshots];
