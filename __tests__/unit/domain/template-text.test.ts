import fc from "fast-check";
import { expect, it } from "vitest";
import { escapeTemplate, unescapeTemplate } from "../../../src/domain/template-text.js";

// What Terraform 1.11 made of the escaped text when it was tried.
it.each([
  ["${HOME}", "$${HOME}"],
  ["%{if}", "%%{if}"],
  ["$${x}", "$$${x}"],
  ["$1 100% {}", "$1 100% {}"],
])("writes %j as %j", (text, escaped) => {
  expect(escapeTemplate(text)).toBe(escaped);
});

it("comes back as it was", () => {
  const text = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a", "\n") });
  fc.assert(fc.property(text, (original) => unescapeTemplate(escapeTemplate(original)) === original));
});
