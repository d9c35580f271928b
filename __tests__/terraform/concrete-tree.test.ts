import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { App } from "cdktf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assemble } from "../../src/assembly.js";
import { loadOrganization } from "../../src/config/load.js";
import { concreteTree } from "../../src/core/concrete-tree.js";
import { required } from "../../src/core/contract.js";
import { defineModule } from "../../src/core/module.js";
import { RootStack } from "../../src/core/root-stack.js";
import * as t from "../../src/core/types.js";
import { mockOf } from "../../src/emit/mocks.js";
import { moduleFiles } from "../../src/emit/module.js";
import { rootFiles } from "../../src/emit/root.js";
import { plannedTree } from "../../src/policy/from-plan.js";
import { policyRules } from "../../src/policy/index.js";
import { judgePlan } from "../../src/policy/judge-plan.js";
import { parseWaivers, type Waiver } from "../../src/policy/waivers.js";
import { layers, type Root } from "../../src/stacks/index.js";
import type { PlanJson, PlanModule, PlannedResource } from "../../src/terraform/plan.js";
import { adoptionOfOneVpc } from "../support/adoption.js";
import { type Bench, bench, projectFolder } from "../support/terraform.js";

/** Adopted roots are compared in the rehearsal, where there is something to import. */
const made = Object.values(loadOrganization().environments).flatMap((environment) =>
  layers
    .filter(
      ({ name, isIn }) => !["inherited", "legacy"].includes(name) && isIn({ environment, adoption: adoptionOfOneVpc }),
    )
    .map(({ name }) => [environment.name, name] as const),
);

/** What a root that reads other layers is told in their place: values of the shapes that their contracts promise. */
const upstreamOf = ({ stack }: Root) =>
  Object.fromEntries(
    [...new Set(stack.reads.map(({ layer }) => layer))].map((layer) => [
      layer,
      Object.fromEntries(
        stack.reads
          .filter((read) => read.layer === layer)
          .flatMap(({ outputs, values }) =>
            Object.entries(outputs).map(([name, output]) => [name, mockOf(output, values[name])]),
          ),
      ),
    ]),
  );

const asVariables = (upstream: ReturnType<typeof upstreamOf>) =>
  Object.fromEntries(
    Object.entries(upstream).flatMap(([layer, outputs]) =>
      Object.entries(outputs).map(([name, value]) => [`${layer}_${name}`, value]),
    ),
  );

/** Rules over a plan as over the tree; those that count zones would count the subnets that the stand-ins of other layers have. */
const rules = policyRules.filter(({ id }) => !id.endsWith(".several-zones"));
const today = new Date().toISOString().slice(0, 10);
const ruleIds = policyRules.map(({ id }) => id);

let waivers: readonly Waiver[];
let roots: readonly Root[];
let emitted: Bench;
beforeAll(async () => {
  const file = "policy-waivers.yaml";
  waivers = parseWaivers(await readFile(join(projectFolder, file), "utf8"), file, ruleIds);
  const outdir = await mkdtemp(join(tmpdir(), "uplift-cdktf-"));
  const assembly = assemble({ organization: loadOrganization(), adoptions: { prod: adoptionOfOneVpc }, outdir });
  roots = assembly.roots;
  emitted = await bench(assembly.files);
  await rm(outdir, { recursive: true });
});
afterAll(() => emitted?.remove());

const resourcesOf = (module: PlanModule | undefined): PlannedResource[] => [
  ...(module?.resources ?? []).filter(({ mode }) => mode === "managed"),
  ...(module?.child_modules ?? []).flatMap(resourcesOf),
];

