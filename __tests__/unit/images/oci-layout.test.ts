import { createHash } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { forgetCaches, readOciLayout } from "../../../src/images/oci-layout.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** A layout with one image, as buildah writes it where its cache held an image of this name. */
async function layout(cached: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "blobs/sha256"), { recursive: true });
  const put = async (content: string) => {
    const hex = createHash("sha256").update(content).digest("hex");
    await writeFile(join(folder, "blobs/sha256", hex), content);
    return { digest: `sha256:${hex}`, size: Buffer.byteLength(content) };
  };
  const layers = [await put("layer one"), await put("two")];
  const history = [{ created_by: "COPY a /a", comment: `FROM ${cached}` }];
  const config = await put(JSON.stringify({ config: { User: "65532" }, history }));
  const annotations = { "org.opencontainers.image.base.name": cached, "com.example.kept": "yes" };
  const manifest = await put(JSON.stringify({ schemaVersion: 2, config, layers, annotations }));
  await writeFile(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [manifest] }));
  return folder;
}

describe("an image in a folder", () => {
  it("is read with its size as it is pulled", async () => {
    const { bytes, layers, config, blobs } = await readOciLayout(await layout("a"));
    expect({ bytes, layers, config }).toEqual({ bytes: 12, layers: 2, config: { User: "65532" } });
    expect(blobs).toHaveLength(2);
  });

  it("has one digest, whatever cache it was built with, and nothing left of the other", async () => {
    const [one, two] = await Promise.all([layout("localhost/bench:latest"), layout("5b3a188fd23a")]);
    expect((await readOciLayout(one)).digest).not.toBe((await readOciLayout(two)).digest);
    await Promise.all([forgetCaches(one), forgetCaches(two)]);
    const image = await readOciLayout(one);
    expect(image).toMatchObject({ digest: (await readOciLayout(two)).digest, bytes: 12, config: { User: "65532" } });
    expect((await readdir(join(one, "blobs/sha256"))).sort()).toEqual(
      (await readdir(join(two, "blobs/sha256"))).sort(),
    );
  });

  it("is one image: a folder of several is refused", async () => {
    const folder = await layout("a");
    await writeFile(join(folder, "index.json"), JSON.stringify({ manifests: [] }));
    await expect(readOciLayout(folder)).rejects.toThrow(/holds 0 images/);
  });
});
