import type { Tier } from "./subnets.js";

/** One rule of a network ACL. Ports are inclusive; protocol `-1` is all and takes ports 0. */
export interface AclRule {
  readonly rule_no: number;
  readonly action: "allow" | "deny";
  readonly protocol: "tcp" | "udp" | "icmp" | "-1";
  readonly cidr_block: string;
  readonly from_port: number;
  readonly to_port: number;
  readonly icmp_type?: number;
  readonly icmp_code?: number;
}

export interface Acl {
  readonly ingress: readonly AclRule[];
  readonly egress: readonly AclRule[];
}

const anywhere = "0.0.0.0/0";
/** Replies arrive on the caller's ephemeral port; NAT gateways and load balancers use 1024-65535 (VPC user guide). */
const ephemeral = { from_port: 1024, to_port: 65_535 };
const port = (number: number) => ({ from_port: number, to_port: number });

type Draft = Omit<AclRule, "rule_no">;
const allow = (
  protocol: AclRule["protocol"],
  cidr_block: string,
  ports: Pick<AclRule, "from_port" | "to_port">,
): Draft => ({
  action: "allow",
  protocol,
  cidr_block,
  ...ports,
});
const all = { from_port: 0, to_port: 0 };
const within = (ranges: readonly string[]): Draft[] => ranges.map((range) => allow("-1", range, all));
const deny = (cidr_block: string): Draft => ({ action: "deny", protocol: "-1", cidr_block, ...all });
/** Numbers in steps of 10, so that a rule can be put between two others. */
const numbered = (drafts: readonly Draft[]): readonly AclRule[] =>
  drafts.map((draft, index) => ({ rule_no: (index + 1) * 10, ...draft }));

/** Without it a sender never learns that its packets are too large for the way (VPC user guide, path MTU discovery). */
const fragmentationNeeded: Draft = {
  action: "allow",
  protocol: "icmp",
  cidr_block: anywhere,
  icmp_type: 3,
  icmp_code: 4,
  ...all,
};

/** The ranges between which the ACLs decide. */
export interface AclRanges {
  /** Each tier's own: the planned one, and those of subnets beside the plan. */
  readonly tiers: Readonly<Record<Tier, readonly string[]>>;
  /** What the public and private tiers speak with freely: the VPC's ranges and connected networks. */
  readonly peers: readonly string[];
  /** What may reach the data tier besides the private and intra tiers. */
  readonly dataClients: readonly string[];
}

/**
 * The ACL of a tier. ACLs are stateless: each flow needs its replies allowed in the other direction.
 * - public: peers, HTTP and HTTPS from anywhere, and replies; all out but to the data tier.
 * - private: peers, and replies from anywhere; all out.
 * - data: the private and intra tiers and its named clients, never the public tier; nothing else.
 * - intra: the other inner tiers; HTTPS out, for the gateway endpoints, whose addresses are public. It has no other route.
 */
export function aclFor(tier: Tier, { tiers, peers, dataClients }: AclRanges): Acl {
  const replies = [allow("tcp", anywhere, ephemeral), allow("udp", anywhere, ephemeral), fragmentationNeeded];
  switch (tier) {
    case "public":
      return {
        ingress: numbered([
          ...within(peers),
          allow("tcp", anywhere, port(80)),
          allow("tcp", anywhere, port(443)),
          ...replies,
        ]),
        egress: numbered([...tiers.data.map(deny), allow("-1", anywhere, all)]),
      };
    case "private":
      return { ingress: numbered([...within(peers), ...replies]), egress: numbered([allow("-1", anywhere, all)]) };
    case "data": {
      const rules = numbered([
        ...tiers.public.map(deny),
        ...within([...tiers.private, ...tiers.intra, ...tiers.data, ...dataClients]),
      ]);
      return { ingress: rules, egress: rules };
    }
    case "intra": {
      const inner = within([...tiers.private, ...tiers.data, ...tiers.intra]);
      // Endpoints answer from public addresses; the public tier and other networks have no business here.
      const strangers = peers.map(deny);
      return {
        ingress: numbered([...inner, ...strangers, allow("tcp", anywhere, ephemeral)]),
        egress: numbered([...inner, ...strangers, allow("tcp", anywhere, port(443))]),
      };
    }
  }
}
