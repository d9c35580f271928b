import { describe, expect, it } from "vitest";
import { type Cidr, contains, formatCidr, parseCidr } from "../../../src/domain/cidr.js";
import { type AclRule, aclFor } from "../../../src/domain/network-acls.js";
import { type Tier, tierRange, tiers } from "../../../src/domain/subnets.js";

const network = "10.0.0.0/16";
const monolith = "10.40.0.0/16";
const ranges = Object.fromEntries(
  tiers.map((tier) => [tier, formatCidr(tierRange(parseCidr(network) as Cidr, tier))]),
) as Record<Tier, string>;
const extraPods = "10.0.224.0/20";
const all = {
  tiers: {
    public: [ranges.public],
    private: [ranges.private, extraPods],
    data: [ranges.data],
    intra: [ranges.intra],
  },
  peers: [network, monolith],
  dataClients: [monolith],
};
const acls = Object.fromEntries(tiers.map((tier) => [tier, aclFor(tier, all)])) as Record<
  Tier,
  ReturnType<typeof aclFor>
>;

/** What AWS does: the first rule by number that matches decides; none is a deny. */
function allows(rules: readonly AclRule[], address: string, port: number, protocol: "tcp" | "udp" = "tcp"): boolean {
  const match = [...rules]
    .sort((a, b) => a.rule_no - b.rule_no)
    .find(
      (rule) =>
        (rule.protocol === "-1" || rule.protocol === protocol) &&
        contains(parseCidr(rule.cidr_block) as Cidr, parseCidr(`${address}/32`) as Cidr) &&
        (rule.protocol === "-1" || (port >= rule.from_port && port <= rule.to_port)),
    );
  return match?.action === "allow";
}
type Place = Tier | "pods" | "monolith" | "internet";
const addresses: Readonly<Record<Place, string>> = {
  public: ranges.public.replace(/\.0\/\d+$/, ".9"),
  private: ranges.private.replace(/\.0\/\d+$/, ".9"),
  data: ranges.data.replace(/\.0\/\d+$/, ".9"),
  intra: ranges.intra.replace(/\.0\/\d+$/, ".9"),
  pods: "10.0.225.9",
  monolith: "10.40.0.9",
  internet: "203.0.113.7",
};
/** The ACL that a place stands behind; the monolith's and the internet's are not ours. */
const aclOf = (place: Place) => (place === "pods" ? acls.private : acls[place as Tier]);

/** A flow passes when it and its reply pass both subnets' ACLs. */
function flows(from: Place, to: Place, port: number): boolean {
  const [source, target, reply] = [addresses[from], addresses[to], 40_000];
  const [near, far] = [aclOf(from), aclOf(to)];
  return (
    (!near || (allows(near.egress, target, port) && allows(near.ingress, target, reply))) &&
    (!far || (allows(far.ingress, source, port) && allows(far.egress, source, reply)))
  );
}

describe("the network ACLs", () => {
  it.each<[Place, Place, number, boolean]>([
    ["internet", "public", 443, true],
    ["internet", "public", 80, true],
    ["internet", "public", 22, false],
    ["internet", "private", 443, false],
    ["internet", "data", 5432, false],
    ["internet", "intra", 443, false],
    ["public", "private", 8080, true],
    ["public", "data", 5432, false],
    ["public", "intra", 443, false],
    ["public", "internet", 443, true],
    ["private", "data", 5432, true],
    ["private", "internet", 443, true],
    ["private", "public", 443, true],
    ["intra", "data", 5432, true],
    ["intra", "internet", 443, true],
    ["intra", "internet", 25, false],
    ["data", "internet", 443, false],
    ["data", "public", 443, false],
    ["data", "data", 5432, true],
    ["pods", "data", 5432, true],
    ["pods", "internet", 443, true],
    ["monolith", "private", 80, true],
    ["monolith", "data", 5432, true],
    ["monolith", "intra", 8443, false],
    ["public", "intra", 8443, false],
  ])("%s to %s on %i: %s", (from, to, port, expected) => expect(flows(from, to, port)).toBe(expected));

  it("lets a sender learn that its packets are too large", () => {
    for (const tier of ["public", "private"] as const) {
      expect(acls[tier].ingress).toContainEqual(
        expect.objectContaining({ protocol: "icmp", icmp_type: 3, icmp_code: 4, cidr_block: "0.0.0.0/0" }),
      );
    }
  });

  it("numbers each direction's rules once", () => {
    for (const { ingress, egress } of Object.values(acls)) {
      for (const rules of [ingress, egress]) {
        expect(new Set(rules.map(({ rule_no }) => rule_no)).size).toBe(rules.length);
      }
    }
  });

  it("stays within AWS's 20 rules a direction", () => {
    for (const { ingress, egress } of Object.values(acls)) {
      expect(Math.max(ingress.length, egress.length)).toBeLessThanOrEqual(20);
    }
  });
});
