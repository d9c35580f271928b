import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOciLayout } from "../../src/images/oci-layout.js";
import { startContainer, stopContainer, type UnpackedImage, unpackImage } from "../support/container.js";
import { buildOnStandIns, makeStandIns } from "../support/stand-in.js";

const port = 18_217;

let folder: string;
let image: UnpackedImage;
let digest: string;

const build = (out: string, ...more: string[]) => buildOnStandIns("sample", out, ["--revision", "abc", ...more]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-image-"));
  makeStandIns("sample");
  const { code, stdout, stderr } = await build(join(folder, "one"));
  expect(code, stderr).toBe(0);
  digest = (JSON.parse(stdout) as { digest: string }).digest;
  image = await unpackImage(join(folder, "one/sample.oci"), join(folder, "root"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the Rust image", () => {
  it("holds one static program and nothing else, in at most 2 MB", async () => {
    expect(await readdir(image.root)).toEqual(["service"]);
    expect((await stat(join(image.root, "service"))).size).toBeLessThanOrEqual(2_000_000);
    expect(execFileSync("file", [join(image.root, "service")], { encoding: "utf8" })).toContain("static-pie linked");
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
    const container = await startContainer(image, port);
    const { pid } = container;
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    expect(status).toMatch(/^Uid:\s+65532\s+65532\s+65532\s+65532$/m);
    expect(status).toMatch(/^NSpid:\s+\d+\s+1$/m);
    expect(await readFile(`/proc/${pid}/mounts`, "utf8")).toMatch(/ \/ \S+ ro,/);
    const { code, afterMs } = await stopContainer(container);
    expect(code).toBe(0);
    // Kubernetes would kill it after 30 seconds.
    expect(afterMs).toBeLessThan(1000);
  });

  it("has the same digest again, whatever the cache holds, and another one for another revision", async () => {
    // Builds of other revisions and names leave images that the next one finds in the cache.
    const other = await build(join(folder, "other"), "--revision", "def");
    expect(other.code, other.stderr).toBe(0);
    const again = await build(join(folder, "two"));
    expect(again.code, again.stderr).toBe(0);
    expect((JSON.parse(again.stdout) as { digest: string }).digest).toBe(digest);
    expect((JSON.parse(other.stdout) as { digest: string }).digest).not.toBe(digest);
    const { config } = await readOciLayout(join(folder, "other/sample.oci"));
    expect(config.Labels?.["org.opencontainers.image.revision"]).toBe("def");
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
