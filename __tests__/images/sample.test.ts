import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOciLayout } from "../../src/images/oci-layout.js";
import { startUplift } from "../support/uplift-process.js";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const env = { ...process.env, BUILDAH_ISOLATION: "chroot", STORAGE_DRIVER: "vfs" };
const port = 18_217;

let folder: string;
let root: string;
let digest: string;

/** Builds the sample on the stand-in; the layer with the dependencies is kept between builds, as a pipeline keeps it. */
async function build(out: string, ...more: string[]) {
  const argv = ["image", "build", "sample", "--stand-in", "rust=localhost/stand-in/rust", "--engine", "buildah"];
  return startUplift([...argv, "--revision", "abc", "--out", out, "--json", ...more], { cwd: checkout, env }).ended;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-image-"));
  const images = execFileSync("buildah", ["images", "--format", "{{.Name}}"], { env, encoding: "utf8" });
  if (!images.includes("localhost/stand-in/rust"))
    execFileSync(join(checkout, "dockerfiles/stand-in"), ["rust"], { env, stdio: "ignore" });
  const { code, stdout, stderr } = await build(join(folder, "one"));
  expect(code, stderr).toBe(0);
  digest = (JSON.parse(stdout) as { digest: string }).digest;
  root = join(folder, "root");
  await mkdir(root);
  const { blobs } = await readOciLayout(join(folder, "one/sample.oci"));
  for (const blob of blobs) execFileSync("tar", ["--extract", "--file", blob, "--directory", root]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const health = () =>
  new Promise<number>((resolve) => {
    get(`http://127.0.0.1:${port}/health`, ({ statusCode }) => resolve(statusCode ?? 0)).on("error", () => resolve(0));
  });

/** Runs the image's program as process 1 of a container: its own processes and mounts, its own user, a root that cannot be written. */
async function start(): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
  const mounted = `mount --bind ${root} ${root} && mount -o remount,ro,bind ${root}`;
  const script = `${mounted} && exec chroot --userspec=65532:65532 ${root} /service`;
  const begin = performance.now();
  const child = spawn("unshare", ["--mount", "--pid", "--fork", "sh", "-c", script], {
    env: { ...env, PORT: String(port) },
    stdio: "ignore",
  });
  while ((await health()) !== 204) expect(performance.now() - begin).toBeLessThan(5000);
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const names = await Promise.all(
    pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")]),
  );
  const pid = Number(names.find(([, name]) => name?.trim() === "service")?.[0]);
  return { child, pid };
}

describe("the Rust image", () => {
  it("holds one static program and nothing else, in at most 2 MB", async () => {
    expect(await readdir(root)).toEqual(["service"]);
    expect((await stat(join(root, "service"))).size).toBeLessThanOrEqual(2_000_000);
    expect(execFileSync("file", [join(root, "service")], { encoding: "utf8" })).toContain("static-pie linked");
  });

  it("says what it is of, and as whom it runs", async () => {
    const { config } = await readOciLayout(join(folder, "one/sample.oci"));
    expect(config.User).toBe("65532:65532");
    expect(config.Entrypoint).toEqual(["/service"]);
    expect(config.Labels).toMatchObject({
      "org.opencontainers.image.title": "Sample service",
      "org.opencontainers.image.source": "https://github.com/example/infrastructure",
      "org.opencontainers.image.revision": "abc",
      "org.opencontainers.image.licenses": "Apache-2.0",
    });
  });

  it("is there at once as process 1 of its container, as nobody, on a root that it cannot write", async () => {
    const { child, pid } = await start();
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    expect(status).toMatch(/^Uid:\s+65532\s+65532\s+65532\s+65532$/m);
    expect(status).toMatch(/^NSpid:\s+\d+\s+1$/m);
    expect(await readFile(`/proc/${pid}/mounts`, "utf8")).toMatch(/ \/ \S+ ro,/);
    const told = performance.now();
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    process.kill(pid, "SIGTERM");
    expect(await ended).toBe(0);
    expect(performance.now() - told).toBeLessThan(1000);
  });

  it("has the same digest when it is built again from nothing but the same files", async () => {
    const again = await build(join(folder, "two"));
    expect(again.code, again.stderr).toBe(0);
    expect((JSON.parse(again.stdout) as { digest: string }).digest).toBe(digest);
  });

  it("is refused with a grave weakness that is mended elsewhere", async () => {
    const report = join(folder, "clean.json");
    await writeFile(report, '{"SchemaVersion":2}');
    const large = join(folder, "bad.json");
    await writeFile(
      large,
      JSON.stringify({
        matches: [
          {
            vulnerability: { id: "CVE-1", severity: "High", fix: { state: "fixed", versions: ["2"] } },
            artifact: { name: "tokio", version: "1" },
          },
        ],
      }),
    );
    const { code, stderr } = await build(join(folder, "three"), "--scan", large);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "refused: sample: 1 known weaknesses of it have a mended version: CVE-1 (high) in tokio 1, mended in 2.",
    );
    expect((await build(join(folder, "four"), "--scan", report)).code).toBe(0);
  });
});
