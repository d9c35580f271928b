import type { Tier } from "./subnets.js";

/** One rule of a network ACL. Ports are inclusive; protocol `-1` is all and takes ports 0. */
export interface AclRule {
  readonly rule_no: number;
  readonly action: "allow" | "deny";
  readonly protocol: "tcp" | "udp" | "-1";
  readonly cidr_block: string;
  readonly from_port: number;
  readonly to_port: number;
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
const within = (...ranges: readonly string[]): Draft[] => ranges.map((range) => allow("-1", range, all));
const deny = (cidr_block: string): Draft => ({ action: "deny", protocol: "-1", cidr_block, ...all });
/** Numbers in steps of 10, so that a rule can be put between two others. */
const numbered = (drafts: readonly Draft[]): readonly AclRule[] =>
  drafts.map((draft, index) => ({ rule_no: (index + 1) * 10, ...draft }));

/**
 * The ACL of a tier. ACLs are stateless: each flow needs its replies allowed in the other direction.
 * - public: HTTP and HTTPS from anywhere, replies in, all out.
 * - private: the network itself, and replies from anywhere; all out.
 * - data: the private and intra tiers alone, never public; nothing beyond the network.
 * - intra: the other inner tiers; HTTPS out, for the gateway endpoints, whose addresses are public. It has no other route.
 * @param network all ranges of the VPC, so that traffic inside it is not cut.
 */
export function aclFor(tier: Tier, network: readonly string[], ranges: Readonly<Record<Tier, string>>): Acl {
  switch (tier) {
    case "public":
      return {
        ingress: numbered([
          ...network.map((range) => allow("-1", range, all)),
          allow("tcp", anywhere, port(80)),
          allow("tcp", anywhere, port(443)),
          allow("tcp", anywhere, ephemeral),
          allow("udp", anywhere, ephemeral),
        ]),
        egress: numbered([deny(ranges.data), allow("-1", anywhere, all)]),
      };
    case "private":
      return {
        ingress: numbered([
          ...network.map((range) => allow("-1", range, all)),
          allow("tcp", anywhere, ephemeral),
          allow("udp", anywhere, ephemeral),
        ]),
        egress: numbered([allow("-1", anywhere, all)]),
      };
    case "data": {
      const rules = numbered([deny(ranges.public), ...within(ranges.private, ranges.intra, ranges.data)]);
      return { ingress: rules, egress: rules };
    }
    case "intra": {
      const peers = [deny(ranges.public), ...within(ranges.private, ranges.data, ranges.intra)];
      return {
        ingress: numbered([...peers, allow("tcp", anywhere, ephemeral)]),
        egress: numbered([...peers, allow("tcp", anywhere, port(443))]),
      };
    }
  }
}
