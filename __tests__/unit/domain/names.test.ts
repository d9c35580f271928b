import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environmentName, namePrefix, shortened } from "../../../src/domain/names.js";

describe("a shortened name", () => {
  it("is the name where it fits, and never longer than AWS allows", () => {
    expect(environmentName("example", "dev")).toBe("example-dev");
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,60}$/), fc.integer({ min: 12, max: 40 }), (text, length) => {
        const name = shortened(text, length);
        expect(name.length).toBeLessThanOrEqual(length);
        if (text.length <= length) expect(name).toBe(text);
      }),
    );
  });

  it("tells two long names apart by what was cut off", () => {
    const long = "organization-environment-service-with-a-long-name";
    expect(shortened(`${long}-a`, 32)).not.toBe(shortened(`${long}-b`, 32));
    expect(shortened(`${long}-a`, 32)).toMatch(/^organization-environment-se-[0-9a-f]{4}$/);
  });

  it("does not end in two hyphens where the cut falls on one", () => {
    expect(shortened("abcdef-ghijklmnop", 12)).toMatch(/^abcdef-[0-9a-f]{4}$/);
  });
});

it("names of an environment begin alike, however they are cut", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{1,30}$/);
  fc.assert(
    fc.property(word, word, fc.integer({ min: 24, max: 48 }), (organization, environment, length) => {
      const prefix = namePrefix(organization, environment);
      expect(environmentName(organization, environment, length).startsWith(prefix)).toBe(true);
      expect(shortened(`${organization}-${environment}-service`, 48).startsWith(prefix)).toBe(true);
    }),
  );
  expect(namePrefix("example", "prod")).toBe("example-prod");
});
