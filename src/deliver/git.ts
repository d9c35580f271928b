import { createHash } from "node:crypto";
import { noCommonCommit, noRepository, unknownBase } from "../core/errors.js";
import type { Digests } from "../domain/affected.js";
import { type Environment, runProcess } from "../terraform/process.js";

export interface GitOptions {
  /** The working tree. */
  readonly folder: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
}

/**
 * The commit that both a base and the working tree descend from: what the base got since counts for nobody's change.
 * @throws noRepository, unknownBase, noCommonCommit
 */
export async function commonCommit(ref: string, options: GitOptions): Promise<string> {
  if ((await git(["rev-parse", "--is-inside-work-tree"], options)).code !== 0) throw noRepository(options.folder);
  // A ref that begins with a hyphen would be an option.
  const found = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`], options);
  if (found.code !== 0) throw unknownBase(ref);
  const common = await git(["merge-base", found.stdout.trim(), "HEAD"], options);
  if (common.code !== 0) throw noCommonCommit(ref);
  return common.stdout.trim();
}

/** Files below these paths that the working tree has otherwise than the commit that it shares with a base; new ones count. */
export async function changedSince(
  ref: string,
  paths: readonly string[],
  options: GitOptions,
): Promise<readonly string[]> {
  const commit = await commonCommit(ref, options);
  const tracked = await git(["diff", "--name-only", "--relative", "-z", commit, "--", ...paths], options);
  const untracked = await git(["ls-files", "-z", "--others", "--exclude-standard", "--", ...paths], options);
  return [...new Set([tracked, untracked].flatMap(({ stdout }) => stdout.trim().split("\0")).filter(Boolean))];
}

/** Object ids of a commit's files, by path below the folder. */
export async function digestsOf(commit: string, paths: readonly string[], options: GitOptions): Promise<Digests> {
  const listed = await git(["ls-tree", "-r", "-z", commit, "--", ...paths], options);
  const entries = listed.stdout.split("\0").map((line) => /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line.trimEnd()));
  return new Map(entries.flatMap((entry) => (entry ? [[entry[2] ?? "", entry[1] ?? ""] as const] : [])));
}

/** Files of the working tree that Git tracks or would track, by path below the folder. */
export async function presentFiles(paths: readonly string[], options: GitOptions): Promise<readonly string[]> {
  const listed = await git(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...paths], options);
  return listed.stdout
    .split("\0")
    .map((path) => path.trim())
    .filter(Boolean);
}

/** The object id that Git gives to content; `like` is one of the same repository, whose length tells the hash. */
export function digestOf(content: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${content.length}\0`).update(content).digest("hex");
}

/** A file as a commit has it; undefined where it has none. */
export async function contentAt(commit: string, path: string, options: GitOptions): Promise<string | undefined> {
  const shown = await git(["show", `${commit}:./${path}`], options);
  return shown.code === 0 ? shown.stdout : undefined;
}

const git = (args: readonly string[], { folder, env, signal }: GitOptions) =>
  runProcess("git", args, { cwd: folder, env, ...(signal && { signal }) });
