import { lstat, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { handMadeFile, linkedTree, pathOutsideProject } from "../core/errors.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { type EmittedFile, manifestPath, ownedTrees } from "./files.js";
import { filesInOwnedTrees, manifestText, readIfThere, readManifest } from "./tree.js";

/** What a run of the emitter did. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: number;
  readonly pruned: readonly string[];
}

/**
 * Writes the planned files, each atomically, and prunes what an earlier run emitted and this one does not.
 *
 * The manifest is widened before the first file and narrowed after the last: a killed run leaves nothing that the next
 * would take for hand-made.
 * @throws handMadeFile when a planned file exists and no earlier run emitted it; then nothing has been written.
 */
export async function writeFiles(project: string, files: readonly EmittedFile[]): Promise<Written> {
  const owned = await readManifest(project);
  const changed: EmittedFile[] = [];
  for (const file of files) {
    if (file.path.split("/").includes("..")) throw pathOutsideProject(file.path);
    const existing = await readIfThere(join(project, file.path));
    if (existing && Buffer.compare(existing, file.content) === 0) continue;
    if (existing && !owned.has(file.path)) throw handMadeFile(file.path);
    changed.push(file);
  }
  await refuseLinks(project);
  await removeLeftovers(project);
  const planned = new Set(files.map(({ path }) => path));
  const stale = [...owned].filter((path) => !planned.has(path));
  const isManifestDue = changed.length > 0 || stale.length > 0 || planned.size !== owned.size;
  if (isManifestDue) await replaceFile(join(project, manifestPath), manifestText([...owned, ...planned]));
  for (const { path, content } of changed) await replaceFile(join(project, path), content);
  for (const path of stale) await prune(project, path);
  if (isManifestDue) await replaceFile(join(project, manifestPath), manifestText(planned));
  return {
    written: changed.map(({ path }) => path),
    unchanged: files.length - changed.length,
    pruned: stale,
  };
}

const temporarySuffix = ".uplift.tmp";

/** An owned tree that is a link would let files be written, and pruned, outside the project. */
async function refuseLinks(project: string): Promise<void> {
  for (const tree of ownedTrees) {
    const found = await lstat(join(project, tree)).catch(() => undefined);
    if (found?.isSymbolicLink()) throw linkedTree(tree);
  }
}

/** What a killed run was writing. */
async function removeLeftovers(project: string): Promise<void> {
  const inTrees = (await filesInOwnedTrees(project)).filter((path) => path.endsWith(temporarySuffix));
  const leftovers = [...inTrees, `${manifestPath}${temporarySuffix}`];
  await Promise.all(leftovers.map((path) => rm(join(project, path), { force: true })));
}

/** The draft has a fixed name, so that the next run finds what a killed one left. */
const replaceFile = (path: string, content: string | Uint8Array): Promise<void> =>
  writeFileAtomically(path, content, { draft: `${path}${temporarySuffix}` });

/** Removes an emitted file and the folders that it leaves empty. */
async function prune(project: string, path: string): Promise<void> {
  await rm(join(project, path), { force: true });
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    const isRemoved = await rmdir(join(project, folder)).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
