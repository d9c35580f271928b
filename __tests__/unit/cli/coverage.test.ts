import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readAddresses, writeAddresses, writeInventory } from "../../../src/adopt/files.js";
import { inventoryOf, resource, smallMonolith } from "../../support/account.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

async function adoptedAccount() {
  const cwd = await temporaryFolder();
  await writeInventory(join(cwd, "a.json"), inventoryOf(smallMonolith()));
  await cli(["adopt", "--inventory", "a.json", "--out", "root"], { cwd });
  return cwd;
}

async function importAll(cwd: string) {
  const book = await readAddresses(join(cwd, "root", "addresses.json"));
  const resources = book.map(({ address, type }) => ({
    mode: "managed",
    type,
    name: address.split(".")[1],
    instances: [{ attributes: {} }],
  }));
  await writeFile(join(cwd, "root", "terraform.tfstate"), JSON.stringify({ version: 4, resources }));
}

const coverage = ["coverage", "--inventory", "a.json", "--root", "root"];

it("is refused while adopted objects are not imported, and passes when they are", async () => {
  const cwd = await adoptedAccount();
  const before = await cli(coverage, { cwd });
  expect(before.code).toBe(2);
  expect(before.stdout).toContain("not-imported aws_vpc/vpc-1 (eu-west-1): aws_vpc.monolith has its configuration");
  expect(before.stdout).toContain("5 of 5 objects are unmanaged.");
  await importAll(cwd);
  const after = await cli(coverage, { cwd });
  expect(after.stdout).toContain("5 objects, each managed or excepted with a reason");
  expect(after.code).toBe(0);
});

it("counts what the last adoption left to another root as that root's", async () => {
  const cwd = await adoptedAccount();
  await importAll(cwd);
  const file = join(cwd, "root", "addresses.json");
  const dashboard = { region: "eu-west-1", type: "aws_cloudwatch_dashboard", id: "a" };
  await writeAddresses(file, await readAddresses(file), [{ ...dashboard, root: "prod/x", address: "m.d" }]);
  await writeInventory(join(cwd, "a.json"), inventoryOf([...smallMonolith(), resource(dashboard.type, dashboard.id)]));
  const { code, stdout } = await cli([...coverage, "--json"], { cwd });
  expect(JSON.parse(stdout).objects).toContainEqual({
    ...dashboard,
    status: "other-owner",
    reason: "prod/x makes it: m.d",
  });
  expect(code).toBe(0);
});

it("shows what was made by hand since an earlier inventory, which nothing manages", async () => {
  const cwd = await adoptedAccount();
  await importAll(cwd);
  await writeInventory(join(cwd, "new.json"), inventoryOf([...smallMonolith(), resource("aws_vpc", "vpc-2")]));
  const argv = ["coverage", "--inventory", "new.json", "--root", "root", "--since", "a.json"];
  const { code, stdout } = await cli([...argv, "--json"], { cwd });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    total: { total: 6, managed: 5, unmanaged: 1 },
    drift: { made: [{ id: "vpc-2" }], changed: [], deleted: [] },
  });
  expect((await cli(argv, { cwd })).stdout).toContain("since then 1 made, 0 changed, 0 deleted");
});

it.each([
  ["a tag changed", smallMonolith().map((each, index) => (index === 0 ? { ...each, tags: { by: "hand" } } : each)), 2],
  ["an object is gone", smallMonolith().slice(0, -1), 2],
  ["nothing changed", smallMonolith(), 0],
])("--fail-on-drift where %s", async (_, resources, expected) => {
  const cwd = await adoptedAccount();
  await importAll(cwd);
  await writeInventory(join(cwd, "new.json"), inventoryOf(resources));
  const argv = ["coverage", "--inventory", "new.json", "--root", "root", "--since", "a.json"];
  expect((await cli([...argv, "--fail-on-drift"], { cwd })).code).toBe(expected);
  expect((await cli(argv, { cwd })).code).toBe(0);
});

it.each([
  [[...coverage, "--fail-on-drift"], "--fail-on-drift: there is nothing to compare the inventory with. Add --since"],
  [["coverage", "--inventory", "a.json"], "give either an environment or --root, to say whose state counts."],
  [[...coverage, "prod"], "give either an environment or --root"],
  [
    ["coverage", "--inventory", "a.json", "--root", "empty"],
    "empty: there is no adopted root: it has no addresses.json.",
  ],
  [["coverage", "--inventory", "no.json", "--root", "root"], "no.json: there is no inventory."],
  [[...coverage, "--state", "no.tfstate"], "no.tfstate: --state: there is no such state file."],
  [["coverage", "--inventory", "a.json", "prod"], "this is the inventory of another account"],
])("uplift %j is refused", async (argv, message) => {
  const cwd = await adoptedAccount();
  await mkdir(join(cwd, "empty"));
  const { code, stderr } = await cli(argv, { cwd });
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});
