import { Token } from "cdktf";
import { resolve } from "cdktf/lib/_tokens.js";
import { RootConstruct } from "constructs";
import { describe, expect, it } from "vitest";
import { expression, expressionOf, joined, tagged } from "../../../src/core/expressions.js";
import { literal } from "../../../src/core/literals.js";
import { StableStack } from "../../../src/core/stable-stack.js";
import { templateParts } from "../../../src/core/templates.js";

class Root extends StableStack {}
const stack = new Root(new RootConstruct(), "root");
const resolved = (value: unknown) => resolve(stack, value);
const role = expression('aws_iam_role.this["a"].arn');

describe("an expression", () => {
  it("is written as a template of its own, or bare inside another", () => {
    expect(resolved(role)).toBe('${aws_iam_role.this["a"].arn}');
    expect(resolved(expression((write) => `upper(${write(role)})`))).toBe('${upper(aws_iam_role.this["a"].arn)}');
  });

  it("keeps its quotes when text stands around it", () => {
    const quoted = `say "${role}"`;
    expect(resolved(expressionOf((write) => `[${write(quoted)}]`))).toBe(
      '${["say \\"${aws_iam_role.this["a"].arn}\\""]}',
    );
  });

  it("writes what is no text as JSON", () => {
    expect(resolved(expressionOf((write) => `[${write(3)}, ${write(null)}]`))).toBe("${[3, null]}");
  });
});

describe("tags", () => {
  it("are merged here when they are known, and by Terraform when they are not", () => {
    expect(tagged({ a: "1", b: "1" }, { b: "2" })).toEqual({ a: "1", b: "2" });
    const unknown = Token.asAny(expressionOf("var.tags")) as never;
    expect(resolved(tagged(unknown, { Name: "x" }))).toBe('${merge(var.tags, {"Name" = "x"})}');
  });
});

describe("a template", () => {
  it.each([
    ["plain", [["text", "plain"]]],
    [
      "a${b}c",
      [
        ["text", "a"],
        ["expression", "b"],
        ["text", "c"],
      ],
    ],
    ['${x["}"]}', [["expression", 'x["}"]']]],
    ['${f("${g("}")}")}', [["expression", 'f("${g("}")}")']]],
    [
      "%{ if a }b%{ endif }",
      [
        ["directive", " if a "],
        ["text", "b"],
        ["directive", " endif "],
      ],
    ],
    ["$${a} %%{b}", [["text", "$${a} %%{b}"]]],
  ])("%j is split at its expressions", (text, parts) => {
    expect(templateParts(text).map(({ kind, source }) => [kind, source])).toEqual(parts);
  });

  it("cannot have text that ends in a sigil before a reference, which Terraform would read as an escape", () => {
    expect(() => literal(`cost$${role}`)).toThrow("text that ends in $ or % cannot stand before a reference");
    expect(() => literal(`cost: $ ${role}`)).not.toThrow();
  });
});

describe("texts", () => {
  it("are joined here when they are known, and by Terraform when they are not", () => {
    expect(joined(["1", "2"], " OR ")).toBe("1 OR 2");
    const unknown = Token.asList(expressionOf("var.names"));
    expect(resolved(joined(unknown, " OR "))).toBe('${join(" OR ", var.names)}');
  });
});
