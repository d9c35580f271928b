import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** Where a program lies on a `PATH`; undefined when it does not. */
export async function onPath(program: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const candidate = join(folder, program);
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  return undefined;
}
