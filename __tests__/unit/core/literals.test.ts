import { Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLiterals, literal } from "../../../src/core/literals.js";

/** What Terraform makes of an escaped template that holds no interpolation. */
const rendered = (text: string) => text.replaceAll("$${", () => "${").replaceAll("%%{", () => "%{");

describe("a literal", () => {
  it("arrives as it was written", () => {
    const pieces = fc
      .array(fc.constantFrom("${", "%{", "}", "$", "%", "{", "HOME", "é", "\n", '"'))
      .map((p) => p.join(""));
    fc.assert(
      fc.property(pieces, (text) => {
        // A sigil before an introducer is Terraform's own escape and has no literal form in a template.
        fc.pre(!/\$\$\{|%%\{/.test(text));
        expect(rendered(literal(text))).toBe(text);
      }),
    );
  });

  it.each([
    ["echo ${HOME} %{if}", "echo $${HOME} %%{if}"],
    ["100% {sure}", "100% {sure}"],
  ])("%j becomes %j", (text, escaped) => expect(literal(text)).toBe(escaped));

  it("keeps cdktf's tokens", () => {
    const token = Token.asString({ resolve: () => "x", creationStack: [], toString: () => "" });
    expect(literal(`a${token}\${b}`)).toBe(`a${token}$\${b}`);
  });

  it("is escaped wherever it stands", () => {
    expect(escapeLiterals({ "${k}": ["${a}", 1, null, { b: "%{b}" }] })).toEqual({
      "$${k}": ["$${a}", 1, null, { b: "%%{b}" }],
    });
  });
});
