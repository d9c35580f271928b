import { join } from "node:path";
import { terragruntMissing } from "../core/errors.js";
import type { DeliveredRoot } from "../domain/root-graph.js";
import { onPath } from "../terraform/on-path.js";
import type { Environment } from "../terraform/process.js";
import { Terraform } from "../terraform/terraform.js";
import type { TerraformIn } from "../terraform/toolchain.js";

/** Makes a runner for a root, behind whichever door it stands. */
export type RunnerOf = (root: DeliveredRoot, onProgress?: (line: string) => void) => Terraform;

/**
 * A runner by root: Terraform itself, or Terragrunt where that feeds the root its upstream values.
 * @throws terragruntMissing when one of the roots needs it
 */
export async function runnersFor(
  roots: readonly DeliveredRoot[],
  project: string,
  terraformIn: TerraformIn,
  env: Environment,
): Promise<RunnerOf> {
  const behind = roots.find(({ frontDoor }) => frontDoor === "terragrunt");
  const terragrunt = behind && (await onPath("terragrunt", env.PATH ?? ""));
  if (behind && !terragrunt) throw terragruntMissing(behind.environment);
  return (root, onProgress) => {
    const terraform = terraformIn(join(project, root.folder), onProgress);
    if (root.frontDoor === "terraform" || !terragrunt) return terraform;
    const { options } = terraform;
    return new Terraform({
      ...options,
      program: terragrunt,
      prefix: ["run", "--non-interactive", "--tf-forward-stdout", "--tf-path", options.program ?? "terraform", "--"],
    });
  };
}
