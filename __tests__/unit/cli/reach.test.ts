import { expect, it } from "vitest";
import { cli } from "../../support/run-cli.js";

it("proves every intent of the example", async () => {
  const { code, stdout } = await cli(["reach"]);
  expect(stdout).toMatch(/proven prod: (\d{2,}) of \1 intents hold/);
  expect(code).toBe(0);
});

it("explains a way hop by hop, open or closed", async () => {
  const open = await cli(["reach", "edge", "compute:8080", "--env", "prod"]);
  expect(open.stdout).toMatch(/✓ security groups of compute: .*admits 8080 from edge/);
  expect(open.stdout).toContain("reachable edge → compute:8080 by local");
  expect(open.code).toBe(0);
  const closed = await cli(["reach", "internet", "database:5433", "--env", "prod", "--json"]);
  expect(JSON.parse(closed.stdout)).toMatchObject({
    isReachable: false,
    hops: [{ passes: false, because: "has no public address" }],
  });
  expect(closed.code).toBe(2);
});

it("explains the ways of an account as it was found", async () => {
  const inventory = ["--inventory", "inventory/888888888888.json"];
  const open = await cli(["reach", "internet", "web-1:22", ...inventory]);
  expect(open.stdout).toContain("✓ security groups of web-1: sgr-b0341c7df5e68d9e1 admits 22 from internet");
  expect(open.stdout).toContain("reachable internet → web-1:22 by internet");
  expect(open.code).toBe(0);
  const closed = await cli(["reach", "internet", "web-1:80", "--json", ...inventory]);
  expect(JSON.parse(closed.stdout)).toMatchObject({ from: "internet", to: "web-1", port: 80, isReachable: false });
  expect(closed.code).toBe(2);
});

it.each([
  [
    ["reach", "edge", "compute:8080"],
    "--env: a question is about one environment. Add --env ENV, or --inventory FILE.",
  ],
  [
    ["reach", "edge", "compute", "--env", "prod"],
    'to: is not who is called with a port (got "compute"). Write it as edge:443.',
  ],
  [
    ["reach", "egde", "compute:8080", "--env", "prod"],
    'end: nothing here is called so (got "egde"). Did you mean "edge"?',
  ],
  [
    ["reach", "--inventory", "inventory/888888888888.json"],
    "--inventory: an inventory has no intents to prove. Ask who reaches whom: FROM TO:PORT.",
  ],
  [
    ["reach", "internet", "web:80", "--env", "prod", "--inventory", "inventory/888888888888.json"],
    "--inventory: a question is about an environment or about an inventory. Leave one of --env and --inventory out.",
  ],
  [["reach", "internet", "web:80", "--inventory", "nope.json"], "nope.json"],
  [
    ["reach", "internet", "wbe:80", "--inventory", "inventory/888888888888.json"],
    'nothing here is called so (got "wbe"). Did you mean "web"?',
  ],
  [["reach", "edge", "compute:8080", "--env", "prd"], 'there is no such environment (got "prd"). Did you mean "prod"?'],
])("%j is wrong input", async (argv, message) => {
  const { code, stderr } = await cli(argv);
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});
