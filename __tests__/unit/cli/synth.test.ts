import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));

/** A project with the committed trees and what they are emitted from. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ["modules", "environments", "terragrunt", "generated.json", "inventory", "adoption"]) {
    await cp(join(checkout, name), join(folder, name), { recursive: true });
  }
  return folder;
}

describe("uplift synth", () => {
  it("finds the committed trees as they are emitted", async () => {
    const { code, stdout } = await cli(["synth", "--check"], { cwd: checkout });
    expect(stdout).toMatch(/^\d+ emitted files are as committed\n$/);
    expect(code).toBe(0);
  });

  it("names a deleted and a stray file, and ends with 2", async () => {
    const cwd = await project();
    await rm(join(cwd, "environments/dev/network/main.tf.json"));
    await writeFile(join(cwd, "modules/state/stray.tf.json"), "{}");
    const { code, stdout } = await cli(["synth", "--check"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("environments/dev/network/main.tf.json: missing: would be emitted");
    expect(stdout).toContain("modules/state/stray.tf.json: stray: lies in an emitted tree, but nothing emits it");
  });

  it("shows what differs as a diff", async () => {
    const cwd = await project();
    await writeFile(join(cwd, "environments/dev/network/backend.tf.json"), "{}\n");
    const { code, stdout } = await cli(["synth", "--check"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("-{}");
    expect(stdout).toContain('+        "bucket": "example-dev-state-666666666666",');
  });

  it("mends the trees, and has nothing to do after that", async () => {
    const cwd = await project();
    await rm(join(cwd, "environments/dev/network/main.tf.json"));
    expect((await cli(["synth"], { cwd })).stdout).toContain("wrote environments/dev/network/main.tf.json");
    expect(JSON.parse((await cli(["synth", "--json"], { cwd })).stdout)).toMatchObject({ written: [], pruned: [] });
    expect((await cli(["synth", "--check"], { cwd })).code).toBe(0);
  });
});
