import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readBooks, writeInventory } from "../../../src/adopt/files.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource, smallMonolith } from "../../support/account.js";
import { fittingAccount } from "../../support/fitting-account.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

it.each([
  [
    ["adopt"],
    "neither an environment nor --inventory and --out are given. Run: uplift adopt ENV, or uplift adopt --inventory FILE --out DIR",
  ],
  [["adopt", "prodd"], 'environment: there is no such environment (got "prodd"). Did you mean "prod"?'],
  [["adopt", "prod", "--out", "x"], "--out has no meaning with an environment."],
  [["inventory"], "neither an environment nor --region is given."],
  [["inventory", "stagin"], 'Did you mean "staging"?'],
])("uplift %j is refused", async (argv, message) => {
  const { code, stderr } = await cli(argv, { cwd: await temporaryFolder() });
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});

it("inventory --policy prints the policy and needs no credentials", async () => {
  const { code, stdout } = await cli(["inventory", "--policy", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ Version: "2012-10-17" });
  expect(code).toBe(0);
});

it("adopt names an inventory of another account, and one that is cut off", async () => {
  const cwd = await temporaryFolder();
  await writeInventory(join(cwd, "inventory", "888888888888.json"), inventoryOf([]));
  const other = await cli(["adopt", "prod"], { cwd });
  expect(other).toMatchObject({ code: 1 });
  expect(other.stderr).toContain('this is the inventory of another account, not of 888888888888 (got "111122223333")');
  await writeFile(join(cwd, "cut.json"), '{ "schema_version": 1, ');
  const cut = await cli(["adopt", "--inventory", "cut.json", "--out", "root"], { cwd });
  expect(cut.stderr).toContain("cut.json: this is not a whole inventory: ");
});

it("adopt ENV keeps patterns of the command line in mapping.yaml and every address", async () => {
  const cwd = await temporaryFolder();
  await writeInventory(
    join(cwd, "inventory", "888888888888.json"),
    inventoryOf(smallMonolith(), { account_id: "888888888888" }),
  );
  const first = await cli(["adopt", "prod", "--keep", "aws_security_group.*", "--json"], { cwd });
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ inherited: 4, legacy: 1, left_out: 0 });
  const second = await cli(["adopt", "prod"], { cwd });
  expect(second.stdout).toBe("eu-west-1: 4 inherited, 1 legacy, 0 left out with a reason\nNow run: npm run synth\n");
});

it("adopt ENV writes down what it leaves to the roots of other layers", async () => {
  const cwd = await temporaryFolder();
  const take = async (...made: readonly InventoryResource[]) => {
    const inventory = inventoryOf([...fittingAccount(), ...made], { account_id: "888888888888" });
    await writeInventory(join(cwd, "inventory", "888888888888.json"), inventory);
    return cli(["adopt", "prod"], { cwd });
  };
  await take();
  const id = "example-prod-service_shop";
  const { code, stdout, stderr } = await take(resource("aws_cloudwatch_dashboard", id, { attributes: { Body: "{}" } }));
  const address = 'module.observability.aws_cloudwatch_dashboard.this["service_shop"]';
  expect(stderr).toContain(`left out: aws_cloudwatch_dashboard ${id}: prod/observability makes it: ${address}`);
  expect(stdout).toContain("1 left out with a reason");
  expect(code).toBe(0);
  const { elsewhere } = await readBooks(join(cwd, "adoption", "888888888888", "addresses.json"));
  expect(elsewhere).toEqual([
    { region: "eu-west-1", type: "aws_cloudwatch_dashboard", id, root: "prod/observability", address },
  ]);
});

it("adopt --out writes a root and remembers its addresses", async () => {
  const cwd = await temporaryFolder();
  await writeInventory(join(cwd, "a.json"), inventoryOf(smallMonolith()));
  const { code, stdout } = await cli(["adopt", "--inventory", "a.json", "--out", "root"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("Now run: cd root && terraform init && terraform plan");
});
