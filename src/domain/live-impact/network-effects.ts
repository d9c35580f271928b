import { type Effects, rule } from "./attachment.js";

const groupRule = (way: string) =>
  rule("security_group_id", `opens the group's ${way} for everything that already uses the group`);

/** What new objects do to an existing network. */
export const networkEffects: Effects = {
  aws_network_acl: rule(
    "subnet_ids",
    "replaces the ACL of the subnet: what its rules do not allow is cut at once, in both directions",
  ),
  aws_network_acl_association: rule(
    "subnet_id",
    "replaces the ACL of the subnet: what its rules do not allow is cut at once, in both directions",
  ),
  aws_network_acl_rule: rule("network_acl_id", "changes what passes in and out of the ACL's subnets"),
  aws_default_network_acl: [
    {
      attribute: "default_network_acl_id",
      effect: "takes over the default ACL and deletes every rule it does not name",
    },
    { attribute: "subnet_ids", effect: "replaces the ACL of the subnet" },
  ],
  aws_default_security_group: rule("vpc_id", "takes over the default group and deletes every rule it does not name"),
  aws_default_route_table: rule(
    "default_route_table_id",
    "takes over the main table and deletes every route it does not name",
  ),
  aws_route: rule("route_table_id", "sends matching packets of the table's subnets elsewhere"),
  aws_route_table_association: [
    { attribute: "subnet_id", effect: "moves the subnet to another route table: its packets take other ways at once" },
    { attribute: "gateway_id", effect: "routes what enters through the gateway by another table" },
  ],
  aws_main_route_table_association: rule("vpc_id", "gives every subnet without a table of its own another one"),
  aws_vpn_gateway_route_propagation: rule("route_table_id", "adds the routes of the virtual gateway to the table"),
  aws_vpc_endpoint: [
    {
      attribute: "vpc_id",
      effect:
        "answers the service's name with private addresses in the whole VPC: clients that its group or policy refuses are cut off",
      when: ({ private_dns_enabled }) => private_dns_enabled === true,
    },
    {
      attribute: "route_table_ids",
      effect: "sends the service's traffic of the table's subnets through the endpoint and its policy",
    },
  ],
  aws_vpc_endpoint_route_table_association: rule(
    "route_table_id",
    "sends the service's traffic of the table's subnets through the endpoint and its policy",
  ),
  aws_vpc_endpoint_private_dns: [
    {
      attribute: "vpc_endpoint_id",
      effect: "answers the service's name with private addresses in the whole VPC",
      when: ({ private_dns_enabled }) => private_dns_enabled === true,
    },
  ],
  aws_vpc_dhcp_options_association: rule(
    "vpc_id",
    "changes the name servers of every machine in the VPC as leases renew",
  ),
  aws_route53_resolver_rule_association: rule("vpc_id", "resolves the rule's names elsewhere for the whole VPC"),
  aws_route53_resolver_firewall_rule_group_association: rule("vpc_id", "may block names for the whole VPC"),
  aws_vpc_security_group_ingress_rule: groupRule("way in"),
  aws_vpc_security_group_egress_rule: groupRule("way out"),
  aws_security_group_rule: groupRule("rules"),
  aws_network_interface_sg_attachment: rule("network_interface_id", "adds a group to a running interface"),
  aws_network_interface_attachment: rule("instance_id", "adds an interface to a running machine"),
  aws_eip_association: [
    { attribute: "instance_id", effect: "gives the machine another public address: connections to the old one end" },
    { attribute: "allocation_id", effect: "takes the address from what has it now" },
    { attribute: "network_interface_id", effect: "gives the interface another public address" },
  ],
  aws_eip: [
    { attribute: "instance", effect: "gives the machine another public address" },
    { attribute: "network_interface", effect: "gives the interface another public address" },
  ],
  aws_nat_gateway: rule("allocation_id", "takes the address from what has it now"),
  aws_volume_attachment: [
    { attribute: "instance_id", effect: "adds a disk to a running machine" },
    { attribute: "volume_id", effect: "opens a disk that holds data on another machine" },
  ],
  aws_vpc_ipv4_cidr_block_association: rule(
    "vpc_id",
    "adds a local route to every table of the VPC: a wider route for these addresses, e.g. a peering's, no longer applies",
  ),
  aws_vpc_ipv6_cidr_block_association: rule("vpc_id", "adds a local IPv6 route to every table of the VPC"),
  aws_internet_gateway: rule("vpc_id", "attaches a gateway to the VPC"),
  aws_internet_gateway_attachment: rule("vpc_id", "attaches a gateway to the VPC"),
  aws_vpn_gateway: rule("vpc_id", "attaches a virtual gateway to the VPC"),
  aws_vpn_gateway_attachment: rule("vpc_id", "attaches a virtual gateway to the VPC"),
  aws_ec2_transit_gateway_vpc_attachment: rule("subnet_ids", "puts transit interfaces into the subnet"),
  aws_vpc_block_public_access_exclusion: rule("vpc_id", "changes what the VPC may reach"),
  aws_vpc_peering_connection_options: rule(
    "vpc_peering_connection_id",
    "changes how names of the other side resolve over a live peering",
  ),
  aws_vpc_peering_connection_accepter: rule("vpc_peering_connection_id", "opens the peering to the other side"),
  aws_vpc_endpoint_policy: rule("vpc_endpoint_id", "cuts off what the policy does not allow, for every client"),
  aws_vpc_endpoint_security_group_association: rule(
    "vpc_endpoint_id",
    "changes who reaches the endpoint; it may take the default group away",
  ),
  aws_vpc_endpoint_subnet_association: rule("vpc_endpoint_id", "answers the endpoint's names with one address more"),
  aws_vpc_route_server_propagation: rule("route_table_id", "adds and takes away routes of the table by itself"),
  aws_vpc_route_server_vpc_association: rule("vpc_id", "lets a route server change the VPC's tables"),
  aws_vpc_security_group_vpc_association: rule("security_group_id", "lets the group be used in another VPC"),
  aws_ec2_managed_prefix_list_entry: rule("prefix_list_id", "changes every rule and route that names the list"),
  aws_ec2_local_gateway_route_table_vpc_association: rule("vpc_id", "lets an Outpost route into the VPC"),
  aws_ec2_client_vpn_network_association: rule("subnet_id", "lets VPN clients into the subnet's VPC"),
  aws_ec2_traffic_mirror_session: rule("network_interface_id", "copies the interface's packets at its expense"),
  aws_dx_gateway_association: [
    { attribute: "vpn_gateway_id", effect: "announces the VPC on premises, and what lies there to its tables" },
    { attribute: "associated_gateway_id", effect: "announces the VPC on premises, and what lies there to its tables" },
  ],
  aws_dx_private_virtual_interface: rule("vpn_gateway_id", "announces routes from on premises to the gateway"),
  aws_dx_hosted_private_virtual_interface_accepter: rule(
    "vpn_gateway_id",
    "announces routes from on premises to the gateway",
  ),
  aws_vpn_connection: rule("vpn_gateway_id", "adds tunnels whose routes spread to the tables"),
  aws_instance: rule("network_interface.network_interface_id", "takes the interface and its address for a new machine"),
  aws_network_interface: rule("attachment.instance", "adds an interface to a running machine"),
  aws_ec2_instance_state: rule("instance_id", "starts or stops the machine"),
  aws_ssm_association: rule("instance_id", "runs its document on the machine, again and again"),
  aws_lb: [{ attribute: "subnet_mapping.allocation_id", effect: "takes the address from what has it now" }],
  aws_fsx_ontap_file_system: rule("route_table_ids", "adds routes to its own addresses to the table"),
  aws_fsx_openzfs_file_system: rule("route_table_ids", "adds routes to its own addresses to the table"),
  aws_ec2_transit_gateway_multicast_group_member: rule(
    "network_interface_id",
    "sends the group's packets to the interface",
  ),
  aws_spot_instance_request: rule(
    "network_interface.network_interface_id",
    "takes the interface and its address for a new machine",
  ),
  aws_opensearchserverless_vpc_endpoint: rule(
    "vpc_id",
    "answers the service's names with private addresses in the whole VPC",
  ),
  aws_vpclattice_service_network_vpc_association: rule(
    "vpc_identifier",
    "answers the network's service names with its own addresses in the whole VPC",
  ),
};
