import { DescribeNetworkInterfacesCommand, type NetworkInterface } from "@aws-sdk/client-ec2";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";

/** Kinds of interfaces that a person can make; every other kind comes with the service that needs it. */
const ownKinds: readonly string[] = ["interface", "efa", "efa-only", "branch", "trunk"];

function interfaceOwner(each: NetworkInterface): InventoryOwner | undefined {
  if (each.RequesterManaged || !ownKinds.includes(each.InterfaceType ?? "interface"))
    return { kind: "aws", name: each.Description || each.InterfaceType || "a managed service" };
  const { DeleteOnTermination, DeviceIndex, InstanceId } = each.Attachment ?? {};
  const instance = DeleteOnTermination || DeviceIndex === 0 ? InstanceId : undefined;
  return instance ? { kind: "instance", name: instance } : undefined;
}

export const networkInterfaces = defineCollector<NetworkInterface>({
  name: "ec2:network-interfaces",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeNetworkInterfaces", DescribeNetworkInterfacesCommand), {
    input: () => ({ MaxResults: 500 }),
    items: ({ NetworkInterfaces }) => NetworkInterfaces,
    next: byNextToken,
  }),
  label: ({ NetworkInterfaceId }) => `network interface ${NetworkInterfaceId}`,
  types: {
    aws_network_interface: ({ item }) => [
      {
        id: item.NetworkInterfaceId ?? "",
        attributes: {
          ...keep(item, [
            "InterfaceType",
            "RequesterId",
            "RequesterManaged",
            "PrivateIpAddress",
            "Description",
            "SourceDestCheck",
          ]),
          PrivateIpAddresses: (item.PrivateIpAddresses ?? []).map(({ PrivateIpAddress = "" }) => PrivateIpAddress),
        },
        tags: tagsOf(item.TagSet),
        links: [
          ...links("subnet_id", "aws_subnet", item.SubnetId),
          ...links(
            "security_groups",
            "aws_security_group",
            item.Groups?.map(({ GroupId }) => GroupId),
          ),
        ],
        owner: interfaceOwner(item),
      },
    ],
    // One that goes with its instance is part of it; another was made and attached by somebody.
    aws_network_interface_attachment: ({ item }) => {
      const { AttachmentId, InstanceId, DeviceIndex } = item.Attachment ?? {};
      if (!AttachmentId || !InstanceId || interfaceOwner(item)) return [];
      return [
        {
          id: AttachmentId,
          attributes: { DeviceIndex: DeviceIndex ?? 0 },
          links: [
            ...partOf("network_interface_id", "aws_network_interface", item.NetworkInterfaceId),
            ...partOf("instance_id", "aws_instance", InstanceId),
          ],
        },
      ];
    },
  },
});

export const ec2Interfaces: readonly AnyCollector[] = [networkInterfaces];
