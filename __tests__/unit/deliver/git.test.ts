import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedSince, commonCommit, contentAt, digestOf, digestsOf } from "../../../src/deliver/git.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"];

async function repository() {
  const folder = await temporaryFolder();
  const git = (...args: string[]) => execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" }).trim();
  const commit = async (path: string, content: string) => {
    await mkdir(join(folder, "modules"), { recursive: true });
    await writeFile(join(folder, path), content);
    git("add", "-A");
    git("commit", "-qm", "feat: change");
    return git("rev-parse", "HEAD");
  };
  git("init", "-q");
  return { folder, git, commit, options: { folder, env: process.env } };
}

describe("what Git knows of a base", () => {
  it("is the commit that both descend from, whatever the base got since", async () => {
    const { git, commit, options } = await repository();
    const fork = await commit("modules/a.json", "1");
    git("checkout", "-qb", "change");
    await commit("modules/b.json", "2");
    git("checkout", "-q", "main");
    await commit("modules/c.json", "3");
    git("checkout", "-q", "change");
    expect(await commonCommit("main", options)).toBe(fork);
  });

  it("gives each file the id that it would have itself, also a name with a blank", async () => {
    const { folder, commit, options } = await repository();
    const head = await commit("modules/a b.json", "text ü\n");
    const digests = await digestsOf(head, ["modules"], options);
    expect([...digests]).toEqual([
      ["modules/a b.json", digestOf(await readFile(join(folder, "modules/a b.json")), head)],
    ]);
    expect(await contentAt(head, "modules/a b.json", options)).toBe("text ü\n");
    expect(await contentAt(head, "modules/none.json", options)).toBeUndefined();
  });

  it("tells which files are otherwise, in the working tree too", async () => {
    const { folder, commit, options } = await repository();
    const base = await commit("modules/a.json", "1");
    expect(await changedSince(base, ["modules"], options)).toEqual([]);
    await commit("modules/b b.json", "2");
    await writeFile(join(folder, "modules/a.json"), "3");
    await writeFile(join(folder, "modules/c.json"), "4");
    await writeFile(join(folder, "beside.json"), "5");
    expect(await changedSince(base, ["modules"], options)).toEqual([
      "modules/a.json",
      "modules/b b.json",
      "modules/c.json",
    ]);
    expect(await changedSince(base, ["modules/a.json"], options)).toEqual(["modules/a.json"]);
    await expect(changedSince("nowhere", ["modules"], options)).rejects.toThrow("there is no such commit here");
  });

  it("refuses a base that is not there, and one that would be an option", async () => {
    const { commit, options } = await repository();
    await commit("modules/a.json", "1");
    await expect(commonCommit("origin/nowhere", options)).rejects.toThrow(
      /^--base: there is no such commit here \(got "origin\/nowhere"\)\. Fetch it first/,
    );
    await expect(commonCommit("--all", options)).rejects.toThrow(/there is no such commit here/);
  });

  it("refuses a base of another history", async () => {
    const { git, commit, options } = await repository();
    await commit("modules/a.json", "1");
    git("checkout", "-q", "--orphan", "other");
    await commit("modules/b.json", "2");
    await expect(commonCommit("main", options)).rejects.toThrow(
      /no commit in common with what is checked out \(got "main"\)/,
    );
  });

  it("says where it is missing", async () => {
    const folder = await temporaryFolder();
    await expect(commonCommit("main", { folder, env: process.env })).rejects.toThrow(
      `${folder}: this folder is no Git working tree`,
    );
  });
});
