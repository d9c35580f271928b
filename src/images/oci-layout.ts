import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An image as it lies in a folder. */
export interface BuiltImage {
  readonly digest: string;
  /** Of all layers as they are pulled, compressed. */
  readonly bytes: number;
  readonly layers: number;
  /** Files with the layers' content, from the bottom. */
  readonly blobs: readonly string[];
  readonly config: {
    readonly User?: string;
    readonly Env?: readonly string[];
    readonly WorkingDir?: string;
    readonly Entrypoint?: readonly string[];
    readonly Cmd?: readonly string[];
    readonly Labels?: Readonly<Record<string, string>>;
  };
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Index {
  readonly manifests: readonly Descriptor[];
}

interface Manifest {
  readonly layers: readonly Descriptor[];
  readonly config: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface ImageConfig {
  readonly config?: BuiltImage["config"];
  readonly history?: readonly { readonly comment?: string }[];
}

const baseAnnotation = "org.opencontainers.image.base.";
const nameAnnotation = "org.opencontainers.image.ref.name";

/** What an image is called in its layout, as in `oci:FOLDER:built`. */
export const nameInLayout = "built";

const blobPath = (folder: string, { digest }: Descriptor) => join(folder, "blobs", digest.replace(":", "/"));
const readJson = async <T>(path: string) => JSON.parse(await readFile(path, "utf8")) as T;

/** The one image of a layout: its index, manifest and configuration. @throws where there are none or several */
async function imageOf(folder: string) {
  const index = await readJson<Index>(join(folder, "index.json"));
  const [descriptor, ...others] = index.manifests;
  if (!descriptor || others.length > 0) throw new Error(`${folder} holds ${index.manifests.length} images`);
  const manifest = await readJson<Manifest>(blobPath(folder, descriptor));
  return { index, descriptor, manifest, config: await readJson<ImageConfig>(blobPath(folder, manifest.config)) };
}

/**
 * Takes out of an image what names the images of a cache, by which it would have another digest on another machine: comments of
 * its history, and the base that buildah notes, which is the cached layer below the last. Gives it its name in the layout besides,
 * which Docker leaves out.
 */
export async function forgetCaches(folder: string): Promise<void> {
  const { index, descriptor, manifest, config } = await imageOf(folder);
  const history = (config.history ?? []).map(({ comment: _, ...entry }) => entry);
  const newConfig = await replaceBlob(folder, manifest.config, { ...config, history });
  const kept = Object.entries(manifest.annotations ?? {}).filter(([name]) => !name.startsWith(baseAnnotation));
  const changed = { ...manifest, config: newConfig, annotations: Object.fromEntries(kept) };
  const newManifest = await replaceBlob(folder, descriptor, changed);
  const named = { ...newManifest, annotations: { ...descriptor.annotations, [nameAnnotation]: nameInLayout } };
  await writeFile(join(folder, "index.json"), JSON.stringify({ ...index, manifests: [named] }));
}

async function replaceBlob(folder: string, old: Descriptor, value: unknown): Promise<Descriptor> {
  const content = JSON.stringify(value);
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  const descriptor = { ...old, digest, size: Buffer.byteLength(content) };
  await rm(blobPath(folder, old));
  await writeFile(blobPath(folder, descriptor), content);
  return descriptor;
}

/** Reads the one image of a folder in the OCI image layout. */
export async function readOciLayout(folder: string): Promise<BuiltImage> {
  const { descriptor, manifest, config } = await imageOf(folder);
  return {
    digest: descriptor.digest,
    bytes: manifest.layers.reduce((sum, { size }) => sum + size, 0),
    layers: manifest.layers.length,
    blobs: manifest.layers.map((layer) => blobPath(folder, layer)),
    config: config.config ?? {},
  };
}
