import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraform } from "../terraform/find-terraform.js";
import type { Environment } from "../terraform/process.js";
import { Terraform } from "../terraform/terraform.js";
import type { TerraformIn } from "../terraform/toolchain.js";
import { readIfThere } from "./files.js";
import { addressesInState } from "./state-objects.js";

interface StateOptions {
  /** The complete environment of Terraform: credentials and endpoints included. */
  readonly env: Environment;
  readonly signal?: AbortSignal;
}

/**
 * Addresses in the state of an emitted root; none where the root was never applied or is not emitted.
 * `prepare` makes Terraform ready with its files in a folder: init installs the providers that a state names.
 */
export async function addressesOfEmittedRoot(
  root: string,
  prepare: (workFolder: string) => Promise<TerraformIn>,
): Promise<readonly string[]> {
  const files = ["backend.tf.json", ".terraform.lock.hcl"];
  if ((await readIfThere(join(root, "backend.tf.json"))) === undefined) return [];
  const workFolder = await mkdtemp(join(tmpdir(), "uplift-state-"));
  try {
    // The backend alone, in a copy: the root's own folder stays as it is.
    const folder = join(workFolder, "root");
    await mkdir(folder);
    for (const file of files) {
      const content = await readIfThere(join(root, file));
      if (content !== undefined) await writeFile(join(folder, file), content);
    }
    const terraform = (await prepare(workFolder))(folder);
    await terraform.init();
    return await terraform.stateList();
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

/** Addresses in the state of a root that `uplift adopt --out` wrote: its local file, or what its backend holds. */
export async function addressesOfStandaloneRoot(root: string, options: StateOptions): Promise<readonly string[]> {
  const file = join(root, "terraform.tfstate");
  const local = await readIfThere(file);
  if (local !== undefined) return addressesInState(local, file);
  const providers = (await readIfThere(join(root, "providers.tf.json"))) ?? "{}";
  const usesBackend = "backend" in ((JSON.parse(providers) as { terraform?: object }).terraform ?? {});
  // Its bucket and key were given at init, so only the initialized folder itself knows them; listing changes nothing.
  return usesBackend ? (await terraformIn(root, options)).stateList() : [];
}

async function terraformIn(folder: string, { env, signal }: StateOptions): Promise<Terraform> {
  const { program } = await findTerraform(env, signal);
  return new Terraform({
    folder,
    env: { ...env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
    program,
    ...(signal && { signal }),
  });
}
