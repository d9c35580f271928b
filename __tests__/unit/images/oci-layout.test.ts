import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { forgetCaches, readOciLayout } from "../../../src/images/oci-layout.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

/** A layout with one image, as buildah writes it where its cache held an image of this name; with these annotations in its index. */
async function layout(cached: string, annotations?: Readonly<Record<string, string>>): Promise<string> {
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
  const noted = { "org.opencontainers.image.base.name": cached, "com.example.kept": "yes" };
  const manifest = await put(JSON.stringify({ schemaVersion: 2, config, layers, annotations: noted }));
  const manifests = [{ ...manifest, ...(annotations && { annotations }) }];
  await writeFile(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests }));
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

  it("has the name there that it is pushed by, whoever wrote it, and its digest does not tell", async () => {
    const created = { "org.opencontainers.image.created": "1970-01-01T00:00:00Z" };
    const name = { "org.opencontainers.image.ref.name": "built" };
    const digests = new Set<string>();
    for (const [written, expected] of [
      [undefined, name],
      [created, { ...created, ...name }],
      [name, name],
    ]) {
      const folder = await layout("a", written);
      await forgetCaches(folder);
      const { manifests } = JSON.parse(await readFile(join(folder, "index.json"), "utf8"));
      expect(manifests).toEqual([expect.objectContaining({ annotations: expected })]);
      digests.add((await readOciLayout(folder)).digest);
    }
    expect(digests.size).toBe(1);
  });

  it("is one image: a folder of several is refused", async () => {
    const folder = await layout("a");
    await writeFile(join(folder, "index.json"), JSON.stringify({ manifests: [] }));
    await expect(readOciLayout(folder)).rejects.toThrow(/holds 0 images/);
  });
});