describe("a root's concrete tree", () => {
  it.each(made)(
    "of %s/%s is what Terraform plans, the same addresses and known values, and as the policy rules want it",
    async (environment, layer) => {
      const root = roots.find((each) => each.environment.name === environment && each.layer.name === layer);
      if (!root) throw new Error("no such root");
      expect(concreteTree(root.stack).length).toBeGreaterThan(1);
      // There is nobody to import from: what a root takes over is planned like what it makes.
      await rm(join(emitted.folder, root.folder, "imports.tf.json"), { force: true });
      const upstream = upstreamOf(root);
      const isByState = root.environment.frontDoor === "terraform";
      const plan = await emitted.plan(root.folder, isByState ? upstream : {}, isByState ? {} : asVariables(upstream));
      expect(disagreements(root.stack, plan)).toEqual([]);
      const { findings, checks } = judgePlan(environment, plannedTree(plan, layer), rules, waivers, today);
      expect(findings.map(({ address, rule }) => `${address}: ${rule}`)).toEqual([]);
      expect(checks).toBeGreaterThan(0);
    },
  );

  it("disagrees with the plan where a module computes with a token, which neither compiler sees", async () => {
    const outdir = await mkdtemp(join(tmpdir(), "uplift-cdktf-"));
    const stack = new RootStack(new App({ outdir }), { ...(roots[0] as Root).stack.props, layer: "faulty" });
    stack.call("faulty", faulty, { days: 30 });
    const folder = "environments/shared/faulty";
    const wrong = await bench([...moduleFiles(faulty), ...rootFiles({ folder, stack })]);
    try {
      expect(disagreements(stack, await wrong.plan(folder))).toEqual([
        "module.faulty.aws_cloudwatch_log_group.this.name",
      ]);
    } finally {
      await wrong.remove();
      await rm(outdir, { recursive: true });
    }
  });
});

/** A module with the mistake that only the comparison finds. */
const faulty = defineModule({
  name: "faulty",
  description: "Computes with a token.",
  inputs: { days: required(t.number, "Days.") },
  outputs: {},
  example: { days: 30 },
  build(scope, { days }) {
    const name = days > 7 ? "long" : "short";
    new CloudwatchLogGroup(scope, "aws_cloudwatch_log_group.this", { name, retentionInDays: days });
    return {};
  },
});

/** Where the concrete tree and a real plan differ: addresses that only one has, and known values that are not planned. */
function disagreements(stack: RootStack, plan: PlanJson): string[] {
  const tree = concreteTree(stack);
  const planned = new Map(resourcesOf(plan.planned_values?.root_module).map((each) => [each.address, each.values]));
  const expected = new Set(tree.map(({ address }) => address));
  const missing = [...expected].filter((address) => !planned.has(address));
  const unforeseen = [...planned.keys()].filter((address) => !expected.has(address));
  const wrong = tree.flatMap(({ address, values: { lifecycle: _, depends_on: __, ...values } }) =>
    Object.entries(values)
      .filter(([name, value]) => difference(value, planned.get(address)?.[name]) !== undefined)
      .map(([name]) => `${address}.${name}`),
  );
  return [...missing, ...unforeseen, ...wrong];
}

/** The path at which a configured value is not what is planned; what refers to another resource is not known yet. */
function difference(configured: unknown, planned: unknown, path = "."): string | undefined {
  if (typeof configured === "string" && configured.includes("${")) return undefined;
  if (configured === null || configured === undefined) return undefined;
  if (typeof configured === "string" && typeof planned === "string")
    return same(configured, planned) ? undefined : path;
  // Terraform takes a number where a text is wanted, and plans the text.
  if (typeof configured !== "object") return String(configured) === String(planned) ? undefined : path;
  const list = (value: unknown) => (Array.isArray(value) ? value : [value]);
  // A block that may stand once is an object here and a list in the plan.
  if (Array.isArray(planned)) return differenceOfLists(list(configured), planned, path);
  for (const [key, value] of Object.entries(configured)) {
    const inside = difference(value, (planned as Record<string, unknown> | undefined)?.[key], `${path}${key}.`);
    if (inside) return inside;
  }
  return undefined;
}

/** Sets have no order: each configured element has a planned one that it fits. */
function differenceOfLists(
  configured: readonly unknown[],
  planned: readonly unknown[],
  path: string,
): string | undefined {
  if (configured.some((item) => typeof item === "string" && item.includes("${"))) return undefined;
  if (configured.length !== planned.length) return path;
  const unmatched = configured.find((item) => !planned.some((other) => difference(item, other) === undefined));
  return unmatched === undefined ? undefined : path;
}

/** JSON texts are equal when their values are. */
function same(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return difference(JSON.parse(a), JSON.parse(b)) === undefined;
  } catch {
    return false;
  }
}
