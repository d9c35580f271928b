import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { handMadeFile, unreadableManifest } from "../core/errors.js";
import { formatJson } from "../domain/json.js";
import { manifestPath, ownedFiles, ownedTrees } from "./files.js";

const ownedPath = z.string().refine((path) => {
  const isBelow = ownedTrees.some((tree) => path.startsWith(`${tree}/`)) && !path.split("/").includes("..");
  return isBelow || ownedFiles.some((file) => file === path);
});
const manifestSchema = z.object({ files: z.array(ownedPath) });

/** The emitted files that a manifest lists; none when there is no manifest. */
export async function readManifest(project: string): Promise<ReadonlySet<string>> {
  const text = await readIfThere(join(project, manifestPath));
  if (text === undefined) return new Set();
  try {
    return new Set(manifestSchema.parse(JSON.parse(text.toString("utf8"))).files);
  } catch {
    throw unreadableManifest(manifestPath);
  }
}

export const manifestText = (paths: Iterable<string>): string =>
  formatJson({
    "//": "Emitted files: what npm run synth may overwrite and prune. Do not edit.",
    files: [...paths].sort(),
  });

/** The file's bytes, or undefined when there is none. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code === "ENOTDIR" || code === "EISDIR") throw handMadeFile(path);
    throw error;
  }
}

/** What Terraform and Terragrunt leave in a root's folder; git ignores it too. */
const isLeftByTools = (name: string): boolean =>
  [".terraform", ".terragrunt-cache"].includes(name) || /\.tfplan(\.json)?$|^plan\.json$|\.tfstate(\..*)?$/.test(name);

/** Every file in the owned trees, by its path below the project. */
export async function filesInOwnedTrees(project: string): Promise<readonly string[]> {
  const found = await Promise.all(ownedTrees.map((tree) => filesBelow(project, tree)));
  return found.flat().sort();
}

async function filesBelow(project: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(project, folder), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  const found = await Promise.all(
    entries
      .filter(({ name }) => !isLeftByTools(name))
      .map((entry) =>
        entry.isDirectory() ? filesBelow(project, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
      ),
  );
  return found.flat();
}
