import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cidr, parseCidr } from "../../../src/domain/cidr.js";
import { aclLets, groupRule, routeTo } from "../../../src/domain/reach/filters.js";
import type { ModelAclRule, ModelRoute } from "../../../src/domain/reach/model.js";

const cidr = (text: string) => parseCidr(text) as Cidr;
const single = (port: number) => ({ from: port, to: port });
const rule = (number: number, isAllow: boolean, range: string, from: number, to = from): ModelAclRule => ({
  number,
  isAllow,
  protocol: "6",
  range: cidr(range),
  from,
  to,
});
const lets = (rules: readonly ModelAclRule[], peer: string, port: number, extent: "all" | "any" = "all") =>
  aclLets({ ingress: rules, egress: [] }, "ingress", cidr(peer), single(port), extent);

describe("a network ACL", () => {
  it("decides by the first rule in the order of numbers, however they are written", () => {
    const rules = [rule(20, true, "10.0.0.0/8", 443), rule(10, false, "10.0.0.0/8", 443)];
    expect(lets(rules, "10.1.0.0/16", 443)).toBe(false);
    expect(lets([...rules].reverse(), "10.1.0.0/16", 443)).toBe(false);
  });

  it("refuses what no rule names", () => {
    expect(lets([rule(10, true, "10.0.0.0/8", 443)], "10.1.0.0/16", 80)).toBe(false);
    expect(lets([], "10.1.0.0/16", 443)).toBe(false);
  });

  it("does not let all of a range when a part is refused first, but does let a part of it", () => {
    const rules = [rule(10, false, "10.1.2.0/24", 443), rule(20, true, "10.0.0.0/8", 443)];
    expect(lets(rules, "10.1.0.0/16", 443, "all")).toBe(false);
    expect(lets(rules, "10.1.0.0/16", 443, "any")).toBe(true);
  });

  it("keeps a service open to the internet when one address is refused, and counts one admitted address as open", () => {
    const refusing = [rule(10, false, "198.51.100.7/32", 443), rule(20, true, "0.0.0.0/0", 443)];
    expect(lets(refusing, "0.0.0.0/0", 443, "all")).toBe(true);
    expect(lets([rule(10, true, "198.51.100.7/32", 22)], "0.0.0.0/0", 22, "any")).toBe(true);
    expect(lets([rule(10, true, "10.0.0.0/8", 22)], "0.0.0.0/0", 22, "any")).toBe(false);
  });

  it("gives the same verdict whatever the order in which its rules are written", () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
    const ranges = fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24");
    const drawn = numbers.chain((ns) =>
      fc.tuple(
        ...ns.map((n) =>
          fc
            .tuple(fc.boolean(), ranges, fc.integer({ min: 1, max: 500 }))
            .map(([a, r, p]) => rule(n, a, r, p, p + 200)),
        ),
      ),
    );
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 700 }), fc.constantFrom("all", "any"), (rules, port, extent) => {
        const verdict = lets(rules, "10.1.2.0/24", port, extent);
        expect(lets([...rules].reverse(), "10.1.2.0/24", port, extent)).toBe(verdict);
        if (verdict && extent === "all") expect(lets(rules, "10.1.2.0/24", port, "any")).toBe(true);
      }),
    );
  });
});

describe("security groups", () => {
  const tcp = (peer: { range: Cidr } | { group: string }) => ({ id: "r", protocol: "tcp", from: 443, to: 443, peer });
  const admitted = (peer: { range: Cidr } | { group: string }, groups: readonly string[] | undefined, port = 443) =>
    groupRule([{ ingress: [tcp(peer)], egress: [] }], "ingress", port, { range: cidr("10.0.1.0/24"), groups }, "all")
      ?.id;

  it("admit by range and by group, on their ports alone", () => {
    expect(admitted({ range: cidr("10.0.0.0/16") }, undefined)).toBe("r");
    expect(admitted({ range: cidr("10.0.1.0/28") }, undefined)).toBeUndefined();
    expect(admitted({ group: "web" }, ["web"])).toBe("r");
    expect(admitted({ group: "web" }, ["other"])).toBeUndefined();
    expect(admitted({ group: "web" }, undefined)).toBeUndefined();
    expect(admitted({ range: cidr("10.0.0.0/16") }, undefined, 80)).toBeUndefined();
  });
});

describe("routes", () => {
  it("lead by the longest prefix", () => {
    const route = (destination: string, kind: ModelRoute["target"]["kind"]): ModelRoute => ({
      destination: cidr(destination),
      target: { kind, id: kind },
    });
    const routes = [route("0.0.0.0/0", "nat"), route("10.0.0.0/8", "transit"), route("10.1.0.0/16", "peering")];
    expect(routeTo(routes, cidr("10.1.2.0/24"))?.target.kind).toBe("peering");
    expect(routeTo(routes, cidr("10.2.0.0/24"))?.target.kind).toBe("transit");
    expect(routeTo(routes, cidr("192.0.2.0/24"))?.target.kind).toBe("nat");
    expect(routeTo([], cidr("10.1.2.0/24"))).toBeUndefined();
  });
});
