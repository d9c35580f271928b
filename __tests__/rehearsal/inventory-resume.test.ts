import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeMonolith } from "../../src/rehearse/scenario/monolith.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { startUplift } from "../support/uplift-process.js";

const kills = 10;
const argv = (out: string) => ["inventory", "--region", "eu-west-1", "--out", out];

let folder: string;
let simulator: Simulator;
let undisturbed: string;
/** From the start of the process to its first journal, and to its end. Milliseconds. */
let beginsAt: number;
let endsAt: number;

const run = (out: string, ...more: readonly string[]) =>
  startUplift([...argv(out), ...more], { cwd: folder, env: simulator.environment() });
const isThere = (file: string) =>
  access(join(folder, file)).then(
    () => true,
    () => false,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-resume-"));
  simulator = await startSimulator({ accountId: "888888888888", seed: 1, env: process.env });
  await makeMonolith(simulator.sdkConfig());
  const start = performance.now();
  const { child, ended } = run("undisturbed.json");
  while (!(await isThere("undisturbed.json.journal")) && child.exitCode === null) await setTimeout(5);
  beginsAt = performance.now() - start;
  expect((await ended).code).toBe(0);
  endsAt = performance.now() - start;
  undisturbed = await readFile(join(folder, "undisturbed.json"), "utf8");
});
afterAll(async () => {
  await simulator?.stop();
  await rm(folder, { recursive: true, force: true });
});

it(`gives the undisturbed document after a kill at any of ${kills} points`, async () => {
  let resumed = 0;
  for (let number = 0; number < kills; number++) {
    const out = `killed-${number}.json`;
    const { child, ended } = run(out);
    await setTimeout(beginsAt + Math.random() * (endsAt - beginsAt));
    child.kill("SIGKILL");
    await ended;
    const kept = (await isThere(`${out}.journal`)) ? await readFile(join(folder, `${out}.journal`), "utf8") : "";
    if (kept.split("\n").length > 2) resumed++;
    const again = await run(out, "--resume").ended;
    expect(again.stderr).toBe("");
    expect(again.code).toBe(0);
    expect(await readFile(join(folder, out), "utf8")).toBe(undisturbed);
    expect(await isThere(`${out}.journal`)).toBe(false);
  }
  // Else no kill came in the middle, and nothing was proven.
  expect(resumed).toBeGreaterThan(0);
});
