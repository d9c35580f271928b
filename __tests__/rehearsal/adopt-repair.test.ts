import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeInventory } from "../../src/adopt/files.js";
import type { Inventory, InventoryResource } from "../../src/domain/inventory.js";
import { runInventory } from "../../src/inventory/run.js";
import { makeMonolith } from "../../src/rehearse/scenario/monolith.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { cli } from "../support/run-cli.js";

let folder: string;
let simulator: Simulator;
let inventory: Inventory;

const run = (...argv: readonly string[]) => {
  const { UPLIFT_PROVIDER_MIRROR, XDG_CACHE_HOME } = process.env;
  const env = { ...simulator.environment(), UPLIFT_PROVIDER_MIRROR, XDG_CACHE_HOME };
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return cli(argv, { cwd: folder, env: Object.fromEntries(given) });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-repair-"));
  simulator = await startSimulator({ accountId: "888888888888", seed: 1, env: process.env });
  await makeMonolith(simulator.sdkConfig());
  inventory = await runInventory({ regions: ["eu-west-1"], services: ["ec2"], sdk: simulator.sdkConfig() });
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The inventory as a faulty collector, or one of yesterday, would have it. */
const altered = (change: (resource: InventoryResource) => Record<string, unknown> | undefined): Inventory => ({
  ...inventory,
  resources: inventory.resources.map((each) => ({
    ...each,
    attributes: { ...each.attributes, ...(change(each) as InventoryResource["attributes"]) },
  })),
});

it("mends what differs by the live value, and remembers it in mapping.yaml", async () => {
  const wrong = altered(({ type }) => (type === "aws_instance" ? { InstanceType: "m5.24xlarge" } : undefined));
  await writeInventory(join(folder, "a.json"), wrong);
  const { code, stdout, stderr } = await run("adopt", "--inventory", "a.json", "--out", "root", "--plan");
  expect(stderr).toMatch(/mended aws_instance\.\w+: instance_type is "t3\.\w+", configured "m5\.24xlarge"/);
  expect(stdout).toMatch(/Plan: \d+ to import, 0 to add, 0 to change, 0 to destroy\./);
  expect(code).toBe(0);
  expect(await readFile(join(folder, "root", "mapping.yaml"), "utf8")).toMatch(/set:\s+instance_type: t3\./);
  const again = await run("adopt", "--inventory", "a.json", "--out", "root", "--plan");
  expect(again.stderr).not.toContain("mended");
  expect(again.code).toBe(0);
});

it("explains what it cannot mend, refuses, and ignores it only with a person's reason", async () => {
  const wrong = altered(({ type, attributes }) =>
    type === "aws_instance" && attributes.UserData
      ? { UserData: Buffer.from("#!/bin/sh\nexit 1\n").toString("base64") }
      : undefined,
  );
  await writeInventory(join(folder, "b.json"), wrong);
  const argv = ["adopt", "--inventory", "b.json", "--out", "other", "--plan"];
  const { code, stdout } = await run(...argv);
  expect(stdout).toMatch(
    /differs aws_instance\.\w+: user_data \(values not shown\): an apply stops it, or restarts it/,
  );
  expect(code).toBe(2);
  const ignored = await run(...argv, "--ignore-rest", "rolled by hand");
  expect(ignored.stdout).toContain("0 to change, 0 to destroy.");
  expect(ignored.code).toBe(0);
  const mapping = await readFile(join(folder, "other", "mapping.yaml"), "utf8");
  expect(mapping).toMatch(/ignore_changes:\s+- user_data/);
  expect(mapping).toContain("reason: rolled by hand");
});
