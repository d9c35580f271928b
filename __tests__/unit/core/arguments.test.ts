import { describe, expect, it } from "vitest";
import { checkArguments } from "../../../src/core/arguments.js";
import { exactlyOneOf, nullable, required } from "../../../src/core/contract.js";
import * as t from "../../../src/core/types.js";
import {
  atMost,
  attribute,
  between,
  cidrBlock,
  matches,
  oneOf,
  type Validation,
} from "../../../src/core/validations.js";
import { tiny } from "../../support/tiny-module.js";

const good = { name: "x", subnets: { a: { tier: "public" } } };
const check = (given: Record<string, unknown>) => () => checkArguments("dev/tiny: module tiny", tiny, given);

describe("what a root passes to a module", () => {
  it("passes when it fits", () => expect(check(good)).not.toThrow());

  it.each<[string, Record<string, unknown>, string]>([
    [
      "an unknown input",
      { ...good, subnetz: {} },
      "dev/tiny: module tiny: subnetz: the module has no such input. Did you mean",
    ],
    ["a missing input", { subnets: {} }, "dev/tiny: module tiny: name: is not given. Mend"],
    ["a wrong type", { ...good, name: 3 }, "name: is not a string (got 3)"],
    ["a wrong element", { ...good, subnets: { a: { tier: 1 } } }, "subnets.a.tier: is not a string (got 1)"],
    ["a missing attribute", { ...good, subnets: { a: {} } }, "subnets.a.tier: is not given"],
    [
      "an unknown attribute",
      { ...good, subnets: { a: { tier: "public", tierr: "x" } } },
      'subnets.a.tierr: is not an attribute of tier, after, open, tags (got "tierr")',
    ],
    ["a broken rule", { ...good, name: "much-too-long" }, 'name: is not at most 8 characters (got "much-too-long")'],
    [
      "a broken rule of an attribute",
      { ...good, subnets: { a: { tier: "secret" } } },
      "subnets.tier: is not one of public, private",
    ],
  ])("refuses %s", (_, given, message) => expect(check(given)).toThrow(message));

  it("checks rules between inputs", () => {
    const module = {
      name: "m",
      inputs: { a: nullable(t.string, "A."), b: nullable(t.string, "B."), c: required(t.string, "C.") },
      rules: [exactlyOneOf("a", "b")],
    };
    expect(() => checkArguments("m", module, { a: "1", c: "" })).not.toThrow();
    expect(() => checkArguments("m", module, { c: "" })).toThrow(
      "a, b: is not such that exactly one of a and b is set",
    );
    expect(() => checkArguments("m", module, { a: "1", b: "1", c: "" })).toThrow("exactly one of a and b is set");
  });
});

describe("a validation", () => {
  it.each<[string, Validation, unknown, unknown]>([
    ["atMost", atMost(2), "ab", "abc"],
    ["oneOf", oneOf("a", "b"), "a", "c"],
    ["matches", matches(/^a+$/, "letters a"), "aa", "ab"],
    ["between", between(1, 3), 3, 4],
    ["cidrBlock", cidrBlock, "10.0.0.0/8", "10.0.0.1/8"],
    ["attribute", attribute("x", oneOf("a")), { k: { x: "a" }, l: { x: null } }, { k: { x: "b" } }],
  ])("%s accepts and refuses", (_, validation, accepted, refused) => {
    expect(validation.holds(accepted as never)).toBe(true);
    expect(validation.holds(refused as never)).toBe(false);
  });
});
