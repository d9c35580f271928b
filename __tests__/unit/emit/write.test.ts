import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findDrift } from "../../../src/emit/check.js";
import { manifestPath, textFile } from "../../../src/emit/files.js";
import { filesInOwnedTrees } from "../../../src/emit/tree.js";
import { writeFiles } from "../../../src/emit/write.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const killedRun = fileURLToPath(new URL("../../support/write-many-files.ts", import.meta.url));
const a = textFile("modules/a/main.tf.json", "a\n");
const b = textFile("modules/b/main.tf.json", "b\n");
const text = (project: string, path: string) => readFile(join(project, path), "utf8");

describe("the emitter", () => {
  it("writes what is planned, and nothing the second time", async () => {
    const project = await temporaryFolder();
    expect(await writeFiles(project, [a, b])).toEqual({ written: [a.path, b.path], unchanged: 0, pruned: [] });
    const before = await stat(join(project, manifestPath));
    expect(await writeFiles(project, [a, b])).toEqual({ written: [], unchanged: 2, pruned: [] });
    expect((await stat(join(project, manifestPath))).mtimeMs).toBe(before.mtimeMs);
    expect(JSON.parse(await text(project, manifestPath)).files).toEqual([a.path, b.path]);
  });

  it("prunes what it emitted and no longer does, with the folder left empty", async () => {
    const project = await temporaryFolder();
    await writeFiles(project, [a, b]);
    expect((await writeFiles(project, [a])).pruned).toEqual([b.path]);
    expect(await filesInOwnedTrees(project)).toEqual([a.path]);
    await expect(stat(join(project, "modules/b"))).rejects.toThrow("ENOENT");
  });

  it("never touches what it does not own", async () => {
    const project = await temporaryFolder();
    await writeFiles(project, [a, b]);
    await writeFile(join(project, "modules/b/notes.md"), "mine");
    await writeFiles(project, [a]);
    expect(await text(project, "modules/b/notes.md")).toBe("mine");
  });

  it("refuses to overwrite a hand-made file, before anything is written", async () => {
    const project = await temporaryFolder();
    await mkdir(join(project, "modules/b"), { recursive: true });
    await writeFile(join(project, b.path), "mine");
    await expect(writeFiles(project, [a, b])).rejects.toThrow(
      "modules/b/main.tf.json: exists and was not emitted by Uplift, so it is not overwritten; nothing has been written. Move the file elsewhere",
    );
    expect(await filesInOwnedTrees(project)).toEqual([b.path]);
    await expect(stat(join(project, manifestPath))).rejects.toThrow("ENOENT");
  });

  it("heals at the next run after it was killed between two files", async () => {
    const project = await temporaryFolder();
    const count = 3000;
    const child = spawn(process.execPath, ["--import", "tsx", killedRun, project, String(count)], { stdio: "inherit" });
    const ended = once(child, "exit");
    while ((await filesInOwnedTrees(project)).length < 10) await setTimeout(5);
    child.kill("SIGKILL");
    expect((await ended)[1]).toBe("SIGKILL");
    const present = (await filesInOwnedTrees(project)).filter((path) => !path.endsWith(".tmp"));
    expect(present.length).toBeLessThan(count);
    const changed = present.map((path) => textFile(path, "changed since\n"));
    expect((await writeFiles(project, changed)).written).toEqual(present);
    expect(await filesInOwnedTrees(project)).toEqual(present);
  });

  it("refuses a folder that stands where a file must be, and leaves nothing behind", async () => {
    const project = await temporaryFolder();
    await mkdir(join(project, a.path, "in-the-way"), { recursive: true });
    await expect(writeFiles(project, [a])).rejects.toThrow("modules/a/main.tf.json: exists and was not emitted");
    expect(await filesInOwnedTrees(project)).toEqual([]);
  });

  it("refuses a broken manifest with its remedy", async () => {
    const project = await temporaryFolder();
    await writeFile(join(project, manifestPath), '{"files": [');
    await expect(writeFiles(project, [a])).rejects.toThrow(
      "generated.json: is no list of emitted files. Restore it: git checkout -- generated.json",
    );
  });

  it("refuses a manifest that would let it prune what is not its own", async () => {
    const project = await temporaryFolder();
    for (const path of ["../victim", "README.md", "modules/../README.md", "modules"]) {
      await writeFile(join(project, manifestPath), JSON.stringify({ files: [path] }));
      await expect(writeFiles(project, [a])).rejects.toThrow("generated.json: is no list of emitted files");
    }
  });

  it("refuses an owned tree that is a link to elsewhere", async () => {
    const project = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await symlink(elsewhere, join(project, "modules"));
    await expect(writeFiles(project, [a])).rejects.toThrow(
      "modules: is a symbolic link, so what is emitted would lie elsewhere. Replace the link by a folder.",
    );
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it("refuses a path outside the project", async () => {
    const project = await temporaryFolder();
    await expect(writeFiles(project, [textFile("modules/../../x", "")])).rejects.toThrow("must lie inside the project");
  });
});

describe("the drift check", () => {
  it("is silent on what was just emitted", async () => {
    const project = await temporaryFolder();
    await writeFiles(project, [a, b]);
    await chmod(join(project, a.path), 0o644);
    expect(await findDrift(project, [a, b])).toEqual([]);
  });

  it("names a missing, a changed, a stray and a stale file", async () => {
    const project = await temporaryFolder();
    const c = textFile("environments/dev/c.tf.json", "old\n");
    const d = textFile("terragrunt/root.hcl", "d\n");
    await writeFiles(project, [a, b, c, d]);
    await rm(join(project, a.path));
    await writeFile(join(project, "modules/b/stray.tf.json"), "{}");
    const drift = await findDrift(project, [a, b, textFile(c.path, "new\n")]);
    expect(drift.map(({ path, kind }) => [path, kind])).toEqual([
      [c.path, "differs"],
      [a.path, "missing"],
      ["modules/b/stray.tf.json", "stray"],
      [d.path, "stale"],
    ]);
    expect(drift[0]?.diff).toContain("-old\n+new");
  });

  it("passes over what Terraform leaves in a root", async () => {
    const project = await temporaryFolder();
    await writeFiles(project, [a]);
    await mkdir(join(project, "modules/a/.terraform"), { recursive: true });
    for (const name of [".terraform/x", "p.tfplan", "terraform.tfstate", "terraform.tfstate.backup"]) {
      await writeFile(join(project, "modules/a", name), "");
    }
    expect(await findDrift(project, [a])).toEqual([]);
  });
});
