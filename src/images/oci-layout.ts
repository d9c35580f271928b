import { readFile } from "node:fs/promises";
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
    readonly Entrypoint?: readonly string[];
    readonly Labels?: Readonly<Record<string, string>>;
  };
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
}

/** Reads the one image of a folder in the OCI image layout. */
export async function readOciLayout(folder: string): Promise<BuiltImage> {
  const read = async <T>(path: string) => JSON.parse(await readFile(join(folder, path), "utf8")) as T;
  const blob = <T>({ digest }: Descriptor) => read<T>(`blobs/${digest.replace(":", "/")}`);
  const { manifests } = await read<{ manifests: readonly Descriptor[] }>("index.json");
  const [first] = manifests;
  if (!first || manifests.length > 1) throw new Error(`${folder} holds ${manifests.length} images`);
  const { layers, config } = await blob<{ layers: readonly Descriptor[]; config: Descriptor }>(first);
  const described = await blob<{ config?: BuiltImage["config"] }>(config);
  return {
    digest: first.digest,
    bytes: layers.reduce((sum, { size }) => sum + size, 0),
    layers: layers.length,
    blobs: layers.map(({ digest }) => join(folder, "blobs", digest.replace(":", "/"))),
    config: described.config ?? {},
  };
}
