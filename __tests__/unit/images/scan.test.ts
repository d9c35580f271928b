import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findScanner, scanImage } from "../../../src/images/scan.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-scan-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that notes how it was called and does what a scanner would. */
async function scanner(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\necho "$@" > "${join(folder, `${name}.called`)}"\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}
const env = () => ({ PATH: `${folder}:/usr/bin:/bin` });
const called = (name: string) => readFile(join(folder, `${name}.called`), "utf8");

describe("the known weaknesses of an image", () => {
  it("are told by Trivy where it is there", async () => {
    await scanner("trivy", 'while [ "$1" != --output ]; do shift; done; echo \'{"SchemaVersion":2}\' > "$2"');
    await scanner("grype", "exit 1");
    expect(await scanImage("/somewhere/sample.oci", { env: env() })).toEqual({
      file: "trivy",
      content: '{"SchemaVersion":2}\n',
    });
    expect(await called("trivy")).toMatch(
      /^image --input \/somewhere\/sample\.oci --scanners vuln --format json --output /,
    );
  });

  it("are told by Grype else", async () => {
    await scanner("grype", 'while [ "$1" != --file ]; do shift; done; echo \'{"matches":[]}\' > "$2"');
    const { content } = await scanImage("/somewhere/sample.oci", { env: env() });
    expect(content).toBe('{"matches":[]}\n');
    expect(await called("grype")).toMatch(/^oci-dir:\/somewhere\/sample\.oci --output json --file /);
  });

  it("are not known where a scanner fails, and nothing goes on", async () => {
    await scanner("grype", "echo the database is too old >&2; exit 1");
    await expect(scanImage("/x", { env: env() })).rejects.toThrow("the database is too old");
  });

  it("want a scanner", async () => {
    await expect(findScanner({ env: { PATH: folder } })).rejects.toThrow(
      /^grype: there is no grype on the PATH.*or give a report: --scan FILE\.$/,
    );
  });
});
