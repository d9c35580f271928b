import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type BuiltImage, readOciLayout } from "../../src/images/oci-layout.js";

/** An image whose layers were unpacked into a folder. */
export interface UnpackedImage {
  readonly root: string;
  readonly config: BuiltImage["config"];
}

export interface Container {
  readonly child: ChildProcess;
  /** Of the program, as this machine sees it. */
  readonly pid: number;
  /** From the start of `unshare` to the first answer. Milliseconds. */
  readonly readyAfterMs: number;
}

/** Unpacks an image in the OCI layout, as a runtime does before it starts one. */
export async function unpackImage(layout: string, root: string): Promise<UnpackedImage> {
  const { blobs, config } = await readOciLayout(layout);
  await mkdir(root);
  for (const blob of blobs) execFileSync("tar", ["--extract", "--file", blob, "--directory", root]);
  return { root, config };
}

// In a mount namespace of its own: a root that cannot be written, processes of its own, this machine's devices; with a project, that
// and a place for temporary files.
const script = `
set -e
mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
if [ -n "$1" ]; then mount -t tmpfs tmpfs "$0/tmp" && mount -o ro,bind "$1" "$0/project"; fi
user=$2; directory=$3; shift 3
exec unshare --root="$0" --wd="$directory" --setgid="\${user#*:}" --setuid="\${user%:*}" "$@"`;

interface Given {
  readonly args?: readonly string[];
  readonly environment?: readonly string[];
  /** A folder of this machine that is there to read as /project, where the program then starts. */
  readonly project?: string;
}

/** Runs an image as its configuration says: its entrypoint as process 1, its user, environment and folder. */
async function run({ root, config }: UnpackedImage, { args = [], environment = [], project }: Given) {
  // A runtime makes the places that it mounts on.
  for (const name of ["proc", "dev", ...(project ? ["project", "tmp"] : [])])
    await mkdir(join(root, name), { recursive: true });
  const folder = project ? "/project" : (config.WorkingDir ?? "/");
  const own = [project ?? "", config.User ?? "0:0", folder, ...(config.Entrypoint ?? []), ...args];
  const given = [...(config.Env ?? []), ...environment].map((each) => each.split(/=(.*)/s).slice(0, 2));
  return spawn("unshare", ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script, root, ...own], {
    env: { PATH: process.env.PATH, ...Object.fromEntries(given) },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const endOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("close", resolve));

const isHealthy = (port: number) =>
  new Promise<boolean>((resolve) => {
    const request = get(`http://127.0.0.1:${port}/health`, ({ statusCode }) => resolve(statusCode === 204));
    request.on("error", () => resolve(false));
  });

/** Runs a program of an image to its end. */
export async function runContainer(image: UnpackedImage, given: Given) {
  const child = await run(image, given);
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    written.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    written.stderr += chunk;
  });
  return { code: await endOf(child), ...written };
}

/** Starts a service and waits until it answers its probe. */
export async function startContainer(image: UnpackedImage, port: number): Promise<Container> {
  const begin = performance.now();
  const child = await run(image, { environment: [`PORT=${port}`] });
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      written += chunk;
    });
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null || performance.now() - begin > 20_000) {
      child.kill("SIGKILL");
      throw new Error(`the service does not answer: ${written}`);
    }
    await setTimeout(1);
  }
  const readyAfterMs = performance.now() - begin;
  const pid = Number(execFileSync("ps", ["--ppid", String(child.pid), "-o", "pid="], { encoding: "utf8" }));
  return { child, pid, readyAfterMs };
}

/** Sends SIGTERM and waits. */
export async function stopContainer({ child, pid }: Container) {
  const told = performance.now();
  const ended = endOf(child);
  process.kill(pid, "SIGTERM");
  return { code: await ended, afterMs: performance.now() - told };
}
