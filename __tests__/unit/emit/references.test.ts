import { describe, expect, it } from "vitest";
import { danglingReferences, declarations } from "../../../src/emit/references.js";

const declared = declarations({
  resource: { aws_vpc: { this: {} }, aws_subnet: { this: {} } },
  data: { aws_iam_policy: { p: {} } },
  variable: { subnets: {} },
  module: { network: {} },
});

describe("the reference check", () => {
  it.each([
    "${aws_vpc.this.id}",
    '${aws_subnet.this["a-b.c"].id}',
    "${data.aws_iam_policy.p.arn}",
    "${module.network.vpc_id}",
    '${merge(var.subnets, {"Name" = "x-${each.key}"})}',
    "${{ for key, value in var.subnets : key => value if value.tier != null }}",
    "${[for key in each.value.names : aws_subnet.this[key].id]}",
    "echo $${HOME} %%{if} 100% done",
    '${can(regex("^aws_nothing.x$", var.subnets))}',
    "${path.module}/x",
    "${{ for k, v in var.subnets : k => v.id }}",
    "%{ if each.key }a%{ else }b%{ endif }",
    "${provider::aws::arn_parse(aws_vpc.this.arn)}",
    '${join(",", ["x-${aws_subnet.this["a"].id}"])}',
  ])("accepts %s", (text) => expect(danglingReferences({ a: [{ b: text }] }, declared)).toEqual([]));

  it.each([
    ["${aws_vpc.other.id}", "aws_vpc.other.id"],
    ["${HOME}", "HOME"],
    ["%{ if HOME }x%{ endif }", "HOME"],
    ["${var.subnetz}", "var.subnetz"],
    ["${module.networks.vpc_id}", "module.networks.vpc_id"],
    ['${merge({"Name" = "x-${var.nam}"})}', "var.nam"],
    ["${aws_vpc.this.*.id}", "aws_vpc.this.*.id"],
    ["${value.typo}", "value.typo"],
    ["${item}", "item"],
    ["${each.kex}", "each.kex"],
    ["${count.index}", "count.index"],
  ])("finds in %s", (text, name) => expect(danglingReferences(text, declared)).toContain(name));
});

it("knows the iterator of a dynamic block inside that block alone", () => {
  const text = "${rule.value.priority}";
  const dynamic = { dynamic: { rule: [{ for_each: "${var.subnets}", content: { priority: text } }] } };
  expect(danglingReferences(dynamic, declared)).toEqual([]);
  expect(danglingReferences({ ...dynamic, description: text }, declared)).toEqual(["rule.value.priority"]);
});
