import type { LinkedResource } from "../core/linked-tree.js";
import { blocks, isSet, listed, type PolicyRule, type Tree } from "./rule.js";

const everywhere = new Set(["0.0.0.0/0", "::/0"]);
const ruleTypes = ["aws_vpc_security_group_ingress_rule", "aws_security_group"] as const;

interface Opening {
  readonly from: number;
  readonly to: number;
  readonly protocol: string;
  readonly sources: readonly unknown[];
}

/** What a rule resource, or a group's own blocks, let in. */
function openings({ type, values }: LinkedResource): readonly Opening[] {
  const opening = (rule: Readonly<Record<string, unknown>>, protocol: unknown, ...sources: unknown[]): Opening => {
    const isAll = protocol === "-1" || protocol === "all";
    return {
      from: isAll ? 0 : Number(rule.from_port ?? 0),
      to: isAll ? 65_535 : Number(rule.to_port ?? 65_535),
      protocol: String(protocol),
      sources: sources.flatMap(listed),
    };
  };
  if (type === "aws_security_group") {
    return blocks(values.ingress).map((rule) => opening(rule, rule.protocol, rule.cidr_blocks, rule.ipv6_cidr_blocks));
  }
  return [opening(values, values.ip_protocol, values.cidr_ipv4, values.cidr_ipv6)];
}

const openToTheWorld = (resource: LinkedResource) =>
  openings(resource).filter(({ sources }) => sources.some((source) => everywhere.has(String(source))));

const administration = [22, 3389];

/** Ports that a load balancer serves the public on. */
const webPorts = new Set([80, 443]);

const isBehindLoadBalancer = (resource: LinkedResource, tree: Tree): boolean => {
  const groups = resource.type === "aws_security_group" ? [resource] : tree.referred(resource.values.security_group_id);
  return groups.some((group) => tree.referring("aws_lb", "security_groups", group).length > 0);
};

