import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RootReport } from "../../src/rehearse/rehearse-root.js";
import { projectFolder } from "../support/terraform.js";
import { alive, startUplift, treeOf } from "../support/uplift-process.js";

let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "uplift-test-"));
});
afterAll(() => rm(temporary, { recursive: true, force: true }));

const env = () => ({ ...process.env, TMPDIR: temporary });
/** Files in the checkout that git does not track, ignored ones included. */
const untracked = () =>
  execFileSync("git", ["status", "--porcelain", "--ignored"], { cwd: projectFolder, encoding: "utf8" })
    .split("\n")
    .filter((line) => /^(\?\?|!!)/.test(line));
const folders = () => readdirSync(temporary).filter((name) => name.startsWith("uplift-rehearsal-"));

describe("a rehearsal", () => {
  it("takes a hand-made account under Terraform, twice at once without disturbing each other", async () => {
    const before = untracked();
    const both = [1, 2].map(() => startUplift(["rehearse", "--json"], { cwd: projectFolder, env: env() }));
    for (const { code, stdout, stderr } of await Promise.all(both.map(({ ended }) => ended))) {
      expect(code, stderr).toBe(0);
      const { roots } = JSON.parse(stdout) as { roots: RootReport[] };
      expect(roots).toMatchObject([
        { layer: "inherited", imported: 11, added: 0, changed: 0, destroyed: 0, mutatingCalls: 0, isSettled: true },
        { layer: "legacy", imported: 18, added: 0, changed: 0, destroyed: 0, mutatingCalls: 0, isSettled: true },
        { layer: "network", imported: 0, changed: 0, destroyed: 0, isSettled: true },
      ]);
      expect(roots[2]?.added).toBeGreaterThan(50);
    }
    expect(untracked()).toEqual(before);
    expect(folders()).toEqual([]);
  });

  it("leaves no process, no folder and a clean checkout when it is interrupted", async () => {
    const before = untracked();
    const { child, ended } = startUplift(["rehearse"], { cwd: projectFolder, env: env() });
    const pid = child.pid as number;
    const isApplying = (command: string) => command.startsWith("terraform apply");
    while (!treeOf(pid).some(({ command }) => isApplying(command)) && child.exitCode === null) await setTimeout(100);
    const tree = treeOf(pid);
    expect(tree.some(({ command }) => command.includes("serve.py"))).toBe(true);
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toContain("interrupted");
    expect(alive(tree)).toEqual([]);
    expect(folders()).toEqual([]);
    expect(untracked()).toEqual(before);
  });

  it("refuses an unknown scenario before anything is set up", async () => {
    const { ended } = startUplift(["rehearse", "--scenario", "monolit"], { cwd: projectFolder, env: env() });
    expect(await ended).toMatchObject({
      code: 1,
      stderr: 'error: --scenario: there is no such scenario (got "monolit"). Known: monolith.\n',
    });
  });
});
