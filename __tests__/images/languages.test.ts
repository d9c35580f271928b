import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { organization } from "../../src/config/organization.js";
import { runContainer, startContainer, stopContainer, type UnpackedImage, unpackImage } from "../support/container.js";
import { buildOnStandIns, makeStandIns } from "../support/stand-in.js";

const checkout = fileURLToPath(new URL("../..", import.meta.url));
const port = 18_221;
const java = ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "-jar", "/service.jar"];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-languages-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** By image: what it starts, and whether that is a service, a command, or nothing. */
const images: readonly (readonly [name: string, entrypoint: readonly string[] | undefined, kind: string])[] = [
  ["python-sample", ["/usr/bin/python3", "-m", "app"], "service"],
  ["java-sample", java, "service"],
  ["uplift", ["/nodejs/bin/node", "/opt/uplift/bin/uplift.js"], "command"],
  ["base", undefined, "base"],
];

describe.each(images)("the image %s", (name, entrypoint, kind) => {
  let image: UnpackedImage;

  beforeAll(async () => {
    makeStandIns(name);
    const { code, stderr } = await buildOnStandIns(name, folder, ["--revision", "abc"]);
    expect(code, stderr).toBe(0);
    image = await unpackImage(join(folder, `${name}.oci`), join(folder, name));
  });

  it("says what it is of, and as whom it runs", () => {
    expect(image.config.User).toBe("65532:65532");
    expect(image.config.Entrypoint).toEqual(entrypoint);
    expect(image.config.Cmd).toBeUndefined();
    expect(image.config.Labels).toMatchObject({
      "org.opencontainers.image.title": organization.images[name]?.title,
      "org.opencontainers.image.source": "https://github.com/example/infrastructure",
      "org.opencontainers.image.revision": "abc",
      "org.opencontainers.image.licenses": "Apache-2.0",
    });
  });

  it("holds no shell, no package manager, no program that runs as root, and nothing that its user could change", () => {
    const find = (...conditions: string[]) =>
      execFileSync("find", [image.root, "-xdev", ...conditions, "-printf", "/%P\n"], { encoding: "utf8" })
        .split("\n")
        .filter((path) => path !== "");
    const programs = ["sh", "bash", "dash", "busybox", "apt-get", "dpkg", "npm", "pip", "pip3", "mvn", "javac"];
    const named = programs.flatMap((each, index) => (index === 0 ? ["-name", each] : ["-o", "-name", each]));
    expect(find("!", "-type", "d", "(", ...named, ")")).toEqual([]);
    expect(find("-perm", "/6000", "-type", "f")).toEqual([]);
    const own = ["-user", "65532", "-o", "-group", "65532"];
    const open = ["-perm", "-002", "!", "-type", "l", "!", "-perm", "-1000"];
    expect(find("(", ...own, "-o", "(", ...open, ")", ")")).toEqual(["/home/nonroot"]);
  });

  if (kind === "service") it("answers as process 1, on a root that it cannot write, and stops", () => serves(image));
  if (kind === "command") it("runs on a root that it cannot write, and judges a project", () => judges(image));
});

async function serves(image: UnpackedImage) {
  const container = await startContainer(image, port);
  const { pid } = container;
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  expect(status).toMatch(/^Uid:\s+65532\s+65532\s+65532\s+65532$/m);
  expect(status).toMatch(/^Groups:\s*$/m);
  expect(status).toMatch(/^NSpid:\s+\d+\s+1$/m);
  expect(await readFile(`/proc/${pid}/mounts`, "utf8")).toMatch(/ \/ \S+ ro,/);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("sample\n");
  const { code, afterMs } = await stopContainer(container);
  expect(code).toBe(0);
  expect(afterMs).toBeLessThan(1000);
}

async function judges(image: UnpackedImage) {
  const help = await runContainer(image, { args: ["--help"] });
  expect(help, help.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining("Usage: uplift") });
  const judged = await runContainer(image, { args: ["policy"], project: checkout });
  expect(judged.code, judged.stderr).toBe(0);
}

