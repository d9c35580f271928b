import { readFile } from "node:fs/promises";
import { join } from "node:path/posix";
import { lockPath } from "./lock.js";

/**
 * What decides over an image's content, by path below the project: the Dockerfile, what its list of exceptions admits from the
 * context, the lock of bases, and the image's own entry.
 */
export async function pathsOf(
  project: string,
  { dockerfile, context }: { readonly dockerfile: string; readonly context: string },
): Promise<readonly string[]> {
  const ignore = `${dockerfile}.dockerignore`;
  const lines = (await readFile(join(project, ignore), "utf8").catch(() => "")).split("\n").map((line) => line.trim());
  const admitted = lines.filter((line) => line.startsWith("!")).map((line) => join(context, line.slice(1)));
  const content = lines.includes("*") ? admitted : [context];
  return [...new Set([dockerfile, ignore, lockPath, "src/config/images.ts", ...content])];
}
