import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noTemporaryFolder } from "../core/errors.js";

/** Runs with a folder of its own that is gone afterwards, whatever happens. @throws noTemporaryFolder */
export async function inTemporaryFolder<T>(run: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "uplift-")).catch(({ code }: NodeJS.ErrnoException) => {
    throw noTemporaryFolder(tmpdir(), code ?? "unknown");
  });
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
