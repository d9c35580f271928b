import { readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layerNames } from "../../src/domain/layers.js";
import type { RootReport } from "../../src/rehearse/rehearse-root.js";
import { rehearsedMove } from "../support/moving-name.js";
import { projectFolder } from "../support/terraform.js";
import { alive, startUplift, treeOf } from "../support/uplift-process.js";

let temporary: string;
let project: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "uplift-test-"));
  project = join(temporary, "project");
  await mkdir(project);
  for (const decisions of ["live-impact.yaml", "decommission"])
    await cp(join(projectFolder, decisions), join(project, decisions), { recursive: true });
});
afterAll(() => rm(temporary, { recursive: true, force: true }));

const env = () => ({ ...process.env, TMPDIR: temporary });
/** Every file of the project that a rehearsal starts in, and of the simulator's sources. */
const filesAround = () =>
  [project, join(projectFolder, "simulator")]
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }))
    .sort();
const folders = () => readdirSync(temporary).filter((name) => name.startsWith("uplift-rehearsal-"));

describe("a rehearsal", () => {
  it("takes a hand-made account under Terraform, twice at once without disturbing each other", async () => {
    const before = filesAround();
    const both = [1, 2].map(() => startUplift(["rehearse", "--json"], { cwd: project, env: env() }));
    for (const { code, stdout, stderr } of await Promise.all(both.map(({ ended }) => ended))) {
      expect(code, stderr).toBe(0);
      const { roots } = JSON.parse(stdout) as { roots: RootReport[] };
      expect(roots).toMatchObject([
        { layer: "inherited", imported: 11, added: 0, changed: 0, destroyed: 0, mutatingCalls: 0, secondPlan: "empty" },
        { layer: "legacy", imported: 18, added: 0, changed: 0, destroyed: 0, mutatingCalls: 0, secondPlan: "empty" },
        { layer: "network", imported: 0, changed: 0, destroyed: 0, secondPlan: "empty" },
      ]);
      expect(roots[2]?.added).toBeGreaterThan(50);
    }
    expect(filesAround()).toEqual(before);
    expect(folders()).toEqual([]);
  });

  it("builds every layer of the platform beside the monolith, each with an empty second plan, and moves its name there and back", async () => {
    // Continuous integration looks at the plans afterwards: .ci/check-checkov.
    const keptIn = process.env.UPLIFT_KEPT_REHEARSAL;
    const { code, stdout, stderr } = await startUplift(
      ["rehearse", "--layers", "all", "--json", ...(keptIn ? ["--keep"] : [])],
      {
        cwd: project,
        env: keptIn ? process.env : env(),
      },
    ).ended;
    expect(code, stderr).toBe(0);
    const { roots, folder } = JSON.parse(stdout) as { roots: RootReport[]; folder?: string };
    if (keptIn && folder) await writeFile(keptIn, folder);
    // The state's own root has its step before; images come from the registry of another account; the example has no cache.
    const built = layerNames.filter((layer) => !["bootstrap", "replica", "registry", "cache"].includes(layer));
    const ofTheName = roots.filter(({ layer }) => ["inherited", "traffic"].includes(layer));
    expect(ofTheName).toMatchObject(rehearsedMove);
    const once = roots.filter(({ step }) => !step);
    expect(once.map(({ layer }) => layer)).toEqual(built);
    for (const { layer, added } of once)
      expect(added, layer).toBeGreaterThan(layer === "inherited" || layer === "legacy" ? -1 : 0);
    expect(roots.map(({ secondPlan }) => secondPlan)).toEqual(roots.map(() => "empty"));
    // A database alone takes the provider three minutes.
  }, 1_800_000);

  it("refuses a layer that is not there", async () => {
    const { code, stderr } = await startUplift(["rehearse", "--layers", "netwrok"], { cwd: project, env: env() }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('--layers: there is no such layer (got "netwrok"). Did you mean "network"?');
  });

  it("takes over an account that the configuration was not written for, and builds nothing beside it", async () => {
    const { code, stdout, stderr } = await startUplift(["rehearse", "--scenario", "odd", "--json"], {
      cwd: project,
      env: env(),
    }).ended;
    expect(code, stderr).toBe(0);
    const { roots } = JSON.parse(stdout) as { roots: RootReport[] };
    const taken = { added: 0, changed: 0, destroyed: 0, mutatingCalls: 0, secondPlan: "empty" };
    expect(roots).toMatchObject([
      { layer: "inherited", ...taken },
      { layer: "legacy", ...taken },
    ]);
    expect(roots.reduce((sum, { imported }) => sum + imported, 0)).toBeGreaterThan(200);
  });

  it("leaves no process, no folder and a clean checkout when it is interrupted", async () => {
    const before = filesAround();
    const { child, ended } = startUplift(["rehearse"], { cwd: project, env: env() });
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
    expect(filesAround()).toEqual(before);
  });

  it("stops at the gate when nobody agreed to what the network attaches to", async () => {
    const bare = join(temporary, "bare");
    await mkdir(bare);
    const { code, stderr } = await startUplift(["rehearse"], { cwd: bare, env: env() }).ended;
    expect(code).toBe(2);
    expect(stderr).toContain("refused: network: the gate refuses the plan of network");
    expect(stderr).toContain(
      'module.network.aws_vpc_ipv4_cidr_block_association.this["platform"]: it would attach to the adopted aws_vpc.monolith',
    );
    expect(stderr).toContain("live-impact.yaml");
    expect(folders()).toEqual([]);
  });

  it("refuses an unknown scenario before anything is set up", async () => {
    const { ended } = startUplift(["rehearse", "--scenario", "monolit"], { cwd: project, env: env() });
    expect(await ended).toMatchObject({
      code: 1,
      stderr: 'error: --scenario: there is no such scenario (got "monolit"). Did you mean "monolith"?\n',
    });
  });
});