describe("the Python sample", () => {
  it("passes its own tests with the packages of its image", () => {
    const env = { PATH: process.env.PATH, PYTHONPATH: join(folder, "python-sample/packages") };
    const cwd = join(checkout, "dockerfiles/python/sample");
    execFileSync("python3", ["-B", "-m", "unittest"], { cwd, env, stdio: "pipe" });
  });

  it("is compiled, and stays so whatever time its files have", async () => {
    const code = "import sys; sys.argv = []; import app.service, prometheus_client";
    const image = {
      root: join(folder, "python-sample"),
      config: { WorkingDir: "/app", Env: ["PYTHONPATH=/packages"] },
    };
    const args = ["/usr/bin/python3", "-B", "-v", "-c", code];
    const { stderr } = await runContainer(image, { args });
    expect(stderr).toMatch(/# \/app\/app\/__pycache__\/service\.cpython-\d+\.pyc matches/);
    expect(stderr).toMatch(/# \/packages\/prometheus_client\/__pycache__\/\S+\.pyc matches/);
    expect(stderr.match(/bytecode is stale.*/g)).toBeNull();
  });
});

describe("the golden base", () => {
  /** The project with other authorities: what is there has none. */
  async function withAuthorities(name: string, authorities: Readonly<Record<string, string>>) {
    const project = join(folder, name);
    await cp(join(checkout, "dockerfiles"), join(project, "dockerfiles"), { recursive: true });
    for (const [file, content] of Object.entries(authorities))
      await writeFile(join(project, "dockerfiles/base/authorities", file), content);
    return buildOnStandIns("base", join(project, "out"), ["--revision", "abc"], project);
  }

  const certificate = async (name: string) => {
    const to = join(folder, `${name}.crt`);
    const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
    execFileSync("openssl", [...made, "-subj", `/CN=${name}`, "-keyout", "/dev/null", "-out", to], { stdio: "ignore" });
    return readFile(to, "utf8");
  };

  it("trusts the organization's authorities beside the public ones, those whose file ends without a line's end too", async () => {
    const [one, two] = [await certificate("one"), await certificate("two")];
    const { code, stderr } = await withAuthorities("with", { "b.crt": two, "a.crt": one.trimEnd() });
    expect(code, stderr).toBe(0);
    const { root } = await unpackImage(join(folder, "with/out/base.oci"), join(folder, "with/root"));
    const bundle = join(root, "etc/ssl/certs/ca-certificates.crt");
    const before = await readFile(join(folder, "base/etc/ssl/certs/ca-certificates.crt"), "utf8");
    expect(await readFile(bundle, "utf8")).toBe(`${before}\n${one}\n${two}`.replace(`${one}\n`, `${one}`));
    for (const each of ["one", "two"])
      execFileSync("openssl", ["verify", "-CAfile", bundle, join(folder, `${each}.crt`)], { stdio: "pipe" });
  });

  it("refuses what is no certificate, and what holds a key", async () => {
    const der = await withAuthorities("der", { "a.crt": "0\u0082\u0003" });
    expect(der.stderr).toContain("authorities/a.crt is no certificate in PEM");
    const key = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n";
    const withKey = await withAuthorities("key", { "a.crt": `${await certificate("three")}${key}` });
    expect(withKey.stderr).toContain("authorities/a.crt holds a private key");
  });
});

describe("the Java sample", () => {
  const line = /^[0-9a-f]{64}( {2}org\/junit\/jupiter\/junit-jupiter-api\/.*\.jar\n)/m;

  it.each([
    ["has another checksum", `${"0".repeat(64)}$1`, /junit-jupiter-api.*trusted checksum mismatch/s],
    ["has none", "", /Missing from summaryFile trusted checksum.*junit-jupiter-api/s],
  ])("takes nothing that %s", async (kind, checksum, said) => {
    const project = join(folder, kind);
    await cp(join(checkout, "dockerfiles"), join(project, "dockerfiles"), { recursive: true });
    const file = join(project, "dockerfiles/java/sample/.mvn/checksums/checksums.sha256");
    const sums = await readFile(file, "utf8");
    expect(sums).toMatch(line);
    await writeFile(file, sums.replace(line, checksum));
    const out = join(project, "out");
    const { code, stderr } = await buildOnStandIns("java-sample", out, ["--revision", "abc"], project);
    expect(code).toBe(1);
    expect(stderr).toMatch(said);
    await expect(readdir(out)).rejects.toThrow("ENOENT");
  });
});
