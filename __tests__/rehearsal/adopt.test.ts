import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adopt, adoptedResources } from "../../src/adopt/adopt.js";
import { judge } from "../../src/adopt/gate.js";
import { emptyMapping } from "../../src/adopt/mapping.js";
import { writeStandaloneRoot } from "../../src/adopt/standalone-root.js";
import type { Inventory } from "../../src/domain/inventory.js";
import { formatInventory } from "../../src/domain/inventory-document.js";
import { requiredCalls } from "../../src/inventory/policy.js";
import { runInventory } from "../../src/inventory/run.js";
import { callsSince } from "../../src/rehearse/request-log.js";
import { expectedByType, type ScenarioManifest } from "../../src/rehearse/scenario/manifest.js";
import { makeMonolith } from "../../src/rehearse/scenario/monolith.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { countChanges } from "../../src/terraform/plan.js";
import { prepareTerraform, type TerraformIn } from "../../src/terraform/toolchain.js";

const accountId = "888888888888";
const region = "eu-west-1";

let folder: string;
let simulator: Simulator;
let manifest: ScenarioManifest;
let inventory: Inventory;
let terraformIn: TerraformIn;

const requestLog = () => join(folder, "requests.jsonl");
const calls = () => callsSince(requestLog(), 0);

const read = () => runInventory({ regions: [region], accountId, sdk: simulator.sdkConfig() });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-adopt-"));
  simulator = await startSimulator({ accountId, seed: 1, env: process.env, requestLog: requestLog() });
  manifest = await makeMonolith(simulator.sdkConfig());
  terraformIn = await prepareTerraform({ env: process.env, childEnv: simulator.environment(), workFolder: folder });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

it("reads the account by exactly the calls that its policy allows, twice alike", async () => {
  const before = (await calls()).length;
  inventory = await read();
  const made = (await callsSince(requestLog(), before)).map(({ action }) => action);
  const allowed = requiredCalls().map(({ operation }) => operation);
  expect(made.filter((action) => action !== "GetCallerIdentity" && !allowed.includes(action))).toEqual([]);
  expect(inventory.gaps).toEqual([]);
  expect(formatInventory(await read())).toBe(formatInventory(inventory));
});

it("plans every object of the scenario as an import that changes nothing", async () => {
  const root = join(folder, "adopted");
  const { adoption } = adopt(inventory, emptyMapping, [], { region, singleRoot: true });
  for (const layer of ["inherited", "legacy"] as const) {
    const types = adoption.roots[layer].resources.map(({ type }) => type);
    const found = Object.fromEntries(
      [...new Set(types)].sort().map((type) => [type, types.filter((t) => t === type).length]),
    );
    expect(found).toEqual(expectedByType(manifest, layer));
  }
  expect(
    adoptedResources(adoption)
      .map(({ type, importId }) => `${type} ${importId}`)
      .sort(),
  ).toEqual(manifest.resources.map(({ type, importId }) => `${type} ${importId}`).sort());

  await writeStandaloneRoot(root, adoption, "local");
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
  const environment = { name: "prod", accountId, region, deployedLayers: [] };
  expect(judge(plan, { environment, adoptedIds: new Map(), allowed: [], liveImpact: [] })).toEqual([]);

  const before = (await calls()).length;
  await terraform.apply("adopt.tfplan");
  const mutating = (await callsSince(requestLog(), before)).filter((call) => call.mutating);
  expect(mutating).toEqual([]);
  expect(await terraform.plan({ out: "again.tfplan" })).toEqual({ hasChanges: false });
});

it("writes a script of import commands that brings in the same objects", async () => {
  const root = join(folder, "by-commands");
  const { adoption } = adopt(inventory, emptyMapping, [], { region, singleRoot: true });
  await writeStandaloneRoot(root, adoption, "local");
  const script = await readFile(join(root, "import.sh"), "utf8");
  expect(script.split("\n").filter((line) => line.startsWith("terraform import "))).toHaveLength(
    manifest.resources.length,
  );
  expect((await stat(join(root, "import.sh"))).mode & 0o111).not.toBe(0);
});
