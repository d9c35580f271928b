import { execFileSync } from "node:child_process";
import { appendFile, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));

async function project(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(checkout, "dockerfiles"), join(folder, "dockerfiles"), { recursive: true });
  return folder;
}

describe("uplift image", () => {
  it("finds no fault in the project's own Dockerfiles, and has seen them", async () => {
    const { code, stdout } = await cli(["image", "lint", "--json"], { cwd: checkout });
    const { files, findings } = JSON.parse(stdout) as { files: string[]; findings: unknown[] };
    expect(code).toBe(0);
    expect(findings).toEqual([]);
    expect(files).toEqual(["base", "java", "node", "python", "rust"].map((name) => `dockerfiles/${name}/Dockerfile`));
  });

  it("names a fault by file and line, what it costs and what to do, and ends with 2", async () => {
    const cwd = await project();
    await mkdir(join(cwd, "dockerfiles/other"));
    await writeFile(join(cwd, "dockerfiles/other/Dockerfile"), "FROM scratch\nADD https://example.com/a /a\n");
    const { code, stdout } = await cli(["image", "lint"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(
      "dockerfiles/other/Dockerfile:2: adds what an address answers, unchecked [add.remote]. What an address answers is not checked, and is no part of what was reviewed. Download in a RUN",
    );
    expect(stdout).toMatch(/6 Dockerfiles, \d faults\n$/);
  });

  it("compares the bases that the lock names: a builder may not be newer than what its program runs on", async () => {
    const cwd = await project();
    const file = join(cwd, "dockerfiles/rust/Dockerfile");
    const runtime = `RUNTIME=gcr.io/distroless/cc-debian12@sha256:${"0".repeat(64)}`;
    await writeFile(file, (await readFile(file, "utf8")).replace("RUNTIME=scratch", runtime));
    const { code, stdout } = await cli(["image", "lint"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(
      "copies what was built on trixie into bookworm, whose C library is older [base.same-libc]",
    );
  });

  it("takes no Dockerfile for a fault, not for a good answer", async () => {
    const { code, stderr } = await cli(["image", "lint"], { cwd: await temporaryFolder() });
    expect(code).toBe(1);
    expect(stderr).toContain("dockerfiles: there is no Dockerfile to look at. Run it in the project's folder.");
  });

  it("says which Dockerfile of an image is missing, and leaves nothing where it would have written", async () => {
    const cwd = await project();
    await rm(join(cwd, "dockerfiles/rust/Dockerfile"));
    const argv = ["image", "build", "sample", "--stand-in", "rust=localhost/rust", "--out", "made"];
    const { code, stderr } = await cli(argv, { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("dockerfiles/rust/Dockerfile: there is no such Dockerfile. Write it, or correct");
    expect(await readdir(cwd)).not.toContain("made");
  });

  it("says when an allowance is idle", async () => {
    const cwd = await project();
    const file = join(cwd, "dockerfiles/rust/Dockerfile");
    await writeFile(file, `# allow add.remote: once\n${await readFile(file, "utf8")}`);
    const { code, stdout } = await cli(["image", "lint"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("dockerfiles/rust/Dockerfile:1: allows add.remote, which nothing goes against");
  });

  it("refuses to build on a base without a digest, and to push what stands on a stand-in", async () => {
    const built = await cli(["image", "build", "sample"], { cwd: checkout });
    expect(built.code).toBe(2);
    expect(built.stderr).toContain("the base has no digest: docker.io/library/rust:1.95-slim-trixie");
    const pushed = await cli(
      [
        "image",
        "build",
        "sample",
        "--stand-in",
        "rust=localhost/rust",
        "--push",
        "example.com/sample",
        "--scan",
        "a.json",
      ],
      { cwd: checkout },
    );
    expect(pushed.code).toBe(2);
    expect(pushed.stderr).toContain("--push: an image on stand-ins (rust) is not what the lock says.");
  });

  it("builds nothing of what is as it was, whatever else has changed", async () => {
    const since = ["image", "build", "sample", "--since", "HEAD", "--json"];
    const cwd = await temporaryFolder();
    for (const path of ["dockerfiles", "src/config"])
      await cp(join(checkout, path), join(cwd, path), { recursive: true });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@localhost", ...args], { cwd });
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--message", "feat: first");
    await writeFile(join(cwd, "dockerfiles/rust/sample/notes.md"), "not in the image\n");
    // Git alone, so that a build is seen to begin by what it lacks.
    const programs = await temporaryFolder();
    await symlink(execFileSync("which", ["git"], { encoding: "utf8" }).trim(), join(programs, "git"));
    const env = { PATH: programs };
    // Neither the lock's bases, which have no digest, nor a scanner that is missing is asked for.
    for (const push of [[], ["--push", "example.com/sample"]]) {
      const same = await cli([...since, ...push], { cwd, env });
      expect(same.code, same.stderr).toBe(0);
      expect(JSON.parse(same.stdout)).toEqual({ name: "sample", isUnchanged: true });
    }
    await appendFile(join(cwd, "dockerfiles/rust/sample/src/main.rs"), "// changed\n");
    const changed = await cli(since, { cwd, env });
    expect(changed.stderr).toContain("the base has no digest");
    const standIn = ["--stand-in", "rust=localhost/rust"];
    const onStandIn = await cli([...since, ...standIn], { cwd, env });
    expect(onStandIn.stderr).toContain("there is no buildah on the PATH");
    for (const nothing of ["", "0".repeat(40)]) {
      const always = await cli([...since.map((each) => (each === "HEAD" ? nothing : each)), ...standIn], { cwd, env });
      expect(always.stderr, nothing).toContain("there is no buildah on the PATH");
    }
  });

  it("pushes nothing that was not looked at", async () => {
    const { code, stderr } = await cli(["image", "build", "sample", "--push", "example.com/sample"], {
      cwd: checkout,
      env: { PATH: "" },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(
      "grype: there is no grype on the PATH, which finds known weaknesses, without which nothing is pushed. go install github.com/anchore/grype/cmd/grype@",
    );
  });

  it.each([
    [["image", "make"], 'uplift image: there is no such action (got "make"). Use one of build, bump, lint, pin.'],
    [["image", "build", "smple"], 'src/config/images.ts: there is no such image (got "smple"). Did you mean "sample"?'],
    [["image", "build", "sample", "--stand-in", "rust"], '--stand-in: is no stand-in (got "rust").'],
    [
      ["image", "build", "sample", "--engine", "podman"],
      '--engine: is no engine (got "podman"). Use one of buildah, docker.',
    ],
    [["image", "pin", "rsut"], 'which uplift image pin takes for NAME (got "rsut"). Did you mean "rust"?'],
  ])("%s", async (argv, message) => {
    const { code, stderr } = await cli(argv, { cwd: checkout });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
