import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignNames, type NameWish, shortHash, slug } from "../../../src/domain/adopted-names.js";

describe("slug", () => {
  it.each([
    ["Public / A", "public_a"],
    ["Café-2", "cafe_2"],
    ["10.0.0.0/8", "n10_0_0_0_8"],
    ["データ", ""],
    ["  ", ""],
  ])("makes %j to %j", (text, expected) => {
    expect(slug(text)).toBe(expected);
  });

  it("is empty or a Terraform name", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => /^([a-z][a-z0-9_]*)?$/.test(slug(text))));
  });
});

const wish = fc.record({
  type: fc.constantFrom("aws_subnet", "aws_vpc"),
  id: fc.stringMatching(/^[a-z]{1,6}$/),
  label: fc.option(fc.constantFrom("web", "Web", "データ", "db", "web_3fa2b1c0"), { nil: undefined }),
});
const wishes = fc.uniqueArray(wish, { selector: ({ type, id }) => `${type}/${id}` });

const addresses = (named: ReadonlyMap<string, string>) =>
  [...named].map(([key, name]) => `${key.split("/")[0]}.${name}`);

describe("assignNames", () => {
  it("gives equal names a suffix each, so that none depends on the order", () => {
    const two: NameWish[] = ["a", "b"].map((id) => ({ type: "aws_subnet", id, label: "web" }));
    expect([...assignNames(two, new Set()).values()]).toEqual([`web_${shortHash("a")}`, `web_${shortHash("b")}`]);
  });

  it("names what nobody named after its type", () => {
    const named = assignNames([{ type: "aws_subnet", id: "a", label: undefined }], new Set());
    expect([...named.values()]).toEqual([`subnet_${shortHash("a")}`]);
  });

  it("names every object once, and none twice", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const named = assignNames(all, new Set());
        expect(named.size).toBe(all.length);
        expect(new Set(addresses(named)).size).toBe(all.length);
      }),
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(wishes, fc.nat(), (all, seed) => {
        const shuffled = [...all].sort((a, b) => shortHash(a.id + seed).localeCompare(shortHash(b.id + seed)));
        expect(new Map([...assignNames(shuffled, new Set())].sort())).toEqual(
          new Map([...assignNames(all, new Set())].sort()),
        );
      }),
    );
  });

  it("never gives an address that is taken", () => {
    fc.assert(
      fc.property(wishes, wishes, (before, after) => {
        const taken = new Set(addresses(assignNames(before, new Set())));
        for (const address of addresses(assignNames(after, taken))) expect(taken.has(address)).toBe(false);
      }),
    );
  });
});
