import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownedTrees } from "../../../src/emit/files.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "" };

let template: string;
beforeAll(async () => {
  template = await mkdtemp(join(tmpdir(), "uplift-test-"));
  for (const name of ["inventory", "adoption", "live-impact.yaml", "generated.json", "atlantis.yaml", ...ownedTrees])
    await cp(join(checkout, name), join(template, name), { recursive: true });
  await cp(join(checkout, ".github/CODEOWNERS"), join(template, ".github/CODEOWNERS"));
  git(template, "init", "-qb", "main");
  commit(template);
});
afterAll(() => rm(template, { recursive: true, force: true }));

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd });
const commit = (cwd: string) => {
  git(cwd, "add", "-A");
  git(cwd, "commit", "-qm", "feat: change");
};

/** A clone of the project's trees with one commit. */
async function project() {
  const cwd = await temporaryFolder();
  await cp(template, cwd, { recursive: true });
  return { cwd, commit: () => commit(cwd) };
}

describe("uplift affected", () => {
  it("tells of nothing where nothing is changed, and of a root whose file the base had otherwise", async () => {
    const { cwd, commit } = await project();
    const same = await cli(["affected", "--base", "HEAD"], { cwd, env });
    expect(same).toMatchObject({ code: 0, stdout: "no root is affected\n" });
    await writeFile(join(cwd, "environments/dev/network/main.tf.json"), "{}\n");
    commit();
    const { stdout } = await cli(["affected", "--base", "HEAD", "--env", "dev", "--json"], { cwd, env });
    const { environments, roots } = JSON.parse(stdout) as {
      environments: string[];
      roots: { id: string; changed: string[]; because: string[] }[];
    };
    expect(environments).toEqual(["dev"]);
    expect(roots.slice(0, 2).map(({ id, changed, because }) => ({ id, changed, because }))).toEqual([
      { id: "dev/network", changed: ["environments/dev/network/main.tf.json"], because: [] },
      { id: "dev/dns", changed: [], because: ["dev/network"] },
    ]);
  });

  it("names a root that the base has and the configuration has not", async () => {
    const { cwd, commit } = await project();
    await cp(join(cwd, "environments/dev/cost"), join(cwd, "environments/old/cost"), { recursive: true });
    commit();
    const { stdout } = await cli(["affected", "--base", "HEAD"], { cwd, env });
    expect(stdout).toContain("removed old/cost: its state still holds what it made.");
  });

  it("counts people's decisions where something was adopted", async () => {
    const { cwd } = await project();
    await writeFile(join(cwd, "live-impact.yaml"), "schema_version: 1\nentries: []\n");
    const { stdout } = await cli(["affected", "--base", "HEAD", "--json"], { cwd, env });
    expect((JSON.parse(stdout) as { environments: string[] }).environments).toEqual(["prod"]);
  });

  it("counts a decision that is not committed yet", async () => {
    const { cwd } = await project();
    const file = join(cwd, "decommission/prod-edge.yaml");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "schema_version: 1\nenvironment: prod\nlayer: edge\nentries: []\n");
    const { stdout } = await cli(["affected", "--base", "HEAD", "--json"], { cwd, env });
    const { roots } = JSON.parse(stdout) as { roots: { id: string; changed: string[] }[] };
    expect(roots[0]).toMatchObject({ id: "prod/edge", changed: ["decommission/prod-edge.yaml"] });
  });

  it("refuses a base that is not there", async () => {
    const { cwd } = await project();
    const { code, stderr } = await cli(["affected", "--base", "origin/main"], { cwd, env });
    expect(code).toBe(1);
    expect(stderr).toContain('--base: there is no such commit here (got "origin/main")');
  });
});

describe("uplift ci", () => {
  it("plans nothing while the trees are not what the configuration emits", async () => {
    const { cwd } = await project();
    await rm(join(cwd, "environments/dev/network/backend.tf.json"));
    const { code, stderr } = await cli(["ci", "plan", "--base", "HEAD"], { cwd, env });
    expect(code).toBe(1);
    expect(stderr).toContain(
      "1 emitted files are not as the configuration describes them, environments/dev/network/backend.tf.json among them. Run npm run synth and commit the trees",
    );
  });

  it("refuses a workflow that was edited by hand", async () => {
    const { cwd } = await project();
    await writeFile(join(cwd, ".github/workflows/merge.yml"), "on: push\n");
    const { code, stdout } = await cli(["synth", "--check"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(".github/workflows/merge.yml: differs from what would be emitted");
  });

  it("says that nothing is to be planned", async () => {
    const { cwd } = await project();
    const { code, stdout } = await cli(["ci", "plan", "--base", "HEAD", "--env", "dev"], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toContain("### Plan of dev: 0 roots, no changes\n\n:white_check_mark: No root is affected");
  });

  it.each([
    [["plan"], "uplift ci plan: --base or --roots is missing. Give it: e.g. --base origin/main."],
    [
      ["pln", "--base", "HEAD"],
      'uplift ci: there is no such action (got "pln"). Use one of plan, apply, drift, comment, issue, propose.',
    ],
    [
      ["plan", "--base", "HEAD", "--env", "dve"],
      'environment: there is no such environment (got "dve"). Did you mean "dev"?',
    ],
    [["plan", "--roots", "prod/edge", "--env", "dev"], 'root: there is no such root (got "prod/edge").'],
    [
      ["apply", "--roots", "dev/cost", "--lock-timeout-seconds", "soon"],
      '--lock-timeout-seconds: is no such number (got "soon").',
    ],
    [["plan", "--roots", "dev/netwrk"], 'root: there is no such root (got "dev/netwrk"). Did you mean "dev/network"?'],
    [
      ["plan", "--base", "HEAD", "--at-once", "many"],
      '--at-once: is no such number (got "many"). Give a whole number from 1 to 8.',
    ],
    [
      ["plan", "--base", "HEAD", "--env", "dev", "--layers", "network,bootstrap"],
      '--layers: the pipeline was written for other layers of dev than there are, or for another order (got "network,bootstrap"). Run npm run synth and commit the pipelines.',
    ],
    [["comment", "--file", "none.md", "--number", "1"], "none.md: there is no comment to put up."],
    [["comment"], "uplift ci comment: --file is missing."],
  ])("%s", async (argv, message) => {
    const { code, stderr } = await cli(["ci", ...argv], { cwd: checkout, env });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it("puts nothing up without a token", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "comment.md"), "<!-- uplift: Plan -->\n");
    const { code, stderr } = await cli(["ci", "comment", "--file", "comment.md", "--number", "1"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("GITHUB_TOKEN: there is no token for the code host.");
  });
});

describe("uplift unlock", () => {
  it.each([
    [["unlock", "prod/netwrk"], 'root: there is no such root (got "prod/netwrk"). Did you mean "prod/network"?'],
    [["unlock", "prod/network", "--older-than-minutes", "-1"], '--older-than-minutes: is no such number (got "-1").'],
  ])("%s", async (argv, message) => {
    const { code, stderr } = await cli(argv, { cwd: checkout, env });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