/** Rules about VPCs, subnets and what is let through to them. */
export const vpcRules: readonly PolicyRule[] = [
  {
    id: "vpc.flow-logs",
    severity: "error",
    title: "A VPC's traffic is logged, refused and accepted alike.",
    references: { checkov: ["CKV2_AWS_11"], trivy: ["AVD-AWS-0178"], securityHub: ["EC2.6"] },
    types: ["aws_vpc"],
    check: (vpc, tree) =>
      tree.referring("aws_flow_log", "vpc_id", vpc).some(({ values }) => values.traffic_type === "ALL")
        ? undefined
        : "no flow log of all traffic refers to it",
    remedy: "Set flow_log_to_cloudwatch or flow_log_to_s3.",
  },
  {
    id: "vpc.default-group-closed",
    severity: "error",
    title: "A VPC's default security group lets nothing through.",
    references: { checkov: ["CKV2_AWS_12"], trivy: ["AVD-AWS-0173"], securityHub: ["EC2.2"] },
    types: ["aws_vpc"],
    check: (vpc, tree) => {
      const [group] = tree.referring("aws_default_security_group", "vpc_id", vpc);
      if (!group) return "its default security group is not managed, so it lets its members talk to each other";
      const hasRules = blocks(group.values.ingress).length > 0 || blocks(group.values.egress).length > 0;
      return hasRules ? "its default security group has rules" : undefined;
    },
    remedy: "Declare aws_default_security_group for it without ingress and egress.",
  },
  {
    id: "vpc.no-public-address-by-default",
    severity: "error",
    title: "A subnet gives nothing a public address by itself.",
    references: { checkov: ["CKV_AWS_130"], trivy: ["AVD-AWS-0164"], securityHub: ["EC2.15"] },
    types: ["aws_subnet"],
    check: ({ values }) => (values.map_public_ip_on_launch === true ? "map_public_ip_on_launch is true" : undefined),
    remedy: "Set map_public_ip_on_launch to false; NAT gateways and load balancers do not need it.",
  },
  {
    id: "vpc.no-administration-from-anywhere",
    severity: "error",
    title: "SSH and RDP are not open to the world.",
    references: {
      checkov: ["CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277"],
      trivy: ["AVD-AWS-0107"],
      securityHub: ["EC2.13", "EC2.14", "EC2.19"],
    },
    types: ruleTypes,
    check: (resource) => {
      const ports = administration.filter((port) =>
        openToTheWorld(resource).some(({ from, to }) => from <= port && port <= to),
      );
      return ports.length > 0 ? `opens ${ports.join(" and ")} to the world` : undefined;
    },
    remedy: "Use Session Manager, or admit a security group instead of every address.",
  },
  {
    id: "vpc.only-load-balancers-face-the-world",
    severity: "error",
    title: "Only a load balancer's group admits every address, on 80 and 443 alone.",
    references: { checkov: ["CKV_AWS_260"], securityHub: ["EC2.18"] },
    types: ruleTypes,
    looksAcrossLayers: true,
    check: (resource, tree) => {
      const open = openToTheWorld(resource);
      if (open.length === 0) return undefined;
      const other = open.find(({ from, to }) => from !== to || !webPorts.has(from));
      if (other) return `opens ${other.from === other.to ? other.from : `${other.from} to ${other.to}`} to the world`;
      return isBehindLoadBalancer(resource, tree)
        ? undefined
        : "opens a web port to the world, but no load balancer uses the group";
    },
    remedy: "Put the service behind the edge's load balancer and admit its group.",
  },
  {
    id: "vpc.rules-described",
    severity: "error",
    title: "Every security group and rule says what it is for.",
    references: { checkov: ["CKV_AWS_23"], trivy: ["AVD-AWS-0099", "AVD-AWS-0124"] },
    types: ["aws_security_group", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"],
    check: ({ values }) => (isSet(values.description) ? undefined : "has no description"),
    remedy: "Say in description who needs it.",
  },
  {
    id: "vpc.egress-named",
    severity: "warning",
    title: "A group lets out what it needs, not everything.",
    references: { checkov: ["CKV_AWS_382"], trivy: ["AVD-AWS-0104"] },
    types: ["aws_vpc_security_group_egress_rule"],
    check: ({ values }) =>
      values.ip_protocol === "-1" && everywhere.has(String(values.cidr_ipv4 ?? values.cidr_ipv6))
        ? "lets everything out to everywhere"
        : undefined,
    remedy: "Name the ports, and groups or prefix lists where there are any.",
  },
  {
    id: "vpc.acl-no-administration",
    severity: "error",
    title: "No network ACL allows SSH or RDP from the world.",
    references: { checkov: ["CKV_AWS_231", "CKV_AWS_232"], trivy: ["AVD-AWS-0105"], securityHub: ["EC2.21"] },
    types: ["aws_network_acl"],
    check: ({ values }) => {
      const rules = [...blocks(values.ingress)].sort((a, b) => Number(a.rule_no) - Number(b.rule_no));
      const open = administration.find((port) => firstMatch(rules, port) === "allow");
      return open === undefined ? undefined : `allows ${open} from the world`;
    },
    remedy: "Deny the port before the rule that allows it.",
  },
];

/**
 * ACLs keep no state, so answers to what went out need a rule of their own; NAT gateways and load balancers call from any port
 * from 1024 (VPC user guide, "Ephemeral ports"). What such a rule lets in meets the security groups.
 */
const isForAnswers = ({ from_port, to_port }: Readonly<Record<string, unknown>>) =>
  Number(from_port) === 1024 && Number(to_port) === 65_535;

/** What the first rule that meets TCP from the world on a port does with it. */
const firstMatch = (rules: readonly Readonly<Record<string, unknown>>[], port: number) =>
  rules.find(
    ({ protocol, cidr_block, ipv6_cidr_block, ...rule }) =>
      everywhere.has(String(cidr_block ?? ipv6_cidr_block)) &&
      (["-1", "all"].includes(String(protocol)) ||
        (["6", "tcp"].includes(String(protocol)) &&
          Number(rule.from_port) <= port &&
          port <= Number(rule.to_port) &&
          !isForAnswers(rule))),
  )?.action;
