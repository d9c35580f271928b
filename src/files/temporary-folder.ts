import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noTemporaryFolder } from "../core/errors.js";

/** Runs with a folder of its own that is gone afterwards, whatever happens. @throws noTemporaryFolder */
export async function inTemporaryFolder<T>(
  run: (folder: string) => T | Promise<T>,
  parent: string = tmpdir(),
): Promise<T> {
  const folder = await mkdtemp(join(parent, "uplift-")).catch(({ code }: NodeJS.ErrnoException) => {
    throw noTemporaryFolder(parent, code ?? "unknown");
  });
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
