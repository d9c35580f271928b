import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { get } from "node:http";

export interface Container {
  readonly child: ChildProcess;
  /** Of the program, as this machine sees it. */
  readonly pid: number;
  /** From the start of `unshare` to the first answer. Milliseconds. */
  readonly readyAfterMs: number;
}

const isHealthy = (port: number) =>
  new Promise<boolean>((resolve) => {
    const request = get(`http://127.0.0.1:${port}/health`, ({ statusCode }) => resolve(statusCode === 204));
    request.on("error", () => resolve(false));
  });

/** Runs /service of an unpacked image as process 1 of a container: its own processes and mounts, its own user, a root that cannot be written. */
export async function startContainer(root: string, port: number): Promise<Container> {
  const mounted = `mount --bind ${root} ${root} && mount -o remount,ro,bind ${root}`;
  const script = `${mounted} && exec chroot --userspec=65532:65532 ${root} /service`;
  const begin = performance.now();
  const child = spawn("unshare", ["--mount", "--pid", "--fork", "sh", "-c", script], {
    env: { PATH: process.env.PATH, PORT: String(port) },
    stdio: "ignore",
  });
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null || performance.now() - begin > 5000) throw new Error("the service does not answer");
  }
  const readyAfterMs = performance.now() - begin;
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const names = await Promise.all(
    pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")] as const),
  );
  return { child, pid: Number(names.find(([, name]) => name.trim() === "service")?.[0]), readyAfterMs };
}

/** Sends SIGTERM and waits. */
export async function stopContainer({ child, pid }: Container) {
  const told = performance.now();
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  process.kill(pid, "SIGTERM");
  return { code: await ended, afterMs: performance.now() - told };
}
