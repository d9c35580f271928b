import { describe, expect, it } from "vitest";
import { type Cidr, contains, formatCidr, parseCidr } from "../../../src/domain/cidr.js";
import { type AclRule, aclFor } from "../../../src/domain/network-acls.js";
import { type Tier, tierRange, tiers } from "../../../src/domain/subnets.js";

const network = "10.0.0.0/16";
const ranges = Object.fromEntries(
  tiers.map((tier) => [tier, formatCidr(tierRange(parseCidr(network) as Cidr, tier))]),
) as Record<Tier, string>;
const acls = Object.fromEntries(tiers.map((tier) => [tier, aclFor(tier, [network], ranges)])) as Record<
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
const addressIn = (tier: Tier) => ranges[tier].replace(/\.0\/\d+$/, ".9");
const internet = "203.0.113.7";

/** A flow passes when it and its reply pass both subnets' ACLs. */
function flows(from: Tier | "internet", to: Tier | "internet", port: number): boolean {
  const source = from === "internet" ? internet : addressIn(from);
  const target = to === "internet" ? internet : addressIn(to);
  const reply = 40_000;
  return (
    (from === "internet" || (allows(acls[from].egress, target, port) && allows(acls[from].ingress, target, reply))) &&
    (to === "internet" || (allows(acls[to].ingress, source, port) && allows(acls[to].egress, source, reply)))
  );
}

describe("the network ACLs", () => {
  it.each<[Tier | "internet", Tier | "internet", number, boolean]>([
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
  ])("%s to %s on %i: %s", (from, to, port, expected) => expect(flows(from, to, port)).toBe(expected));

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
