import { pythonMissing } from "../core/errors.js";
import { type Environment, runProcess } from "../terraform/process.js";

/** The oldest Python that moto 5.2.1 and the pinned packages run on. */
const minimumMinor = 10;
const candidates = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

export interface Python {
  /** The interpreter's own path. */
  readonly program: string;
  readonly version: string;
}

/**
 * Finds a Python that can make the simulator's virtual environment, in the order of `PATH` and then by version.
 * Throws `pythonMissing` with what was found instead. Debian's Python without `python3-venv` counts as missing.
 */
export async function findPython(env: Environment, signal?: AbortSignal): Promise<Python> {
  const rejected: string[] = [];
  for (const candidate of candidates) {
    const python = await describePython(candidate, env, signal);
    if (!python) continue;
    if (typeof python === "object") return python;
    rejected.push(`${candidate}: ${python}`);
  }
  throw pythonMissing(rejected);
}

const script = `
import sys
try:
    import ensurepip, venv
    usable = "yes"
except ImportError:
    usable = "no"
print(sys.executable, "%d.%d.%d" % sys.version_info[:3], usable, sep="\\n")
`;

async function describePython(
  candidate: string,
  env: Environment,
  signal?: AbortSignal,
): Promise<Python | string | undefined> {
  const result = await runProcess(candidate, ["-E", "-s", "-c", script], { env, signal }).catch((error) => {
    if (signal?.aborted) throw error;
    return undefined;
  });
  if (result?.code !== 0) return undefined;
  const [program = "", version = "", usable] = result.stdout.split("\n");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== 3 || minor < minimumMinor) return version;
  return usable === "yes" ? { program, version } : `${version} without venv`;
}
