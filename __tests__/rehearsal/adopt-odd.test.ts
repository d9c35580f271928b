import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AddressBook } from "../../src/adopt/addresses.js";
import { adopt, adoptedResources } from "../../src/adopt/adopt.js";
import { type Coverage, isOpen } from "../../src/adopt/coverage.js";
import { writeAddresses, writeInventory } from "../../src/adopt/files.js";
import { emptyMapping } from "../../src/adopt/mapping.js";
import { writeStandaloneRoot } from "../../src/adopt/standalone-root.js";
import type { Adoption } from "../../src/domain/adoption.js";
import type { Inventory } from "../../src/domain/inventory.js";
import { formatInventory } from "../../src/domain/inventory-document.js";
import { unsupportedType } from "../../src/domain/safety-net.js";
import { requiredCalls } from "../../src/inventory/policy.js";
import { runInventory } from "../../src/inventory/run.js";
import { callsSince } from "../../src/rehearse/request-log.js";
import type { ScenarioManifest } from "../../src/rehearse/scenario/manifest.js";
import { canary } from "../../src/rehearse/scenario-odd/functions.js";
import { makeOdd } from "../../src/rehearse/scenario-odd/odd.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { countChanges } from "../../src/terraform/plan.js";
import { prepareTerraform, type TerraformIn } from "../../src/terraform/toolchain.js";
import { cli } from "../support/run-cli.js";

const accountId = "888888888888";
const region = "eu-west-1";

let folder: string;
let simulator: Simulator;
let manifest: ScenarioManifest;
let inventory: Inventory;
let adoption: Adoption;
let addresses: AddressBook;
let terraformIn: TerraformIn;

const root = () => join(folder, "adopted");
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

it("knows what AWS and an auto scaling group made by themselves", () => {
  const ownersOf = (type: string) =>
    inventory.resources.filter((each) => each.type === type).map(({ id, owner }) => [id, owner?.kind] as const);
  const kinds = (type: string) => ownersOf(type).map(([, kind]) => kind);
  expect(ownersOf("aws_db_snapshot").map(([id, kind]) => [id.startsWith("rds:"), kind])).toEqual([
    [false, undefined],
    [true, "aws"],
    [true, "aws"],
    [true, "aws"],
  ]);
  expect(kinds("aws_instance").filter((kind) => kind === "autoscaling")).toHaveLength(1);
  expect(kinds("aws_nat_gateway")).toEqual([undefined]);
  expect(kinds("aws_network_interface")).toEqual(expect.arrayContaining(["aws", "instance", undefined]));
});

it("keeps no secret, and says where they lie", () => {
  expect(JSON.stringify(inventory)).not.toContain(canary);
  expect(inventory.findings.map(({ type, id, attribute }) => `${type} ${id} ${attribute}`)).toEqual(
    expect.arrayContaining([
      "aws_lambda_function leaky environment.DB_PASSWORD",
      "aws_ssm_parameter /odd/leaked value",
      expect.stringMatching(/^aws_launch_template lt-[0-9a-f]+ user_data$/),
    ]),
  );
});

it("adopts everything that the scenario made, or leaves it with a reason", () => {
  ({ adoption, addresses } = adopt(inventory, emptyMapping, [], { region, singleRoot: true }));
  const adopted = adoptedResources(adoption).map(({ type, importId }) => `${type} ${importId}`);
  expect(adopted.sort()).toEqual(manifest.resources.map(({ type, importId }) => `${type} ${importId}`).sort());
  const left = new Map(adoption.leftOut.map(({ type, id, reason }) => [`${type} ${id}`, reason]));
  const unnamed = (manifest.leftOut ?? []).filter(({ type, id }) => !left.get(`${type} ${id}`));
  expect(unnamed).toEqual([]);
});

it("plans each of them as an import that changes nothing, applies without a change and then finds nothing to do", async () => {
  await writeStandaloneRoot(root(), adoption, "local", true);
  const terraform = terraformIn(root());
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

it("is proven by the command alone, with decisions of nobody", async () => {
  await writeInventory(join(folder, "account.json"), inventory);
  const { code, stdout } = await cli(["adopt", "--inventory", "account.json", "--out", "proven", "--plan", "--json"], {
    cwd: folder,
    env: simulator.environment(),
  });
  expect(JSON.parse(stdout).roots).toMatchObject([
    {
      plan: { imported: manifest.resources.length, added: 0, changed: 0, destroyed: 0 },
      mended: [],
      differences: [],
      findings: [],
    },
  ]);
  expect(code).toBe(0);
});

it("covers all of the account by then, each exception with its reason", async () => {
  await writeAddresses(join(root(), "addresses.json"), addresses);
  const { code, stdout } = await cli(["coverage", "--inventory", "account.json", "--root", root(), "--json"], {
    cwd: folder,
  });
  const { total, objects } = JSON.parse(stdout) as Coverage;
  expect(objects.filter(isOpen)).toEqual([]);
  expect(total).toMatchObject({
    total: inventory.resources.length,
    managed: manifest.resources.length,
    unmanaged: 0,
    percent: 100,
  });
  expect(objects.filter(({ status, reason }) => status !== "managed" && reason === "")).toEqual([]);
  expect(code).toBe(0);
});

it("finds an object of a service without a collector by its tag, and does not count it as covered", async () => {
  const { endpoint } = simulator.sdkConfig();
  const made = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonEC2ContainerServiceV20141113.CreateCluster",
      authorization: `AWS4-HMAC-SHA256 Credential=x/20260101/${region}/ecs/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: JSON.stringify({ clusterName: "legacy-containers", tags: [{ key: "team", value: "shop" }] }),
  });
  expect(made.status).toBe(200);
  const id = `arn:aws:ecs:${region}:${accountId}:cluster/legacy-containers`;
  const grown = await read();
  expect(grown.resources.filter(({ type }) => type === unsupportedType)).toMatchObject([
    { id, tags: { team: "shop" } },
  ]);
  expect(adopt(grown, emptyMapping, addresses, { region, singleRoot: true }).adoption.leftOut).toContainEqual({
    type: unsupportedType,
    id,
    kind: "unsupported",
    reason: "Uplift has no rule for its type yet",
  });
  await writeInventory(join(folder, "grown.json"), grown);
  const { code, stdout } = await cli(["coverage", "--inventory", "grown.json", "--root", root(), "--json"], {
    cwd: folder,
  });
  expect((JSON.parse(stdout) as Coverage).objects.filter(isOpen)).toMatchObject([{ id, status: "unsupported" }]);
  expect(code).toBe(2);
});
