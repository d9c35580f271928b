import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { describe, expect, it } from "vitest";
import { nullable } from "../../../src/core/contract.js";
import { ConcreteModuleStack, defineModule, ModuleStack } from "../../../src/core/module.js";
import * as t from "../../../src/core/types.js";
import { tiny } from "../../support/tiny-module.js";

type Blocks = Record<string, Record<string, Record<string, unknown>>>;
const abstractDocument = new ModuleStack(tiny).toTerraform();
const emitted = abstractDocument.resource as Blocks;

describe("the abstract reading", () => {
  it("declares a variable for each input, with its type, default and validations", () => {
    expect(abstractDocument.variable).toEqual({
      name: {
        type: "string",
        description: "Name.",
        nullable: false,
        validation: [{ condition: "${length(var.name) <= 8}", error_message: "name must be at most 8 characters." }],
      },
      days: { type: "number", description: "Days.", nullable: false, default: 30 },
      subnets: {
        type: "map(object({ tier = string, after = optional(string), open = optional(bool, false), tags = optional(map(string), {}) }))",
        description: "Subnets.",
        nullable: false,
        validation: [
          {
            condition:
              '${alltrue([for item in var.subnets : item.tier == null ? true : contains(["public", "private"], item.tier)])}',
            error_message: "subnets: tier must be one of public, private.",
          },
        ],
      },
      existing: { type: "object({ id = string })", description: "An existing VPC.", nullable: true, default: null },
      logs: { type: "object({ days = optional(number, 7) })", description: "Logs.", nullable: true, default: null },
    });
  });

  it("walks a table by for_each and refers to one instance, never to the splat", () => {
    expect(emitted.aws_subnet?.this).toMatchObject({
      for_each: "${var.subnets}",
      vpc_id: '${var.existing != null ? var.existing.id : aws_vpc.this["vpc"].id}',
      tags: '${merge({"Name" = "${var.name}-${each.key}"}, each.value.tags)}',
    });
    expect(JSON.stringify(abstractDocument)).not.toContain(".*.");
  });

  it("narrows a table by conditions", () => {
    expect(emitted.aws_cloudwatch_log_group?.after).toMatchObject({
      for_each: "${{ for key, value in var.subnets : key => value if value.after != null }}",
      name: "${aws_subnet.this[each.value.after].arn}",
    });
    expect(emitted.aws_cloudwatch_log_group?.open).toMatchObject({
      for_each:
        "${{ for key, entries in { open = { for key, value in var.subnets : key => value if value.open == true } } : key => key if length(entries) > 0 }}",
    });
  });

  it("makes an optional block a table of one or none, without count", () => {
    expect(emitted.aws_cloudwatch_log_group?.this).toMatchObject({
      for_each: "${{ for key, value in { logs = var.logs } : key => value if value != null }}",
      retention_in_days: "${each.value.days}",
    });
    expect(emitted.aws_vpc?.this).toMatchObject({
      for_each: "${{ for key, value in { vpc = var.existing } : key => key if value == null }}",
    });
    expect(JSON.stringify(emitted)).not.toContain('"count"');
  });

  it("asks nothing of an optional block before it is known not to be null, for Terraform evaluates both sides of &&", () => {
    const narrowing = defineModule({
      name: "narrowing",
      description: "An optional block that is narrowed.",
      inputs: { logs: nullable(t.object({ days: t.optional(t.number) }), "Logs.") },
      outputs: {},
      example: {},
      build(scope, { logs }) {
        logs
          .whereSet("days")
          .each(({ id, loop }) => new CloudwatchLogGroup(scope, id("aws_cloudwatch_log_group.this"), { ...loop }));
        return {};
      },
    });
    const { resource } = new ModuleStack(narrowing).toTerraform() as { resource: Blocks };
    const present = "{ for key, value in { logs = var.logs } : key => value if value != null }";
    expect(resource.aws_cloudwatch_log_group?.this?.for_each).toBe(
      `\${{ for key, value in ${present} : key => value if value.days != null }}`,
    );
  });

  it("gives map outputs by key", () => {
    expect(abstractDocument.output).toMatchObject({
      public_ids: {
        value:
          '${{ for key, value in { for key, value in var.subnets : key => value if value.tier == "public" } : key => aws_subnet.this[key].id }}',
      },
    });
  });
});

describe("the concrete reading", () => {
  const concrete = new ConcreteModuleStack(tiny, {
    name: "x",
    subnets: { a: { tier: "public", tags: { team: "web" } }, "b/1": { tier: "private", after: "a", open: true } },
    logs: {},
  });
  const resources = concrete.toTerraform().resource as Blocks;

  it("declares every instance under its own address with literal values", () => {
    expect(Object.keys(resources.aws_subnet ?? {}).sort()).toEqual(['this["a"]', 'this["b/1"]']);
    expect(resources.aws_subnet?.['this["a"]']).toMatchObject({
      vpc_id: '${aws_vpc.this["vpc"].id}',
      tags: { Name: "x-a", team: "web" },
    });
    expect(resources.aws_cloudwatch_log_group?.['after["b/1"]']).toMatchObject({ name: '${aws_subnet.this["a"].arn}' });
    expect(Object.keys(resources.aws_cloudwatch_log_group ?? {}).sort()).toEqual([
      'after["b/1"]',
      'open["open"]',
      'this["logs"]',
    ]);
  });

  it("fills the defaults that Terraform would fill", () => {
    expect(resources.aws_cloudwatch_log_group?.['this["logs"]']).toMatchObject({ retention_in_days: 7 });
  });

  it("evaluates only the chosen side of a choice", () => {
    const grown = new ConcreteModuleStack(tiny, { name: "x", subnets: {}, existing: { id: "vpc-1" } });
    expect(grown.outputs).toEqual({ vpc_id: "vpc-1", public_ids: {} });
    expect(grown.toTerraform().resource).toBeUndefined();
  });

  it("names the key that no resource has", () => {
    expect(() => new ConcreteModuleStack(tiny, { name: "x", subnets: { a: { tier: "public", after: "z" } } })).toThrow(
      'no resource has this key (got "z"). Known keys: a.',
    );
  });
});
