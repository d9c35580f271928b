import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cidr, contains, overlaps, parseCidr, sizeOf } from "../../../src/domain/cidr.js";
import { longestNetworkPrefix, planSubnets, tierRange, tiers } from "../../../src/domain/subnets.js";

const networks = fc
  .record({ index: fc.integer({ min: 0, max: 255 }), prefix: fc.integer({ min: 8, max: longestNetworkPrefix }) })
  .map(({ index, prefix }): Cidr => {
    const address = 10 * 2 ** 24 + index * 2 ** 16;
    return { first: address - (address % 2 ** (32 - prefix)), prefix };
  });
const zoneSets = fc
  .subarray(["a", "b", "c", "d", "e", "f", "g", "h"], { minLength: 2 })
  .map((letters) => letters.map((l) => `eu-west-1${l}`));

describe("the subnet plan", () => {
  it("puts every subnet inside the network and its tier, and none over another", () => {
    fc.assert(
      fc.property(networks, zoneSets, (network, zones) => {
        const planned = Object.values(planSubnets(network, zones));
        expect(planned).toHaveLength(tiers.length * zones.length);
        const ranges = planned.map(({ tier, cidrBlock }) => ({ tier, cidr: parseCidr(cidrBlock) as Cidr }));
        for (const { tier, cidr } of ranges) {
          expect(contains(network, cidr)).toBe(true);
          expect(contains(tierRange(network, tier), cidr)).toBe(true);
          expect(sizeOf(cidr)).toBeGreaterThanOrEqual(16);
        }
        for (const [index, a] of ranges.entries()) {
          for (const b of ranges.slice(index + 1)) expect(overlaps(a.cidr, b.cidr)).toBe(false);
        }
      }),
    );
  });

  it("only adds when zones are added", () => {
    fc.assert(
      fc.property(networks, zoneSets, zoneSets, (network, some, others) => {
        const before = planSubnets(network, some);
        const after = planSubnets(network, [...new Set([...some, ...others])]);
        expect(after).toMatchObject(before);
      }),
    );
  });

  it("leaves the last eighth of the network free", () => {
    const network = parseCidr("10.0.0.0/16") as Cidr;
    const free = parseCidr("10.0.224.0/19") as Cidr;
    for (const tier of tiers) expect(overlaps(tierRange(network, tier), free)).toBe(false);
  });

  it("gives the example its ranges", () => {
    const planned = planSubnets(parseCidr("10.0.0.0/16") as Cidr, ["eu-west-1a", "eu-west-1c"]);
    expect(planned.private_a?.cidrBlock).toBe("10.0.0.0/20");
    expect(planned.private_c?.cidrBlock).toBe("10.0.32.0/20");
    expect(planned.public_a?.cidrBlock).toBe("10.0.128.0/22");
    expect(planned.data_c?.cidrBlock).toBe("10.0.168.0/22");
    expect(planned.intra_a?.cidrBlock).toBe("10.0.192.0/22");
  });
});
