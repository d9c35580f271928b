import {
  DescribeInternetGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  type InternetGateway,
  type NetworkAcl,
  type Route,
  type RouteTable,
  type Subnet,
  type Vpc,
} from "@aws-sdk/client-ec2";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";

const pageSize = 500;
const describeVpcAttribute = call("ec2", "ec2:DescribeVpcAttribute", DescribeVpcAttributeCommand);
const nextPage = ({ NextToken }: { NextToken?: string | undefined }) => (NextToken ? { NextToken } : undefined);

export const vpcs = defineCollector<Vpc, { dnsSupport: boolean; dnsHostnames: boolean }>({
  name: "ec2:vpcs",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeVpcs", DescribeVpcsCommand), {
    input: () => ({ MaxResults: pageSize }),
    items: ({ Vpcs }) => Vpcs,
    next: nextPage,
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
    next: nextPage,
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
    next: nextPage,
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

export const destinationOf = (route: Route): string | undefined =>
  route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;

/** Routes that a person made: not the table's own, not from a virtual gateway, not of a gateway endpoint. */
const writtenRoutes = ({ Routes }: RouteTable): readonly Route[] =>
  (Routes ?? []).filter(
    (route) =>
      route.GatewayId !== "local" &&
      route.Origin !== "EnableVgwRoutePropagation" &&
      route.Origin !== "CreateRouteTable" &&
      !route.GatewayId?.startsWith("vpce-") &&
      destinationOf(route) !== undefined,
  );

const isMain = ({ Associations }: RouteTable): boolean => Boolean(Associations?.some(({ Main }) => Main));

/** A main table that nobody tagged, filled or associated is as AWS made it with the VPC. */
function routeTableOwner(table: RouteTable): InventoryOwner | undefined {
  const isUntouched =
    isMain(table) &&
    (table.Tags ?? []).length === 0 &&
    writtenRoutes(table).length === 0 &&
    (table.Associations ?? []).every(({ Main }) => Main);
  return isUntouched ? { kind: "aws", name: `the main route table of ${table.VpcId}` } : undefined;
}

export const routeTables = defineCollector<RouteTable>({
  name: "ec2:route-tables",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeRouteTables", DescribeRouteTablesCommand), {
    input: () => ({ MaxResults: 100 }),
    items: ({ RouteTables }) => RouteTables,
    next: nextPage,
  }),
  label: ({ RouteTableId }) => `route table ${RouteTableId}`,
  types: {
    aws_route_table: ({ item }) => [
      {
        id: item.RouteTableId ?? "",
        attributes: { IsMain: isMain(item), ...keep(item, ["PropagatingVgws"]) },
        tags: tagsOf(item.Tags),
        links: links("vpc_id", "aws_vpc", item.VpcId),
        owner: routeTableOwner(item),
      },
    ],
    aws_route: ({ item }) =>
      writtenRoutes(item).map((route) => ({
        id: `${item.RouteTableId}_${destinationOf(route)}`,
        attributes: keep(route, [
          "DestinationCidrBlock",
          "DestinationIpv6CidrBlock",
          "DestinationPrefixListId",
          "GatewayId",
          "NatGatewayId",
          "TransitGatewayId",
          "VpcPeeringConnectionId",
          "NetworkInterfaceId",
          "InstanceId",
          "EgressOnlyInternetGatewayId",
          "CarrierGatewayId",
          "LocalGatewayId",
          "CoreNetworkArn",
          "State",
        ]),
        links: [
          ...partOf("route_table_id", "aws_route_table", item.RouteTableId),
          ...(route.GatewayId?.startsWith("igw-") ? links("gateway_id", "aws_internet_gateway", route.GatewayId) : []),
          ...links("nat_gateway_id", "aws_nat_gateway", route.NatGatewayId),
          ...links("vpc_peering_connection_id", "aws_vpc_peering_connection", route.VpcPeeringConnectionId),
          ...links("egress_only_gateway_id", "aws_egress_only_internet_gateway", route.EgressOnlyInternetGatewayId),
        ],
      })),
    aws_route_table_association: ({ item }) =>
      (item.Associations ?? [])
        .filter(({ Main }) => !Main)
        .map((association) => ({
          id: association.RouteTableAssociationId ?? "",
          // Terraform takes the pair, not the association's own id.
          importId: `${association.SubnetId ?? association.GatewayId}/${item.RouteTableId}`,
          attributes: keep(association, ["SubnetId", "GatewayId"]),
          links: [
            ...partOf("route_table_id", "aws_route_table", item.RouteTableId),
            ...links("subnet_id", "aws_subnet", association.SubnetId),
            ...links("gateway_id", "aws_internet_gateway", association.GatewayId),
          ],
        })),
  },
});

export const networkAcls = defineCollector<NetworkAcl>({
  name: "ec2:network-acls",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeNetworkAcls", DescribeNetworkAclsCommand), {
    input: () => ({ MaxResults: pageSize }),
    items: ({ NetworkAcls }) => NetworkAcls,
    next: nextPage,
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
