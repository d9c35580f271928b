import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOciLayout } from "../../src/images/oci-layout.js";
import {
  listContent,
  type Published,
  pushImage,
  type Signer,
  signImage,
  tagOf,
  verifyImage,
} from "../../src/images/publish.js";
import { digestOfTag } from "../../src/images/registry.js";
import { buildEnvironment } from "../support/stand-in.js";

const env = { ...buildEnvironment, COSIGN_PASSWORD: "" };
const tools = { env };

let folder: string;
let registry: ChildProcess;
let host: string;
const layout = (name: string) => join(folder, `${name}.oci`);
const signer = (name: string): Signer => ({
  kind: "key",
  privateKey: join(folder, name, "cosign.key"),
  publicKey: join(folder, name, "cosign.pub"),
});

/** An image with one file in it. */
async function image(name: string): Promise<void> {
  const context = join(folder, name);
  await mkdir(context);
  await writeFile(join(context, "name"), name);
  await writeFile(join(context, "Dockerfile"), "FROM scratch\nCOPY name /name\nUSER 65532\n");
  const run = (...args: string[]) => execFileSync("buildah", args, { env, stdio: "ignore" });
  run("build", "--format", "oci", "--timestamp", "0", "--tag", `localhost/test-${name}`, context);
  run("push", `localhost/test-${name}`, `oci:${layout(name)}:built`);
  run("rmi", `localhost/test-${name}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-publish-"));
  host = `127.0.0.1:${await freePort()}`;
  const config = {
    version: 0.1,
    storage: { filesystem: { rootdirectory: join(folder, "registry") } },
    http: { addr: host },
  };
  await writeFile(join(folder, "registry.yml"), JSON.stringify(config));
  registry = spawn("docker-registry", ["serve", join(folder, "registry.yml")], { stdio: "ignore" });
  for (const name of ["ours", "theirs"]) {
    await image(`image-${name}`);
    await mkdir(join(folder, name));
    execFileSync("cosign", ["generate-key-pair"], { cwd: join(folder, name), env, stdio: "ignore" });
  }
  const isUp = () =>
    fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) await setTimeout(100);
});
afterAll(async () => {
  registry?.kill();
  await rm(folder, { recursive: true, force: true });
});

const pushed = async (name: string, repository: string): Promise<Published> =>
  pushImage(layout(name), (await readOciLayout(layout(name))).digest, `${host}/${repository}`, tools);

async function manifestOf(name: string) {
  const accept = ["index", "manifest"].map((kind) => `application/vnd.oci.image.${kind}.v1+json`).join(", ");
  const answer = await fetch(`http://${host}/v2/tampered/manifests/${name}`, { headers: { accept } });
  return { type: answer.headers.get("content-type") ?? "", body: await answer.text() };
}

describe("an image in a registry", () => {
  it("keeps the digest that it was built with, and is found by it", async () => {
    const { repository, digest } = await pushed("image-ours", "kept");
    expect(repository).toBe(`${host}/kept`);
    expect(await digestOfTag(`${repository}:${tagOf(digest)}`)).toBe(digest);
  });

  it("is proven by the signature of who built it", async () => {
    const image = await pushed("image-ours", "signed");
    await signImage(image, signer("ours"), tools);
    await verifyImage(image, signer("ours"), tools);
  });

  it("is pushed and signed once, however often that is asked for: its tags never move", async () => {
    const content = async () => {
      const { tags } = (await (await fetch(`http://${host}/v2/twice/tags/list`)).json()) as { tags: readonly string[] };
      return Promise.all(tags.map(async (tag) => [tag, await digestOfTag(`${host}/twice:${tag}`)]));
    };
    const publish = async () => signImage(await pushed("image-ours", "twice"), signer("ours"), tools);
    await publish();
    const before = await content();
    await publish();
    expect(await content()).toEqual(before);
    expect(before.length).toBeGreaterThan(1);
  });

  it("is refused unsigned, and signed by somebody else", async () => {
    const unsigned = await pushed("image-ours", "unsigned");
    const proof =
      /^signature: the signature does not prove who built 127\.0\.0\.1:\d+\/\w+@sha256:[0-9a-f]{64}: cosign verify failed/;
    await expect(verifyImage(unsigned, signer("ours"), tools)).rejects.toThrow(proof);
    await signImage(unsigned, signer("theirs"), tools);
    await expect(verifyImage(unsigned, signer("ours"), tools)).rejects.toThrow(proof);
  });

  it("is refused where a signature of another image was put to it", async () => {
    const ours = await pushed("image-ours", "tampered");
    await signImage(ours, signer("ours"), tools);
    const theirs = await pushed("image-theirs", "tampered");
    const tag = (digest: string) => digest.replace(":", "-");
    // Whoever may push can hang our signature on an image of theirs.
    const tags = (await (await fetch(`http://${host}/v2/tampered/tags/list`)).json()) as { tags: readonly string[] };
    const signatures = tags.tags.filter((each) => each.startsWith(tag(ours.digest)));
    expect(signatures.length).toBeGreaterThan(0);
    for (const each of signatures) {
      const manifest = await manifestOf(each);
      const name = each.replace(tag(ours.digest), tag(theirs.digest));
      const { type, body } = manifest;
      const put = { method: "PUT", headers: { "content-type": type }, body };
      expect((await fetch(`http://${host}/v2/tampered/manifests/${name}`, put)).status).toBe(201);
    }
    await expect(verifyImage(theirs, signer("ours"), tools)).rejects.toThrow(/does not prove who built/);
  });

  it("has a list of what it holds", async () => {
    const file = join(folder, "contents.spdx.json");
    await listContent("ours", layout("image-ours"), file, tools);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
      name: "ours",
      spdxVersion: expect.stringMatching(/^SPDX-2/),
    });
  });
});
