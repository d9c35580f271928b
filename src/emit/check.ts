import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import type { EmittedFile } from "./files.js";
import { filesInOwnedTrees, readIfThere, readManifest } from "./tree.js";

/** One way in which the committed trees differ from what the source emits. */
export interface Drift {
  readonly path: string;
  readonly kind: "missing" | "differs" | "stray" | "stale";
  /** A unified diff from what is committed to what would be emitted, for a text that differs. */
  readonly diff?: string;
}

/** Compares the planned files with those on disk; writes nothing. */
export async function findDrift(project: string, files: readonly EmittedFile[]): Promise<readonly Drift[]> {
  const planned = new Map(files.map((file) => [file.path, file]));
  const drift: Drift[] = [];
  for (const { path, content } of files) {
    const existing = await readIfThere(join(project, path));
    if (!existing) drift.push({ path, kind: "missing" });
    else if (Buffer.compare(existing, content) !== 0)
      drift.push({ path, kind: "differs", diff: diffOf(path, existing, content) });
  }
  const owned = await readManifest(project);
  const present = await filesInOwnedTrees(project);
  for (const path of new Set([...present, ...(await existingOf(project, owned))])) {
    if (!planned.has(path)) drift.push({ path, kind: owned.has(path) ? "stale" : "stray" });
  }
  return drift.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function existingOf(project: string, paths: Iterable<string>): Promise<readonly string[]> {
  const checked = await Promise.all(
    [...paths].map(async (path) => ((await readIfThere(join(project, path))) === undefined ? [] : [path])),
  );
  return checked.flat();
}

function diffOf(path: string, before: Uint8Array, after: Uint8Array): string {
  const decoder = new TextDecoder();
  const [, ...lines] = createTwoFilesPatch(
    path,
    path,
    decoder.decode(before),
    decoder.decode(after),
    "committed",
    "emitted",
    {
      context: 2,
    },
  ).split("\n");
  return lines.join("\n").trimEnd();
}
