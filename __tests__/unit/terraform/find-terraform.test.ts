import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareVersions, findTerraform } from "../../../src/terraform/find-terraform.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-path-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const installFake = async (script: string) => {
  const file = join(folder, "terraform");
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
};
const version = (terraform_version: string) =>
  installFake(`echo 'Warning: x'; echo '${JSON.stringify({ terraform_version, platform: "linux_arm64" })}'`);

describe("findTerraform", () => {
  it("says that there is none on the PATH, and how to get it", async () => {
    await expect(findTerraform({ PATH: folder })).rejects.toThrow(
      /^terraform: there is no terraform on the PATH\. Install Terraform 1\.11 or newer/,
    );
  });

  it("refuses one that is too old, with its version", async () => {
    await version("1.5.7");
    await expect(findTerraform({ PATH: folder })).rejects.toThrow(/1\.11\.0 or newer is needed \(got "1\.5\.7"\)/);
  });

  it("refuses what only has its name", async () => {
    await installFake("echo I am a wrapper >&2; exit 3");
    await expect(findTerraform({ PATH: folder })).rejects.toThrow(/did not tell its version: I am a wrapper/);
  });

  it("tells version and platform", async () => {
    await version("1.11.4");
    expect(await findTerraform({ PATH: folder })).toMatchObject({ version: "1.11.4", platform: "linux_arm64" });
  });
});

describe("compareVersions", () => {
  it.each([
    ["1.11.0", "1.9.8", 1],
    ["1.11.0", "1.11.0", 0],
    ["1.11.0-rc1", "1.11.0", -1],
    ["2.0.0", "1.99.99", 1],
  ])("%s against %s is %i", (a, b, expected) => {
    expect(compareVersions(a, b)).toBe(expected);
    expect(compareVersions(b, a)).toBe(expected === 0 ? 0 : -expected);
  });
});
