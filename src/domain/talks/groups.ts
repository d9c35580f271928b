import type { GraphEdge } from "../graph.js";
import { type GraphIndex, internet, objectIn, talk, textIn } from "../graph-index.js";
import { type InventoryResource, resourceKey } from "../inventory.js";

const groupTypes = ["aws_security_group", "aws_default_security_group"] as const;
/** What is only ever called. A rule between groups lets its members talk; between machines it is too coarse to be believed. */
const calledTypes =
  /^aws_(db_instance|rds_cluster|docdb_cluster|neptune_cluster|elasticache_(cluster|replication_group)|efs_mount_target|opensearch_domain|msk_cluster|redshift_cluster)$/;
const callerTypes =
  /^aws_(instance|autoscaling_group|launch_template|launch_configuration|lambda_function|ecs_service|eks_cluster|elb|a?lb)$/;

/** What groups let through: from group to group, from outside to group, and from a machine to each database it may reach. */
export function groupTalks(index: GraphIndex): readonly GraphEdge[] {
  return index.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
    const group = linked(rule, "security_group_id", index);
    if (!group) return [];
    const port = portsOf(rule);
    const via = `rule ${rule.id}`;
    const peer = linked(rule, "referenced_security_group_id", index) ?? groupNamed(rule, index);
    const outside = textIn(rule.attributes, "CidrIpv4") ?? textIn(rule.attributes, "CidrIpv6");
    if (outside) {
      const from = isWorld(outside) ? internet : `external/${outside}`;
      const entries = membersOf(group, index).filter(({ type }) => callerTypes.test(type) || calledTypes.test(type));
      return [talk(from, group, via, port), ...entries.map((member) => talk(from, member, via, port))];
    }
    if (!peer) return [];
    const callers = membersOf(peer, index).filter(({ type }) => callerTypes.test(type));
    const called = membersOf(group, index).filter(({ type }) => calledTypes.test(type));
    return [
      talk(peer, group, via, port),
      ...callers.flatMap((caller) => called.map((each) => talk(caller, each, via, port))),
    ];
  });
}

export const isWorld = (range: string): boolean => range === "0.0.0.0/0" || range === "::/0";

/** The ports that a rule opens: `443`, `8000-8099`, `53/udp`, `all`. */
export function portsOf({ attributes }: InventoryResource): string {
  const { IpProtocol, FromPort, ToPort } = attributes;
  if (IpProtocol === "-1" || IpProtocol === undefined) return "all";
  if (IpProtocol === "icmp" || IpProtocol === "icmpv6") return String(IpProtocol);
  // Other protocols, such as ESP, have no ports.
  if (IpProtocol !== "tcp" && IpProtocol !== "udp") return `protocol ${IpProtocol}`;
  const protocol = IpProtocol === "tcp" ? "" : "/udp";
  return `${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}${protocol}`;
}

/** Everything that wears a group. */
export const membersOf = (group: InventoryResource, index: GraphIndex): readonly InventoryResource[] =>
  index
    .namedBy(resourceKey(group))
    .filter(({ attribute }) => /security_groups?(_ids)?$/.test(attribute))
    .map(({ resource }) => resource);

const linked = ({ links }: InventoryResource, attribute: string, index: GraphIndex) =>
  links.flatMap((link) => (link.attribute === attribute ? (index.byKey.get(resourceKey(link)) ?? []) : []))[0];

/** A rule that names a default group has no link to it: its type is not known from the rule. */
function groupNamed({ attributes }: InventoryResource, index: GraphIndex): InventoryResource | undefined {
  const id = textIn(objectIn(attributes, "ReferencedGroupInfo"), "GroupId");
  return groupTypes.flatMap((type) => index.byKey.get(`${type}/${id}`) ?? [])[0];
}
