import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeInventory } from "../../../src/adopt/files.js";
import { inventoryOf, smallMonolith } from "../../support/account.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

async function account() {
  const cwd = await temporaryFolder();
  await writeInventory(join(cwd, "a.json"), inventoryOf(smallMonolith()));
  return cwd;
}

it("prints nodes, edges, hazards and waves as one document", async () => {
  const { code, stdout, stderr } = await cli(["graph", "--inventory", "a.json", "--json"], { cwd: await account() });
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(stdout))).toEqual(["nodes", "edges", "hazards", "waves"]);
  expect(stderr).toContain("world-open-port");
});

it("writes a drawing for its owner alone", async () => {
  const cwd = await account();
  const { code } = await cli(["graph", "--inventory", "a.json", "--format", "svg", "--out", "a.svg"], { cwd });
  expect(code).toBe(0);
  expect(await readFile(join(cwd, "a.svg"), "utf8")).toMatch(/^<svg /);
  expect((await stat(join(cwd, "a.svg"))).mode & 0o777).toBe(0o600);
});

it("names a format that there is not", async () => {
  const { code, stderr } = await cli(["graph", "--inventory", "a.json", "--format", "sgv"], { cwd: await account() });
  expect(stderr).toContain('--format: there is no such format (got "sgv"). Did you mean "svg"?');
  expect(code).toBe(1);
});

it("never writes over the inventory", async () => {
  const argv = ["graph", "--inventory", "a.json", "--out", "./a.json"];
  const { code, stderr } = await cli(argv, { cwd: await account() });
  expect(stderr).toContain("./a.json: --out: the graph would be written over the inventory. Give another file.");
  expect(code).toBe(1);
});
