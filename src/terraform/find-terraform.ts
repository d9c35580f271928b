import { terraformMissing, terraformTooOld } from "../core/errors.js";
import { type Environment, runProcess } from "./process.js";

/** S3's own state lock and `import` with `for_each` in JSON need it. */
export const minimumTerraform = "1.11.0";

export interface TerraformProgram {
  /** As it is started: found on `PATH` by name. */
  readonly program: string;
  readonly version: string;
  /** Go's names of system and architecture, e.g. `linux_amd64`: how mirrors name their folders. */
  readonly platform: string;
}

/** Finds Terraform on the `PATH` of `env`; throws `terraformMissing` or `terraformTooOld`. */
export async function findTerraform(env: Environment, signal?: AbortSignal): Promise<TerraformProgram> {
  const program = "terraform";
  const result = await runProcess(program, ["version", "-json"], {
    env: { ...env, CHECKPOINT_DISABLE: "1" },
    signal,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "EACCES") throw terraformMissing();
    throw error;
  });
  const answer = parseVersion(result.stdout);
  if (!answer) throw terraformMissing(`What answers to that name did not tell its version: ${result.stderr.trim()}`);
  if (compareVersions(answer.terraform_version, minimumTerraform) < 0) {
    throw terraformTooOld(program, answer.terraform_version, minimumTerraform);
  }
  return { program, version: answer.terraform_version, platform: answer.platform };
}

function parseVersion(text: string): { terraform_version: string; platform: string } | undefined {
  try {
    // A warning about the configuration file may stand before the document.
    const answer = JSON.parse(text.slice(text.indexOf("{")));
    return typeof answer.terraform_version === "string" ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Compares `major.minor.patch`; a pre-release counts as older than its release. */
export function compareVersions(a: string, b: string): number {
  const parse = (version: string) => {
    const [numbers = "", preRelease] = version.split("-", 2);
    return [...numbers.split(".").map(Number), preRelease === undefined ? 0 : -1];
  };
  const [left, right] = [parse(a), parse(b)];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
