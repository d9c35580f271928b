import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cidr,
  contains,
  formatCidr,
  lastOf,
  overlaps,
  parseCidr,
  sizeOf,
  slice,
} from "../../../src/domain/cidr.js";

const cidrs = fc
  .record({ address: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 0, max: 32 }) })
  .map(({ address, prefix }): Cidr => ({ first: address - (address % 2 ** (32 - prefix)), prefix }));

describe("an IPv4 range", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(cidrs, (cidr) => {
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  it.each(["10.0.0.1/16", "10.0.0.0/33", "10.0.0/8", "256.0.0.0/8", "10.0.0.0", "", "a.b.c.d/8", "10.0.0.0/16 "])(
    "refuses %j",
    (text) => expect(parseCidr(text)).toBeUndefined(),
  );

  it("overlaps another exactly when they share an address", () => {
    fc.assert(
      fc.property(cidrs, cidrs, (a, b) => {
        const shared = Math.max(a.first, b.first) <= Math.min(lastOf(a), lastOf(b));
        expect(overlaps(a, b)).toBe(shared);
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        if (contains(a, b)) expect(overlaps(a, b)).toBe(true);
      }),
    );
  });

  it("is covered by its slices without gap or overlap", () => {
    fc.assert(
      fc.property(cidrs, fc.integer({ min: 0, max: 6 }), (outer, extra) => {
        fc.pre(outer.prefix + extra <= 32);
        const slices = Array.from({ length: 2 ** extra }, (_, index) => slice(outer, outer.prefix + extra, index));
        expect(slices[0]?.first).toBe(outer.first);
        expect(lastOf(slices.at(-1) as Cidr)).toBe(lastOf(outer));
        expect(slices.reduce((total, each) => total + sizeOf(each), 0)).toBe(sizeOf(outer));
        for (const [index, each] of slices.entries()) {
          if (index > 0) expect(each.first).toBe(lastOf(slices[index - 1] as Cidr) + 1);
        }
      }),
    );
  });

  it("has no slice beyond its last", () => {
    const outer = parseCidr("10.0.0.0/16") as Cidr;
    expect(() => slice(outer, 24, 256)).toThrow("10.0.0.0/16 has no range 256 of /24");
    expect(() => slice(outer, 15, 0)).toThrow("10.0.0.0/16 has no range 0 of /15");
  });
});
