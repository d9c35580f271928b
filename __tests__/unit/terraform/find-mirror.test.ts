import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findMirror } from "../../../src/terraform/find-mirror.js";
import { mirrorVersions } from "../../../src/terraform/mirror-content.js";
import { ensureProviders, writeCliConfiguration } from "../../../src/terraform/providers.js";

const wanted = { source: "hashicorp/aws", version: "5.100.0", platform: "linux_amd64" };
const providerFolder = ["registry.terraform.io", "hashicorp", "aws"];
let root: string;
let home: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "uplift-mirror-"));
  home = join(root, "home");
  await mkdir(home);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const makeMirror = async (folder: string, version = wanted.version, platform = wanted.platform) => {
  await mkdir(join(folder, ...providerFolder, version, platform), { recursive: true });
  return folder;
};
const find = (env: Record<string, string> = {}, roots: string[] = []) =>
  findMirror(wanted, { HOME: home, XDG_DATA_DIRS: join(root, "share"), ...env }, roots);

describe("what a mirror has", () => {
  it("is read from both of Terraform's layouts", async () => {
    const folder = await makeMirror(join(root, "m"), "5.99.0", "darwin_arm64");
    await writeFile(join(folder, ...providerFolder, "terraform-provider-aws_5.100.0_linux_amd64.zip"), "");
    await writeFile(join(folder, ...providerFolder, "index.json"), "{}");
    expect(await mirrorVersions(folder, "hashicorp/aws")).toEqual(["5.100.0 (linux_amd64)", "5.99.0 (darwin_arm64)"]);
  });
});

describe("the search for a mirror", () => {
  it("takes the folder that UPLIFT_PROVIDER_MIRROR names", async () => {
    const folder = await makeMirror(join(root, "named"));
    expect(await find({ UPLIFT_PROVIDER_MIRROR: folder })).toMatchObject({ source: { kind: "mirror", folder } });
  });

  it("refuses a named mirror that lacks the version, with what it has and the command that fills it", async () => {
    const folder = await makeMirror(join(root, "named"), "5.90.0");
    await makeMirror(folder, "5.100.0", "darwin_arm64");
    const error = await find({ UPLIFT_PROVIDER_MIRROR: folder }).catch((fault: Error) => fault);
    expect(String(error)).toContain(`${folder}: the provider mirror has no hashicorp/aws 5.100.0 for linux_amd64`);
    expect(String(error)).toContain("5.100.0 (darwin_arm64), 5.90.0 (linux_amd64)");
    expect(String(error)).toContain(`terraform providers mirror -platform=linux_amd64 ${folder}`);
  });

  it("keeps a configuration of the user's that installs from a mirror, and no other", async () => {
    const file = join(home, ".terraformrc");
    await writeFile(file, 'plugin_cache_dir = "/tmp/x"\n# provider_installation { filesystem_mirror {} }\n');
    expect((await find()).source).toBeUndefined();
    await writeFile(file, 'provider_installation {\n  filesystem_mirror {\n    path = "/m"\n  }\n}\n');
    expect((await find()).source).toEqual({ kind: "configuration", file });
    const missing = { TF_CLI_CONFIG_FILE: join(root, "gone.rc") };
    expect((await find(missing)).source).toEqual({ kind: "configuration", file });
  });

  it("finds Terraform's implied folders before it searches", async () => {
    const folder = await makeMirror(join(home, ".terraform.d", "plugins"));
    await makeMirror(join(root, "opt", "m"));
    expect((await find({}, [join(root, "opt")])).source).toEqual({ kind: "mirror", folder });
  });

  it("finds a folder down to depth 4 and passes by one that lacks the version", async () => {
    const old = await makeMirror(join(root, "opt", "a-old"), "4.0.0");
    const folder = await makeMirror(join(root, "opt", "b", "c", "d"));
    await makeMirror(join(root, "far", "b", "c", "d", "e"));
    expect(await find({}, [join(root, "opt")])).toEqual({ source: { kind: "mirror", folder }, searched: [old] });
    expect((await find({}, [join(root, "far")])).source).toBeUndefined();
  });
});

describe("the CLI configuration", () => {
  it("takes providers from the mirror alone", async () => {
    const file = await writeCliConfiguration(root, { kind: "mirror", folder: '/a "b"' });
    const content = await readFile(file, "utf8");
    expect(content).toContain('path = "/a \\"b\\""');
    expect(content).not.toMatch(/direct|network_mirror/);
  });

  it("is the user's own where that is kept", async () => {
    expect(await writeCliConfiguration(root, { kind: "configuration", file: "/u/rc" })).toBe("/u/rc");
  });
});

describe("where no mirror is found", () => {
  const ensure = async (script: string) => {
    const program = join(root, "terraform");
    await writeFile(program, `#!/bin/sh\n${script}\n`);
    await chmod(program, 0o755);
    const env = { HOME: home, PATH: process.env.PATH, XDG_DATA_DIRS: join(root, "share") };
    const terraform = { program, version: "1.11.4", platform: wanted.platform };
    return ensureProviders({ terraform, env, searchRoots: [join(root, "opt")] });
  };

  it("downloads one into the cache folder, once", async () => {
    const folder = join(home, ".cache", "uplift", "providers");
    const archive = join(folder, ...providerFolder, "terraform-provider-aws_5.100.0_linux_amd64.zip");
    const download = `[ "$2 $3 $4" = "providers mirror -platform=linux_amd64" ] && mkdir -p "$(dirname ${archive})" && touch ${archive}`;
    expect(await ensure(download)).toEqual({ kind: "mirror", folder });
    expect(await ensure("exit 9")).toEqual({ kind: "mirror", folder });
  });

  it("says so when the download fails, with the folders searched and the command for elsewhere", async () => {
    const old = await makeMirror(join(root, "opt"), "4.0.0");
    const failing = ensure("echo 'Error: could not connect' >&2; exit 1");
    await expect(failing).rejects.toThrow(/could not be downloaded: Error: could not connect/);
    await expect(failing).rejects.toThrow(`looked in ${old}`);
    await expect(failing).rejects.toThrow("terraform providers mirror -platform=linux_amd64 DIR");
  });
});
