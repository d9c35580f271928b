import {
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  type InternetGateway,
  type NetworkAcl,
  type Subnet,
  type Vpc,
} from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byNextToken } from "../paging.js";
import { routeTables } from "./ec2-routes.js";

const pageSize = 500;
const describeVpcAttribute = call("ec2", "ec2:DescribeVpcAttribute", DescribeVpcAttributeCommand);

export const vpcs = defineCollector<Vpc, { dnsSupport: boolean; dnsHostnames: boolean }>({
  name: "ec2:vpcs",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeVpcs", DescribeVpcsCommand), {
    input: () => ({ MaxResults: pageSize }),
    items: ({ Vpcs }) => Vpcs,
    next: byNextToken,
  }),
  details: {
    dnsSupport: detail(describeVpcAttribute, {
      input: ([{ VpcId }]) => ({ VpcId, Attribute: "enableDnsSupport" as const }),
      take: ({ EnableDnsSupport }) => EnableDnsSupport?.Value,
    }),
    dnsHostnames: detail(describeVpcAttribute, {
      input: ([{ VpcId }]) => ({ VpcId, Attribute: "enableDnsHostnames" as const }),
      take: ({ EnableDnsHostnames }) => EnableDnsHostnames?.Value,
    }),
  },
  label: ({ VpcId }) => `VPC ${VpcId}`,
  types: {
    aws_vpc: ({ item, details }) => [
      {
        id: item.VpcId ?? "",
        attributes: {
          ...keep(item, ["CidrBlock", "InstanceTenancy", "IsDefault", "DhcpOptionsId", "Ipv6CidrBlockAssociationSet"]),
          ...(details.dnsSupport === undefined ? {} : { EnableDnsSupport: details.dnsSupport }),
          ...(details.dnsHostnames === undefined ? {} : { EnableDnsHostnames: details.dnsHostnames }),
        },
        tags: tagsOf(item.Tags),
        links: links("dhcp_options_id", "aws_vpc_dhcp_options", item.DhcpOptionsId),
      },
    ],
    // Terraform takes the VPC's id; whether the options are AWS's own, only they tell.
    aws_vpc_dhcp_options_association: ({ item }) =>
      item.DhcpOptionsId && item.DhcpOptionsId !== "default"
        ? [
            {
              id: item.VpcId ?? "",
              attributes: {},
              links: [
                ...partOf("vpc_id", "aws_vpc", item.VpcId),
                ...partOf("dhcp_options_id", "aws_vpc_dhcp_options", item.DhcpOptionsId),
              ],
            },
          ]
        : [],
    aws_vpc_ipv4_cidr_block_association: ({ item }) =>
      (item.CidrBlockAssociationSet ?? [])
        .filter(
          ({ CidrBlock, CidrBlockState }) => CidrBlock !== item.CidrBlock && CidrBlockState?.State === "associated",
        )
        .map((association) => ({
          id: association.AssociationId ?? "",
          attributes: keep(association, ["CidrBlock"]),
          links: partOf("vpc_id", "aws_vpc", item.VpcId),
        })),
  },
});

export const subnets = defineCollector<Subnet>({
  name: "ec2:subnets",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeSubnets", DescribeSubnetsCommand), {
    input: () => ({ MaxResults: pageSize }),
    items: ({ Subnets }) => Subnets,
    next: byNextToken,
  }),
  label: ({ SubnetId }) => `subnet ${SubnetId}`,
  types: {
    aws_subnet: ({ item }) => [
      {
        id: item.SubnetId ?? "",
        attributes: keep(item, [
          "CidrBlock",
          "AvailabilityZone",
          "MapPublicIpOnLaunch",
          "AssignIpv6AddressOnCreation",
          "Ipv6CidrBlockAssociationSet",
          "Ipv6Native",
          "EnableDns64",
          "PrivateDnsNameOptionsOnLaunch",
          "DefaultForAz",
          "OutpostArn",
          "CustomerOwnedIpv4Pool",
          "MapCustomerOwnedIpOnLaunch",
          "EnableLniAtDeviceIndex",
        ]),
        tags: tagsOf(item.Tags),
        links: links("vpc_id", "aws_vpc", item.VpcId),
      },
    ],
  },
});

export const internetGateways = defineCollector<InternetGateway>({
  name: "ec2:internet-gateways",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeInternetGateways", DescribeInternetGatewaysCommand), {
    input: () => ({ MaxResults: pageSize }),
    items: ({ InternetGateways }) => InternetGateways,
    next: byNextToken,
  }),
  label: ({ InternetGatewayId }) => `internet gateway ${InternetGatewayId}`,
  types: {
    aws_internet_gateway: ({ item }) => [
      {
        id: item.InternetGatewayId ?? "",
        attributes: {},
        tags: tagsOf(item.Tags),
        links: links("vpc_id", "aws_vpc", item.Attachments?.[0]?.VpcId),
      },
    ],
  },
});

export const networkAcls = defineCollector<NetworkAcl>({
  name: "ec2:network-acls",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeNetworkAcls", DescribeNetworkAclsCommand), {
    input: () => ({ MaxResults: pageSize }),
    items: ({ NetworkAcls }) => NetworkAcls,
    next: byNextToken,
  }),
  label: ({ NetworkAclId }) => `network ACL ${NetworkAclId}`,
  types: {
    aws_default_network_acl: ({ item }) => (item.IsDefault ? [describeAcl(item)] : []),
    aws_network_acl: ({ item }) => (item.IsDefault ? [] : [describeAcl(item)]),
  },
});

const describeAcl = (acl: NetworkAcl) => ({
  id: acl.NetworkAclId ?? "",
  attributes: keep(acl, ["Entries"]),
  tags: tagsOf(acl.Tags),
  links: [
    ...links("vpc_id", "aws_vpc", acl.VpcId),
    ...links(
      "subnet_ids",
      "aws_subnet",
      acl.Associations?.map(({ SubnetId }) => SubnetId),
    ),
  ],
  owner: acl.IsDefault ? ({ kind: "aws", name: `the default network ACL of ${acl.VpcId}` } as const) : undefined,
});

export const ec2Network: readonly AnyCollector[] = [vpcs, subnets, internetGateways, routeTables, networkAcls];
