import {
  DescribeDhcpOptionsCommand,
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpnGatewaysCommand,
  type DhcpOptions,
  type EgressOnlyInternetGateway,
  type NatGateway,
  type VpcEndpoint,
  type VpcPeeringConnection,
  type VpnGateway,
} from "@aws-sdk/client-ec2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, links, tagsOf } from "../describe.js";
import { byNextToken, onePage } from "../paging.js";

export const natGateways = defineCollector<NatGateway>({
  name: "ec2:nat-gateways",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeNatGateways", DescribeNatGatewaysCommand), {
    input: () => ({ MaxResults: 1000 }),
    items: ({ NatGateways }) => NatGateways?.filter(({ State }) => State !== "deleted" && State !== "deleting"),
    next: byNextToken,
  }),
  label: ({ NatGatewayId }) => `NAT gateway ${NatGatewayId}`,
  types: {
    aws_nat_gateway: ({ item }) => {
      const [first, ...others] = item.NatGatewayAddresses ?? [];
      return [
        {
          id: item.NatGatewayId ?? "",
          attributes: {
            ...keep(item, ["ConnectivityType", "State"]),
            SecondaryAllocationIds: others.flatMap(({ AllocationId }) => AllocationId ?? []),
          },
          tags: tagsOf(item.Tags),
          links: [
            ...links("subnet_id", "aws_subnet", item.SubnetId),
            ...links("allocation_id", "aws_eip", first?.AllocationId),
          ],
        },
      ];
    },
  },
});

export const egressGateways = defineCollector<EgressOnlyInternetGateway>({
  name: "ec2:egress-only-internet-gateways",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeEgressOnlyInternetGateways", DescribeEgressOnlyInternetGatewaysCommand), {
    input: () => ({ MaxResults: 255 }),
    items: ({ EgressOnlyInternetGateways }) => EgressOnlyInternetGateways,
    next: byNextToken,
  }),
  label: ({ EgressOnlyInternetGatewayId }) => `egress-only gateway ${EgressOnlyInternetGatewayId}`,
  types: {
    aws_egress_only_internet_gateway: ({ item }) => [
      {
        id: item.EgressOnlyInternetGatewayId ?? "",
        attributes: {},
        tags: tagsOf(item.Tags),
        links: links("vpc_id", "aws_vpc", item.Attachments?.[0]?.VpcId),
      },
    ],
  },
});

/** Options as AWS makes them for a region, which every VPC begins with. */
const isFirst = ({ DhcpConfigurations, Tags }: DhcpOptions): boolean =>
  (Tags ?? []).length === 0 &&
  (DhcpConfigurations ?? []).every(
    ({ Key, Values }) =>
      (Key === "domain-name-servers" && Values?.[0]?.Value === "AmazonProvidedDNS") ||
      (Key === "domain-name" && /(compute\.internal|ec2\.internal)$/.test(Values?.[0]?.Value ?? "")),
  );

export const dhcpOptions = defineCollector<DhcpOptions>({
  name: "ec2:dhcp-options",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeDhcpOptions", DescribeDhcpOptionsCommand), {
    input: () => ({}),
    items: ({ DhcpOptions }) => DhcpOptions,
    next: byNextToken,
  }),
  label: ({ DhcpOptionsId }) => `DHCP options ${DhcpOptionsId}`,
  types: {
    aws_vpc_dhcp_options: ({ item }) => [
      {
        id: item.DhcpOptionsId ?? "",
        attributes: {
          Options: Object.fromEntries(
            (item.DhcpConfigurations ?? []).map(({ Key, Values }) => [
              Key ?? "",
              (Values ?? []).map(({ Value }) => Value ?? ""),
            ]),
          ),
        },
        tags: tagsOf(item.Tags),
        owner: isFirst(item) ? { kind: "aws", name: "the region's first DHCP options" } : undefined,
      },
    ],
  },
});

export const endpoints = defineCollector<VpcEndpoint>({
  name: "ec2:vpc-endpoints",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeVpcEndpoints", DescribeVpcEndpointsCommand), {
    input: () => ({ MaxResults: 1000 }),
    items: ({ VpcEndpoints }) => VpcEndpoints?.filter(({ State }) => !/^delet/i.test(String(State))),
    next: byNextToken,
  }),
  label: ({ VpcEndpointId }) => `VPC endpoint ${VpcEndpointId}`,
  types: {
    aws_vpc_endpoint: ({ item }) => [
      {
        id: item.VpcEndpointId ?? "",
        attributes: keep(item, [
          "VpcEndpointType",
          "ServiceName",
          "PolicyDocument",
          "PrivateDnsEnabled",
          "IpAddressType",
        ]),
        tags: tagsOf(item.Tags),
        links: [
          ...links("vpc_id", "aws_vpc", item.VpcId),
          ...links("route_table_ids", "aws_route_table", item.RouteTableIds),
          ...links("subnet_ids", "aws_subnet", item.SubnetIds),
          ...links(
            "security_group_ids",
            "aws_security_group",
            item.Groups?.map(({ GroupId }) => GroupId),
          ),
        ],
        owner: item.RequesterManaged ? { kind: "aws", name: "an endpoint that a service manages" } : undefined,
      },
    ],
  },
});

export const peerings = defineCollector<VpcPeeringConnection>({
  name: "ec2:vpc-peering-connections",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeVpcPeeringConnections", DescribeVpcPeeringConnectionsCommand), {
    input: () => ({ MaxResults: 1000 }),
    items: ({ VpcPeeringConnections }) =>
      VpcPeeringConnections?.filter(({ Status }) => Status?.Code === "active" || Status?.Code === "pending-acceptance"),
    next: byNextToken,
  }),
  label: ({ VpcPeeringConnectionId }) => `peering ${VpcPeeringConnectionId}`,
  types: {
    aws_vpc_peering_connection: ({ item, place }) => [
      {
        id: item.VpcPeeringConnectionId ?? "",
        attributes: {
          ...keep(item, ["RequesterVpcInfo", "AccepterVpcInfo", "Status"]),
          // Whoever was asked has a type of its own for the connection.
          IsRequester: item.RequesterVpcInfo?.OwnerId === place.accountId,
        },
        tags: tagsOf(item.Tags),
        links: [
          ...links("vpc_id", "aws_vpc", item.RequesterVpcInfo?.VpcId),
          ...links("peer_vpc_id", "aws_vpc", item.AccepterVpcInfo?.VpcId),
        ],
      },
    ],
  },
});

export const vpnGateways = defineCollector<VpnGateway>({
  name: "ec2:vpn-gateways",
  service: "ec2",
  scope: "regional",
  list: listing(call("ec2", "ec2:DescribeVpnGateways", DescribeVpnGatewaysCommand), {
    input: () => ({}),
    items: ({ VpnGateways }) => VpnGateways?.filter(({ State }) => State !== "deleted" && State !== "deleting"),
    next: onePage,
  }),
  label: ({ VpnGatewayId }) => `VPN gateway ${VpnGatewayId}`,
  types: {
    aws_vpn_gateway: ({ item }) => [
      {
        id: item.VpnGatewayId ?? "",
        attributes: keep(item, ["AmazonSideAsn", "AvailabilityZone"]),
        tags: tagsOf(item.Tags),
        links: links("vpc_id", "aws_vpc", item.VpcAttachments?.find(({ State }) => State === "attached")?.VpcId),
      },
    ],
  },
});

export const ec2Gateways: readonly AnyCollector[] = [
  natGateways,
  egressGateways,
  dhcpOptions,
  endpoints,
  peerings,
  vpnGateways,
];
