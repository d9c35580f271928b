import type { InventoryResource } from "../../domain/inventory.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

interface Ipv6Association {
  readonly Ipv6CidrBlock?: string;
  readonly Ipv6Pool?: string;
  readonly Ipv6CidrBlockState?: { readonly State?: string };
}

const ipv6Of = ({ attributes }: InventoryResource): Ipv6Association | undefined =>
  ((attributes.Ipv6CidrBlockAssociationSet ?? []) as readonly Ipv6Association[]).find(
    ({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State === "associated",
  );

const vpc: AdoptionRule = {
  type: "aws_vpc",
  layer: "inherited",
  isStateful: true,
  output: "vpc_ids",
  configuration: (resource) => ({
    cidr_block: text(resource, "CidrBlock"),
    instance_tenancy: unless(text(resource, "InstanceTenancy"), "default"),
    enable_dns_support: flag(resource, "EnableDnsSupport"),
    enable_dns_hostnames: flag(resource, "EnableDnsHostnames"),
    assign_generated_ipv6_cidr_block: ipv6Of(resource)?.Ipv6Pool === "Amazon" ? true : undefined,
    tags: tagsArgument(resource),
  }),
  ignored: (resource) => {
    const unread = [
      ...(flag(resource, "EnableDnsSupport") === undefined ? ["enable_dns_support"] : []),
      ...(flag(resource, "EnableDnsHostnames") === undefined ? ["enable_dns_hostnames"] : []),
    ];
    return unread.length > 0 ? { attributes: unread, reason: "the inventory could not read it" } : undefined;
  },
};

const cidrAssociation: AdoptionRule = {
  type: "aws_vpc_ipv4_cidr_block_association",
  layer: "inherited",
  label: (resource, of) => `${of("vpc_id")} ${text(resource, "CidrBlock")}`,
  configuration: (resource, { ref }) => ({ vpc_id: ref("vpc_id"), cidr_block: text(resource, "CidrBlock") }),
};

interface LaunchNames {
  readonly HostnameType?: string;
  readonly EnableResourceNameDnsARecord?: boolean;
  readonly EnableResourceNameDnsAAAARecord?: boolean;
}

const subnet: AdoptionRule = {
  type: "aws_subnet",
  layer: "inherited",
  output: "subnet_ids",
  configuration: (resource, { ref }) => {
    const names = (resource.attributes.PrivateDnsNameOptionsOnLaunch ?? {}) as LaunchNames;
    return {
      vpc_id: ref("vpc_id"),
      cidr_block: text(resource, "CidrBlock"),
      ipv6_cidr_block: ipv6Of(resource)?.Ipv6CidrBlock,
      // The zone's name alone: its id beside it is refused.
      availability_zone: text(resource, "AvailabilityZone"),
      map_public_ip_on_launch: unless(flag(resource, "MapPublicIpOnLaunch"), false),
      assign_ipv6_address_on_creation: unless(flag(resource, "AssignIpv6AddressOnCreation"), false),
      ipv6_native: unless(flag(resource, "Ipv6Native"), false),
      enable_dns64: unless(flag(resource, "EnableDns64"), false),
      enable_resource_name_dns_a_record_on_launch: unless(names.EnableResourceNameDnsARecord, false),
      enable_resource_name_dns_aaaa_record_on_launch: unless(names.EnableResourceNameDnsAAAARecord, false),
      enable_lni_at_device_index: unless(resource.attributes.EnableLniAtDeviceIndex as number | undefined, 0),
      outpost_arn: text(resource, "OutpostArn"),
      customer_owned_ipv4_pool: text(resource, "CustomerOwnedIpv4Pool"),
      map_customer_owned_ip_on_launch: unless(flag(resource, "MapCustomerOwnedIpOnLaunch"), false),
      tags: tagsArgument(resource),
    };
  },
};

const internetGateway: AdoptionRule = {
  type: "aws_internet_gateway",
  layer: "inherited",
  output: "internet_gateway_ids",
  configuration: (resource, { ref }) => ({ vpc_id: ref("vpc_id"), tags: tagsArgument(resource) }),
};

const routeTable: AdoptionRule = {
  type: "aws_route_table",
  layer: "inherited",
  output: "route_table_ids",
  label: (resource, of) => (resource.attributes.IsMain ? `${of("vpc_id")} main` : ""),
  // Routes are resources of their own; written inside the table they would fight with those.
  configuration: (resource, { ref }) => ({ vpc_id: ref("vpc_id"), tags: tagsArgument(resource) }),
};

/** Provider argument by what AWS calls the target; the interface wins over the instance that holds it. */
const routeTargets: readonly (readonly [string, string])[] = [
  ["GatewayId", "gateway_id"],
  ["NatGatewayId", "nat_gateway_id"],
  ["TransitGatewayId", "transit_gateway_id"],
  ["VpcPeeringConnectionId", "vpc_peering_connection_id"],
  ["EgressOnlyInternetGatewayId", "egress_only_gateway_id"],
  ["CarrierGatewayId", "carrier_gateway_id"],
  ["LocalGatewayId", "local_gateway_id"],
  ["CoreNetworkArn", "core_network_arn"],
  ["NetworkInterfaceId", "network_interface_id"],
];

const route: AdoptionRule = {
  type: "aws_route",
  layer: "inherited",
  label: (resource, of) => `${of("route_table_id")} to ${placeName(resource)}`,
  unfit: (resource) =>
    routeTargets.some(([field]) => text(resource, field))
      ? undefined
      : "its target is of a kind that the provider does not know",
  configuration: (resource, { ref }) => {
    const target = routeTargets.find(([field]) => text(resource, field));
    return {
      route_table_id: ref("route_table_id"),
      destination_cidr_block: text(resource, "DestinationCidrBlock"),
      destination_ipv6_cidr_block: text(resource, "DestinationIpv6CidrBlock"),
      destination_prefix_list_id: text(resource, "DestinationPrefixListId"),
      ...(target && { [target[1]]: ref(target[1]) ?? text(resource, target[0]) }),
    };
  },
};

const placeName = (resource: InventoryResource): string => {
  const destination =
    text(resource, "DestinationCidrBlock") ??
    text(resource, "DestinationIpv6CidrBlock") ??
    text(resource, "DestinationPrefixListId");
  return destination === "0.0.0.0/0" ? "anywhere" : destination === "::/0" ? "anywhere ipv6" : (destination ?? "");
};

const routeTableAssociation: AdoptionRule = {
  type: "aws_route_table_association",
  layer: "inherited",
  label: (_, of) => of("subnet_id") || of("gateway_id"),
  configuration: (resource, { ref }) => ({
    route_table_id: ref("route_table_id"),
    subnet_id: text(resource, "SubnetId") && ref("subnet_id"),
    gateway_id: text(resource, "GatewayId") && (ref("gateway_id") ?? text(resource, "GatewayId")),
  }),
};

interface AclEntry {
  readonly RuleNumber: number;
  readonly Protocol: string;
  readonly RuleAction: string;
  readonly Egress: boolean;
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
  readonly PortRange?: { readonly From?: number; readonly To?: number };
  readonly IcmpTypeCode?: { readonly Code?: number; readonly Type?: number };
}

/** The rules that close every list; nobody can write or delete them. */
const lastRule = 32767;

const aclEntries = ({ attributes }: InventoryResource, egress: boolean): Value =>
  ((attributes.Entries ?? []) as unknown as readonly AclEntry[])
    .filter(({ Egress, RuleNumber }) => Egress === egress && RuleNumber < lastRule)
    .sort((a, b) => a.RuleNumber - b.RuleNumber)
    // The provider reads these blocks as attributes, so every field must be there.
    .map((entry) => ({
      rule_no: entry.RuleNumber,
      protocol: entry.Protocol,
      action: entry.RuleAction,
      cidr_block: entry.CidrBlock ?? null,
      ipv6_cidr_block: entry.Ipv6CidrBlock ?? null,
      from_port: entry.PortRange?.From ?? 0,
      to_port: entry.PortRange?.To ?? 0,
      icmp_type: entry.IcmpTypeCode?.Type ?? null,
      icmp_code: entry.IcmpTypeCode?.Code ?? null,
    }));

const networkAcl: AdoptionRule = {
  type: "aws_network_acl",
  layer: "inherited",
  configuration: (resource, { ref, refs }) => ({
    vpc_id: ref("vpc_id"),
    subnet_ids: refs("subnet_ids"),
    ingress: aclEntries(resource, false),
    egress: aclEntries(resource, true),
    tags: tagsArgument(resource),
  }),
};

/** In a default ACL, which stays AWS's. */
const networkAclRule: AdoptionRule = {
  type: "aws_network_acl_rule",
  layer: "inherited",
  label: (resource) =>
    `${text(resource, "RuleAction")} ${flag(resource, "Egress") ? "out" : "in"} ${number(resource, "RuleNumber")}`,
  configuration: ({ attributes }, { ref }) => {
    const entry = attributes as unknown as AclEntry;
    return {
      network_acl_id: ref("network_acl_id"),
      rule_number: entry.RuleNumber,
      egress: entry.Egress ? true : undefined,
      protocol: entry.Protocol,
      rule_action: entry.RuleAction,
      cidr_block: entry.CidrBlock,
      ipv6_cidr_block: entry.Ipv6CidrBlock,
      from_port: entry.PortRange?.From,
      to_port: entry.PortRange?.To,
      icmp_type: entry.IcmpTypeCode?.Type,
      icmp_code: entry.IcmpTypeCode?.Code,
    };
  },
};

export const network: readonly AdoptionRule[] = [
  vpc,
  cidrAssociation,
  subnet,
  internetGateway,
  routeTable,
  route,
  routeTableAssociation,
  networkAcl,
  networkAclRule,
];
