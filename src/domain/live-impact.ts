import type { Json } from "./json.js";

/** The planned values of an object. */
export type PlannedValues = Readonly<Record<string, Json | undefined>>;

/** One way in which a new object takes hold of an existing one. */
export interface Attachment {
  /** The path of the attribute that names what it attaches to, e.g. `vpc_config.subnet_ids`; lists are walked. */
  readonly attribute: string;
  /** What that does to running traffic. */
  readonly effect: string;
  /** The object attaches only where its values say so; always unless given. */
  readonly when?: (values: PlannedValues) => boolean;
}

const rule = (attribute: string, effect: string): readonly Attachment[] => [{ attribute, effect }];

const groupRule = (way: string): readonly Attachment[] =>
  rule("security_group_id", `opens the group's ${way} for everything that already uses the group`);

/**
 * What a pure create does to adopted objects that carry traffic, by the type that is created.
 * A type that is not here either attaches to nothing that exists (a subnet in a VPC takes nothing away) or only to
 * objects that came with the same plan.
 */
export const liveImpact: Readonly<Record<string, readonly Attachment[]>> = {
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
  aws_route53_zone_association: rule(
    "vpc_id",
    "answers the zone's names privately in the whole VPC, also those that exist publicly",
  ),
  aws_route53_zone: rule(
    "vpc.vpc_id",
    "answers the zone's names privately in the whole VPC, also those that exist publicly",
  ),
  aws_route53_record: [
    {
      attribute: "zone_id",
      effect: "answers a name of the zone; a wildcard no longer serves it",
      // Names that prove ownership of a domain, as certificates ask for, are nobody's traffic.
      when: ({ name }) => typeof name !== "string" || !name.startsWith("_"),
    },
  ],
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
  aws_elb_attachment: [
    { attribute: "elb", effect: "sends a share of live requests to the new member" },
    { attribute: "instance", effect: "sends requests to the machine" },
  ],
  aws_elb: rule("instances", "sends requests to the machine"),
  aws_lb_target_group_attachment: [
    { attribute: "target_id", effect: "sends requests to the machine" },
    { attribute: "target_group_arn", effect: "sends a share of live requests to the new member" },
  ],
  aws_lb_listener: rule("load_balancer_arn", "opens a port of a live load balancer"),
  aws_lb_listener_rule: rule("listener_arn", "takes matching requests of a live listener"),
  aws_lb_cookie_stickiness_policy: rule("load_balancer", "binds sessions of a live load balancer"),
  aws_app_cookie_stickiness_policy: rule("load_balancer", "binds sessions of a live load balancer"),
  aws_load_balancer_listener_policy: rule("load_balancer_name", "changes the policy of a live listener"),
  aws_load_balancer_backend_server_policy: rule(
    "load_balancer_name",
    "changes how a live load balancer talks to its members",
  ),
  aws_autoscaling_attachment: rule("elb", "sends a share of live requests to the group's machines"),
  aws_autoscaling_group: rule("load_balancers", "sends a share of live requests to the group's machines"),
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
  aws_iam_role_policy: rule("role", "changes what running machines with the role may do; a Deny cuts them off"),
  aws_iam_role_policy_attachment: rule(
    "role",
    "changes what running machines with the role may do; a Deny cuts them off",
  ),
  aws_iam_role_policies_exclusive: rule("role_name", "deletes every inline policy of the role that it does not name"),
  aws_iam_role_policy_attachments_exclusive: rule(
    "role_name",
    "detaches every policy of the role that it does not name",
  ),
  aws_iam_policy_attachment: rule("roles", "detaches the policy from everything that it does not name"),
};

/** Values at a path, whatever lists lie on the way. */
export function valuesAt(values: Json | undefined, path: readonly string[]): readonly string[] {
  if (Array.isArray(values)) return values.flatMap((item) => valuesAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return typeof values === "string" ? [values] : [];
  if (values === null || values === undefined || typeof values !== "object") return [];
  return valuesAt((values as Readonly<Record<string, Json>>)[head], rest);
}

/** What a new object of a type would take hold of, and with which effect. */
export function attachmentsOf(
  type: string,
  values: PlannedValues,
): readonly { readonly attribute: string; readonly id: string; readonly effect: string }[] {
  return (liveImpact[type] ?? []).flatMap(({ attribute, effect, when }) =>
    when && !when(values)
      ? []
      : valuesAt(values as Json, attribute.split(".")).map((id) => ({ attribute, id, effect })),
  );
}
