import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adopt, adoptedResources } from "../../src/adopt/adopt.js";
import { emptyMapping } from "../../src/adopt/mapping.js";
import { writeStandaloneRoot } from "../../src/adopt/standalone-root.js";
import type { Adoption } from "../../src/domain/adoption.js";
import type { Inventory } from "../../src/domain/inventory.js";
import { formatInventory } from "../../src/domain/inventory-document.js";
import { requiredCalls } from "../../src/inventory/policy.js";
import { runInventory } from "../../src/inventory/run.js";
import { callsSince } from "../../src/rehearse/request-log.js";
import type { ScenarioManifest } from "../../src/rehearse/scenario/manifest.js";
import { canary } from "../../src/rehearse/scenario-odd/functions.js";
import { makeOdd } from "../../src/rehearse/scenario-odd/odd.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { countChanges } from "../../src/terraform/plan.js";
import { prepareTerraform, type TerraformIn } from "../../src/terraform/toolchain.js";

const accountId = "888888888888";
const region = "eu-west-1";

let folder: string;
let simulator: Simulator;
let manifest: ScenarioManifest;
let inventory: Inventory;
let adoption: Adoption;
let terraformIn: TerraformIn;

const requestLog = () => join(folder, "requests.jsonl");
const callsFrom = (line: number) => callsSince(requestLog(), line);
const read = () => runInventory({ regions: [region], accountId, sdk: simulator.sdkConfig() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-odd-"));
  simulator = await startSimulator({ accountId, seed: 1, env: process.env, requestLog: requestLog() });
  manifest = await makeOdd(simulator.sdkConfig());
  terraformIn = await prepareTerraform({ env: process.env, childEnv: simulator.environment(), workFolder: folder });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("reads the account by exactly the calls that its policy allows, twice alike", async () => {
  const before = (await callsFrom(0)).length;
  inventory = await read();
  const made = (await callsFrom(before)).filter(({ action }) => action !== "GetCallerIdentity");
  const known = new Set(requiredCalls().map(({ operation }) => operation));
  expect(made.filter(({ action, mutating }) => mutating || !known.has(action))).toEqual([]);
  expect(inventory.gaps).toEqual([]);
  expect(formatInventory(await read())).toBe(formatInventory(inventory));
});

it("keeps no secret, and says where they lie", () => {
  expect(JSON.stringify(inventory)).not.toContain(canary);
  expect(inventory.findings.map(({ type, id, attribute }) => `${type} ${id} ${attribute}`)).toEqual(
    expect.arrayContaining([
      "aws_lambda_function leaky environment.DB_PASSWORD",
      "aws_ssm_parameter /odd/leaked value",
    ]),
  );
});

it("adopts everything that the scenario made, or leaves it with a reason", () => {
  adoption = adopt(inventory, emptyMapping, [], { region, singleRoot: true }).adoption;
  const adopted = adoptedResources(adoption).map(({ type, importId }) => `${type} ${importId}`);
  expect(adopted.sort()).toEqual(manifest.resources.map(({ type, importId }) => `${type} ${importId}`).sort());
  const left = new Map(adoption.leftOut.map(({ type, id, reason }) => [`${type} ${id}`, reason]));
  const unnamed = (manifest.leftOut ?? []).filter(({ type, id }) => !left.get(`${type} ${id}`));
  expect(unnamed).toEqual([]);
});

it("plans each of them as an import that changes nothing, applies without a change and then finds nothing to do", async () => {
  const root = join(folder, "adopted");
  await writeStandaloneRoot(root, adoption, "local");
  // The provider would make a host name of a bucket's name with dots in it, which resolves to nothing here.
  await writeFile(join(root, "override.tf.json"), '{"provider":{"aws":{"s3_use_path_style":true}}}');
  const terraform = terraformIn(root);
  await terraform.init();
  await terraform.plan({ out: "adopt.tfplan" });
  const plan = await terraform.showPlan("adopt.tfplan");
  expect(countChanges(plan)).toEqual({
    imported: manifest.resources.length,
    added: 0,
    changed: 0,
    destroyed: 0,
    forgotten: 0,
  });
  const before = (await callsFrom(0)).length;
  await terraform.apply("adopt.tfplan");
  expect((await callsFrom(before)).filter(({ mutating }) => mutating)).toEqual([]);
  expect(await terraform.plan({ out: "again.tfplan" })).toEqual({ hasChanges: false });
});
