import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface AtomicWrite {
  /** Permissions of the file; 0644 unless given. */
  readonly mode?: number;
  /** Where the content is written first, beside the file; a name of its own unless given. */
  readonly draft?: string;
}

/** Writes a file whole or not at all: a reader, and a killed run, see the old content or the new one. */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  { mode = 0o644, draft = `${path}.${randomUUID()}.tmp` }: AtomicWrite = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, content, { mode });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
