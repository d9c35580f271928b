import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, readFile, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { simulatorInstallFailed } from "../core/errors.js";
import { cacheFolder } from "../terraform/cache-folder.js";
import { type Environment, runProcess } from "../terraform/process.js";
import { findPython } from "./simulator-python.js";

/** The Python sources of the simulator. */
export const simulatorSources = fileURLToPath(new URL("../../simulator/", import.meta.url));

const inProgress = new Map<string, Promise<string>>();

export interface InstallationOptions {
  readonly env: Environment;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}

/** Where the virtual environment for the present requirements lies or would lie. */
export async function installationFolder(env: Environment): Promise<string> {
  const requirements = await readFile(join(simulatorSources, "requirements.txt"));
  const hash = createHash("sha256").update(requirements).digest("hex").slice(0, 16);
  return join(cacheFolder(env), `simulator-${hash}`);
}

/** The environment's interpreter when it is installed and still runs, e.g. after an upgrade of Python. */
export async function installedPython(env: Environment, signal?: AbortSignal): Promise<string | undefined> {
  const python = join(await installationFolder(env), "bin", "python");
  const isThere = await access(python).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const { code } = await runProcess(python, ["-E", "-s", "-c", "import moto, flask"], { env, signal });
  return code === 0 ? python : undefined;
}

/**
 * Returns the interpreter of the simulator's virtual environment, which it makes in the user's cache folder when needed.
 *
 * A virtual environment holds its own path, so it cannot be built aside and renamed. It is built in a folder of a random
 * name, and a symbolic link, made in one step and only at the end, gives it its lasting name: whoever sees the link sees
 * a complete environment. Of two at once the second finds the link and drops its own. There is no lock to go stale.
 */
export async function ensureInstalled(options: InstallationOptions): Promise<string> {
  const folder = await installationFolder(options.env);
  const running = inProgress.get(folder);
  if (running) return running;
  const installing = install(folder, options).finally(() => inProgress.delete(folder));
  inProgress.set(folder, installing);
  return installing;
}

async function install(folder: string, options: InstallationOptions): Promise<string> {
  const { env, signal, onProgress } = options;
  const before = await target(folder);
  const existing = await installedPython(env, signal);
  if (existing) return existing;
  const python = await findPython(env, signal);
  onProgress?.(`setting up the simulator with Python ${python.version} (once; about 20 s)`);
  await mkdir(cacheFolder(env), { recursive: true });
  const building = `${folder}.${randomUUID().slice(0, 8)}`;
  try {
    await run(python.program, ["-m", "venv", building], building, options);
    await run(
      join(building, "bin", "python"),
      ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:"].concat([
        "--require-hashes",
        "--requirement",
        join(simulatorSources, "requirements.txt"),
      ]),
      building,
      options,
    );
    await publish(building, folder, before);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
  return join(folder, "bin", "python");
}

/** Gives the environment its lasting name, unless another process was first with one that works. */
async function publish(building: string, folder: string, broken: string | undefined): Promise<void> {
  if (broken && (await target(folder)) === broken) {
    await rm(folder, { force: true });
    await rm(broken, { recursive: true, force: true });
  }
  try {
    await symlink(building, folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    await rm(building, { recursive: true, force: true });
  }
}

/** Where the lasting name points to, if it is there at all. */
const target = (folder: string): Promise<string | undefined> => readlink(folder).catch(() => undefined);

async function run(
  program: string,
  args: readonly string[],
  folder: string,
  options: InstallationOptions,
): Promise<void> {
  // These would make the new environment import another one's packages.
  const { PYTHONPATH, PYTHONHOME, VIRTUAL_ENV, PIP_REQUIRE_VIRTUALENV, PIP_TARGET, PIP_USER, ...env } = options.env;
  const result = await runProcess(program, args, { env, signal: options.signal, graceMs: 5_000 });
  if (result.code !== 0) {
    throw simulatorInstallFailed(folder, (result.stderr || result.stdout).trim().split("\n").slice(-3).join(" "));
  }
}
