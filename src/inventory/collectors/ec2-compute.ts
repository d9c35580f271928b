import {
  type Address,
  DescribeAddressesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  type Instance,
  type Volume,
} from "@aws-sdk/client-ec2";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { scanUserData } from "../secrets.js";

const nextPage = ({ NextToken }: { NextToken?: string | undefined }) => (NextToken ? { NextToken } : undefined);
const describeInstanceAttribute = call("ec2", "ec2:DescribeInstanceAttribute", DescribeInstanceAttributeCommand);

const isGone = ({ State }: Instance): boolean => State?.Name === "terminated" || State?.Name === "shutting-down";
const profileName = ({ IamInstanceProfile }: Instance): string | undefined =>
  IamInstanceProfile?.Arn?.split("/").at(-1);

/** The volumes that go with the instance: its root, and those that are deleted with it. */
const ownVolumes = ({ BlockDeviceMappings, RootDeviceName }: Instance): readonly (string | undefined)[] =>
  (BlockDeviceMappings ?? [])
    .filter(({ DeviceName, Ebs }) => DeviceName === RootDeviceName || Ebs?.DeleteOnTermination)
    .map(({ Ebs }) => Ebs?.VolumeId);

interface InstanceDetails {
  userData: string;
  shutdown: string;
}

export const instances = defineCollector<Instance, InstanceDetails>({
  name: "ec2:instances",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeInstances", DescribeInstancesCommand), {
    input: () => ({ MaxResults: 500 }),
    items: ({ Reservations }) =>
      Reservations?.flatMap(({ Instances }) => Instances ?? []).filter((each) => !isGone(each)),
    next: nextPage,
  }),
  details: {
    userData: detail(describeInstanceAttribute, {
      input: ([{ InstanceId }]) => ({ InstanceId, Attribute: "userData" as const }),
      take: ({ UserData }) => UserData?.Value,
    }),
    shutdown: detail(describeInstanceAttribute, {
      input: ([{ InstanceId }]) => ({ InstanceId, Attribute: "instanceInitiatedShutdownBehavior" as const }),
      take: ({ InstanceInitiatedShutdownBehavior }) => InstanceInitiatedShutdownBehavior?.Value,
    }),
  },
  label: ({ InstanceId }) => `instance ${InstanceId}`,
  types: {
    aws_instance: ({ item, details }) => {
      const scanned = details.userData ? scanUserData(details.userData) : undefined;
      return [
        {
          id: item.InstanceId ?? "",
          attributes: {
            ...keep(item, [
              "ImageId",
              "InstanceType",
              "KeyName",
              "EbsOptimized",
              "SourceDestCheck",
              "PrivateIpAddress",
              "PublicIpAddress",
              "RootDeviceName",
              "RootDeviceType",
              "Placement",
              "Monitoring",
              "MetadataOptions",
              "InstanceLifecycle",
              "State",
            ]),
            ...(details.shutdown === undefined ? {} : { InstanceInitiatedShutdownBehavior: details.shutdown }),
            ...scanned?.attributes,
          },
          tags: tagsOf(item.Tags),
          links: [
            ...links("ami", "aws_ami", item.ImageId),
            ...links("subnet_id", "aws_subnet", item.SubnetId),
            ...links(
              "vpc_security_group_ids",
              "aws_security_group",
              item.SecurityGroups?.map(({ GroupId }) => GroupId),
            ),
            ...links("iam_instance_profile", "aws_iam_instance_profile", profileName(item)),
            ...links("key_name", "aws_key_pair", item.KeyName),
            ...links("block_device", "aws_ebs_volume", ownVolumes(item)),
          ],
          ...(scanned && { findings: scanned.findings }),
        },
      ];
    },
    aws_volume_attachment: ({ item }) =>
      (item.BlockDeviceMappings ?? [])
        .filter(({ DeviceName, Ebs }) => DeviceName !== item.RootDeviceName && Ebs?.VolumeId)
        .map(({ DeviceName = "", Ebs }) => ({
          id: `${DeviceName}:${Ebs?.VolumeId}:${item.InstanceId}`,
          attributes: { DeviceName, ...(Ebs ? keep(Ebs, ["DeleteOnTermination"]) : {}) },
          links: [
            ...partOf("instance_id", "aws_instance", item.InstanceId),
            ...partOf("volume_id", "aws_ebs_volume", Ebs?.VolumeId),
          ],
        })),
  },
});

export const volumes = defineCollector<Volume>({
  name: "ec2:volumes",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeVolumes", DescribeVolumesCommand), {
    input: () => ({ MaxResults: 500 }),
    items: ({ Volumes }) => Volumes,
    next: nextPage,
  }),
  label: ({ VolumeId }) => `volume ${VolumeId}`,
  types: {
    aws_ebs_volume: ({ item }) => [
      {
        id: item.VolumeId ?? "",
        attributes: keep(item, [
          "AvailabilityZone",
          "Size",
          "VolumeType",
          "Iops",
          "Throughput",
          "Encrypted",
          "KmsKeyId",
          "SnapshotId",
          "MultiAttachEnabled",
        ]),
        tags: tagsOf(item.Tags),
      },
    ],
  },
});

export const addresses = defineCollector<Address>({
  name: "ec2:addresses",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeAddresses", DescribeAddressesCommand), {
    input: () => ({}),
    items: ({ Addresses }) => Addresses,
    next: () => undefined,
  }),
  label: ({ AllocationId, PublicIp }) => `elastic IP ${AllocationId ?? PublicIp}`,
  types: {
    aws_eip: ({ item }) => [
      {
        id: item.AllocationId ?? item.PublicIp ?? "",
        attributes: keep(item, ["Domain", "PublicIp", "NetworkBorderGroup"]),
        tags: tagsOf(item.Tags),
      },
    ],
    aws_eip_association: ({ item }) =>
      item.AssociationId
        ? [
            {
              id: item.AssociationId,
              attributes: keep(item, ["NetworkInterfaceId", "NetworkInterfaceOwnerId", "PrivateIpAddress"]),
              links: [
                ...partOf("instance_id", "aws_instance", item.InstanceId),
                ...partOf("allocation_id", "aws_eip", item.AllocationId),
                ...links("network_interface_id", "aws_network_interface", item.NetworkInterfaceId),
              ],
              owner: associationOwner(item),
            },
          ]
        : [],
  },
});

/** A NAT gateway or load balancer binds its address itself. */
const associationOwner = ({ InstanceId, NetworkInterfaceOwnerId }: Address): InventoryOwner | undefined =>
  !InstanceId && NetworkInterfaceOwnerId && !/^\d{12}$/.test(NetworkInterfaceOwnerId)
    ? { kind: "aws", name: NetworkInterfaceOwnerId }
    : undefined;

export const ec2Compute: readonly AnyCollector[] = [instances, volumes, addresses];
