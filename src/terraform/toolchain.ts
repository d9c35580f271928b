import { findTerraform } from "./find-terraform.js";
import type { Environment } from "./process.js";
import { ensureProviders, writeCliConfiguration } from "./providers.js";
import { Terraform } from "./terraform.js";

export interface ToolchainOptions {
  /** The user's own environment: where Terraform and its providers are looked for. */
  readonly env: Environment;
  /** The complete environment of Terraform itself; the user's own unless given. */
  readonly childEnv?: Environment;
  /** An existing folder for Terraform's CLI configuration. */
  readonly workFolder: string;
  readonly signal?: AbortSignal;
  /** What is being set up, in words. */
  readonly onProgress?: (text: string) => void;
}

/** Makes a runner for a root's folder, with a callback for Terraform's own messages. */
export type TerraformIn = (folder: string, onProgress?: (line: string) => void) => Terraform;

/**
 * Terraform with its providers at hand, ready to run in any root.
 * @throws terraformMissing, terraformTooOld, mirrorLacksProvider, mirrorDownloadFailed
 */
export async function prepareTerraform(options: ToolchainOptions): Promise<TerraformIn> {
  const { env, childEnv = env, workFolder, signal, onProgress: onSetUp } = options;
  const terraform = await findTerraform(env, signal);
  const source = await ensureProviders({ terraform, env, signal, onProgress: onSetUp });
  const configuration = await writeCliConfiguration(workFolder, source);
  const complete = {
    ...childEnv,
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
  };
  return (folder, onProgress) =>
    new Terraform({ folder, env: complete, program: terraform.program, signal, onProgress });
}
