import type { InventoryResource } from "../../domain/inventory.js";
import { type AdoptionRule, number, tagsArgument, text } from "../rule.js";

const securityGroup: AdoptionRule = {
  type: "aws_security_group",
  layer: "legacy",
  output: "security_group_ids",
  label: (resource) => text(resource, "GroupName") ?? "",
  // Without rules: each is a resource of its own, since rules written inside the group delete all others.
  configuration: (resource, { ref }) => ({
    name: text(resource, "GroupName"),
    // Another description would replace the group.
    description: text(resource, "Description") ?? "",
    vpc_id: ref("vpc_id"),
    tags: tagsArgument(resource),
  }),
};

interface ReferencedGroup {
  readonly GroupId?: string;
  readonly UserId?: string;
}

const peerOf = (resource: InventoryResource): string => {
  const cidr = text(resource, "CidrIpv4") ?? text(resource, "CidrIpv6");
  if (cidr === "0.0.0.0/0") return "anywhere";
  if (cidr === "::/0") return "anywhere ipv6";
  return cidr ?? text(resource, "PrefixListId") ?? "";
};

/** A port, or an ICMP type; an imported state has none where AWS says -1, so writing -1 would be a change. */
const portOf = (resource: InventoryResource, field: string): number | undefined => {
  const port = number(resource, field);
  return port === -1 ? undefined : port;
};

const portsOf = (resource: InventoryResource): string => {
  const [from, to] = [number(resource, "FromPort"), number(resource, "ToPort")];
  const protocol = text(resource, "IpProtocol");
  if (protocol === "-1") return "all";
  return `${protocol} ${[...new Set([from, to])].filter((port) => port !== undefined && port >= 0).join(" ")}`;
};

const rule = (type: string, preposition: "from" | "to"): AdoptionRule => ({
  type,
  layer: "legacy",
  label: (resource, of) =>
    `${of("security_group_id")} ${portsOf(resource)} ${preposition} ${of("referenced_security_group_id") || peerOf(resource)}`,
  configuration: (resource, { ref }) => {
    const peer = resource.attributes.ReferencedGroupInfo as ReferencedGroup | undefined;
    const isAll = text(resource, "IpProtocol") === "-1";
    const isPeerElsewhere =
      peer && !resource.links.some(({ attribute }) => attribute === "referenced_security_group_id");
    return {
      security_group_id: ref("security_group_id"),
      ip_protocol: text(resource, "IpProtocol"),
      from_port: isAll ? undefined : portOf(resource, "FromPort"),
      to_port: isAll ? undefined : portOf(resource, "ToPort"),
      cidr_ipv4: text(resource, "CidrIpv4"),
      cidr_ipv6: text(resource, "CidrIpv6"),
      prefix_list_id: text(resource, "PrefixListId"),
      referenced_security_group_id: isPeerElsewhere
        ? `${peer.UserId}/${peer.GroupId}`
        : ref("referenced_security_group_id"),
      description: text(resource, "Description"),
      tags: tagsArgument(resource),
    };
  },
});

export const security: readonly AdoptionRule[] = [
  securityGroup,
  rule("aws_vpc_security_group_ingress_rule", "from"),
  rule("aws_vpc_security_group_egress_rule", "to"),
];
