import { UserFault } from "../core/errors.js";
import { installedPython } from "../rehearse/simulator-installation.js";
import { findPython } from "../rehearse/simulator-python.js";
import { findMirror } from "../terraform/find-mirror.js";
import { compareVersions, findTerraform } from "../terraform/find-terraform.js";
import { type Environment, runProcess } from "../terraform/process.js";
import { awsProvider } from "../terraform/providers.js";

/** One line of `uplift doctor`. */
export interface Check {
  readonly name: string;
  /** `warning`: some commands will not work, or something will be set up first. */
  readonly status: "ok" | "warning" | "fault";
  readonly found: string;
  readonly remedy?: string;
}

/** `engines.node` of package.json. */
const minimumNode = "20.11.0";

/** Checks what must be installed; each check stands alone, so that all faults are seen at once. */
export function toolChecks(env: Environment, nodeVersion: string, signal: AbortSignal): Promise<readonly Check[]> {
  return Promise.all([
    node(nodeVersion),
    program("npm", ["--version"], "It comes with Node: reinstall Node.", env, signal),
    check("Terraform", async () => {
      const { version, platform } = await findTerraform(env, signal);
      return { found: `${version} (${platform})` };
    }),
    check("AWS provider", () => provider(env, signal)),
    check("Python", async () => ({ found: (await findPython(env, signal)).version })),
    check("simulator", async () =>
      (await installedPython(env, signal))
        ? { found: "installed" }
        : {
            status: "warning",
            found: "not set up yet",
            remedy: "Nothing to do: the first rehearsal sets it up, with network access, in about 20 s.",
          },
    ),
    program("git", ["--version"], "Install it: sudo apt-get install git, or: brew install git", env, signal),
  ]);
}

async function node(version: string): Promise<Check> {
  const name = "Node";
  if (compareVersions(version, minimumNode) >= 0) return { name, status: "ok", found: version };
  return { name, status: "fault", found: version, remedy: `Install Node ${minimumNode} or newer: mise install` };
}

async function provider(
  env: Environment,
  signal: AbortSignal,
): Promise<Omit<Check, "name" | "status"> & Partial<Check>> {
  const { platform } = await findTerraform(env, signal);
  const label = `${awsProvider.source} ${awsProvider.version}`;
  const { source } = await findMirror({ ...awsProvider, platform }, env);
  if (source?.kind === "mirror") return { found: `${label} in ${source.folder}` };
  if (source) return { found: `as ${source.file} says` };
  return {
    status: "warning",
    found: "no mirror on this machine",
    remedy: `Nothing to do: the first rehearsal downloads ${label}, about 150 MB. Without network access set UPLIFT_PROVIDER_MIRROR.`,
  };
}

/** A check whose faults are those of the function that does the work. */
export async function check(
  name: string,
  work: () => Promise<Omit<Check, "name" | "status"> & Partial<Check>>,
): Promise<Check> {
  try {
    return { name, status: "ok", ...(await work()) };
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    const { what, got, file, remedy } = error.details;
    const place = file ? ` in ${file}` : "";
    return { name, status: "fault", found: `${what}${place}${got ? ` (got ${got})` : ""}`, remedy };
  }
}

async function program(
  name: string,
  args: readonly string[],
  remedy: string,
  env: Environment,
  signal: AbortSignal,
): Promise<Check> {
  const result = await runProcess(name, args, { env, signal }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "EACCES") return undefined;
    throw error;
  });
  const version = /\d+(\.\d+)+/.exec(result?.stdout ?? "")?.[0];
  return version ? { name, status: "ok", found: version } : { name, status: "fault", found: "not on the PATH", remedy };
}
