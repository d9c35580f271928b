import { Token } from "cdktf";
import { resolve } from "cdktf/lib/_tokens.js";
import { RootConstruct } from "constructs";
import { expect, it } from "vitest";
import { expression, expressionOf } from "../../../src/core/expressions.js";
import { jsonText } from "../../../src/core/json-text.js";
import { StableStack } from "../../../src/core/stable-stack.js";

class Root extends StableStack {}
const stack = new Root(new RootConstruct(), "root");

it("is plain JSON of what is known", () => {
  expect(jsonText({ a: ["x", 'say "y"'], b: null })).toBe('{"a":["x","say \\"y\\""],"b":null}');
});

it("leaves lists that only Terraform knows to it, and texts in their quotes", () => {
  const regions = Token.asList(expressionOf("var.regions"));
  const text = jsonText({ regions, name: expression("var.name"), names: [expression("var.name")] });
  expect(resolve(stack, text)).toBe(
    '{"regions":${jsonencode(var.regions)},"name":"${var.name}","names":["${var.name}"]}',
  );
});
