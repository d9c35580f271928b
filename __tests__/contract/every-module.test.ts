import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { modules } from "../../src/modules/index.js";
import { declared, interfaceOf } from "../support/module.js";

describe.each(modules.map((module) => [module.name, module] as const))("modules/%s", (_, module) => {
  it("describes every variable and output in a sentence", () => {
    const { descriptions } = interfaceOf(module);
    expect(descriptions.length).toBeGreaterThan(2);
    for (const description of descriptions) expect(description).toMatch(/^[A-Z].*\.$/s);
  });

  it("has an example that passes its own validations and declares something", () => {
    expect(() => checkArguments("the example", module, module.example)).not.toThrow();
    expect(Object.keys(declared(module)).length).toBeGreaterThan(0);
  });

  it("tags what can be tagged", () => {
    const tagged = JSON.stringify(declared(module, { tags: { owner: "the-owner" } }));
    expect(tagged).toContain("the-owner");
  });
});
