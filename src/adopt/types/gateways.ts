import { at, block, blocks, linked, listAt, stringsAt, textAt } from "../answer.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

const natGateway: AdoptionRule = {
  type: "aws_nat_gateway",
  layer: "inherited",
  configuration: (resource, { ref }) => ({
    connectivity_type: unless(text(resource, "ConnectivityType"), "public"),
    allocation_id: ref("allocation_id"),
    subnet_id: ref("subnet_id"),
    secondary_allocation_ids: stringsAt(resource.attributes, "SecondaryAllocationIds"),
    tags: tagsArgument(resource),
  }),
};

const egressGateway: AdoptionRule = {
  type: "aws_egress_only_internet_gateway",
  layer: "inherited",
  configuration: (resource, { ref }) => ({ vpc_id: ref("vpc_id"), tags: tagsArgument(resource) }),
};

const dhcpOptions: AdoptionRule = {
  type: "aws_vpc_dhcp_options",
  layer: "inherited",
  configuration: (resource) => {
    const option = (name: string) => stringsAt(at(resource.attributes, "Options"), name);
    return {
      domain_name: option("domain-name")?.[0],
      domain_name_servers: option("domain-name-servers"),
      ntp_servers: option("ntp-servers"),
      netbios_name_servers: option("netbios-name-servers"),
      netbios_node_type: option("netbios-node-type")?.[0],
      ipv6_address_preferred_lease_time: option("ipv6-address-preferred-lease-time")?.[0],
      tags: tagsArgument(resource),
    };
  },
};

const dhcpAssociation: AdoptionRule = {
  type: "aws_vpc_dhcp_options_association",
  layer: "inherited",
  label: (_, of) => of("vpc_id"),
  configuration: (_, { ref }) => ({ vpc_id: ref("vpc_id"), dhcp_options_id: ref("dhcp_options_id") }),
};

const endpoint: AdoptionRule = {
  type: "aws_vpc_endpoint",
  layer: "inherited",
  label: (resource, of) => `${of("vpc_id")} ${text(resource, "ServiceName")?.split(".").slice(3).join(" ") ?? ""}`,
  configuration: (resource, { ref, refs }) => {
    const some = (attribute: string) => {
      const found = refs(attribute);
      return found.length > 0 ? found : undefined;
    };
    return {
      vpc_id: ref("vpc_id"),
      service_name: text(resource, "ServiceName"),
      vpc_endpoint_type: unless(text(resource, "VpcEndpointType"), "Gateway"),
      private_dns_enabled: flag(resource, "PrivateDnsEnabled"),
      policy: text(resource, "PolicyDocument"),
      route_table_ids: some("route_table_ids"),
      subnet_ids: some("subnet_ids"),
      security_group_ids: some("security_group_ids"),
      tags: tagsArgument(resource),
    };
  },
};

const options = [["PeeringOptions.AllowDnsResolutionFromRemoteVpc", "allow_remote_vpc_dns_resolution"]] as const;

const peering: AdoptionRule = {
  type: "aws_vpc_peering_connection",
  layer: "inherited",
  label: (_, of) => `${of("vpc_id")} to ${of("peer_vpc_id")}`,
  unfit: (resource) =>
    flag(resource, "IsRequester")
      ? undefined
      : "another account asked for it and owns it: adopt it there, or bring in the accepter by hand",
  configuration: (resource, { ref }) => {
    const { attributes } = resource;
    const hasDns = (side: string) => at(attributes, `${side}.${options[0][0]}`) === true;
    return {
      vpc_id: ref("vpc_id"),
      peer_vpc_id: ref("peer_vpc_id"),
      peer_owner_id: textAt(attributes, "AccepterVpcInfo.OwnerId"),
      peer_region: textAt(attributes, "AccepterVpcInfo.Region"),
      requester: hasDns("RequesterVpcInfo") ? { allow_remote_vpc_dns_resolution: true } : undefined,
      accepter: hasDns("AccepterVpcInfo") ? { allow_remote_vpc_dns_resolution: true } : undefined,
      tags: tagsArgument(resource),
    };
  },
};

const vpnGateway: AdoptionRule = {
  type: "aws_vpn_gateway",
  layer: "inherited",
  configuration: (resource, { ref }) => ({
    vpc_id: ref("vpc_id"),
    amazon_side_asn: text(resource, "AmazonSideAsn"),
    availability_zone: text(resource, "AvailabilityZone"),
    tags: tagsArgument(resource),
  }),
};

const flowLog: AdoptionRule = {
  type: "aws_flow_log",
  layer: "inherited",
  label: (_, of) => of("vpc_id") || of("subnet_id"),
  configuration: (resource, context) => {
    const { attributes } = resource;
    const of = text(resource, "ResourceId") ?? "";
    return {
      vpc_id: context.ref("vpc_id"),
      subnet_id: context.ref("subnet_id"),
      eni_id: of.startsWith("eni-") ? of : undefined,
      transit_gateway_id: of.startsWith("tgw-") && !of.startsWith("tgw-attach-") ? of : undefined,
      transit_gateway_attachment_id: of.startsWith("tgw-attach-") ? of : undefined,
      traffic_type: text(resource, "TrafficType"),
      log_destination_type: unless(text(resource, "LogDestinationType"), "cloud-watch-logs"),
      log_destination: text(resource, "LogDestination"),
      log_format: text(resource, "LogFormat"),
      max_aggregation_interval: unless(number(resource, "MaxAggregationInterval"), 600),
      iam_role_arn: linked(context, "iam_role_arn", "arn", text(resource, "DeliverLogsPermissionArn")),
      deliver_cross_account_role: text(resource, "DeliverCrossAccountRole"),
      destination_options: block(at(attributes, "DestinationOptions"), [
        "FileFormat",
        "HiveCompatiblePartitions",
        "PerHourPartition",
      ]),
      tags: tagsArgument(resource),
    };
  },
};

const prefixList: AdoptionRule = {
  type: "aws_ec2_managed_prefix_list",
  layer: "inherited",
  label: (resource) => text(resource, "PrefixListName") ?? "",
  configuration: (resource) => ({
    name: text(resource, "PrefixListName"),
    address_family: text(resource, "AddressFamily"),
    max_entries: number(resource, "MaxEntries"),
    entry: blocks(listAt(resource.attributes, "Entries"), (answer) => block(answer, ["Cidr", "Description"])),
    tags: tagsArgument(resource),
  }),
  ignored: ({ attributes }) =>
    attributes.Entries === undefined
      ? { attributes: ["entry"], reason: "the inventory could not read them in full" }
      : undefined,
};

export const gateways: readonly AdoptionRule[] = [
  natGateway,
  egressGateway,
  dhcpOptions,
  dhcpAssociation,
  endpoint,
  peering,
  vpnGateway,
  flowLog,
  prefixList,
];
