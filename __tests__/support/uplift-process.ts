import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../src/cli/index.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");

export interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** `uplift` in a process of its own, as a user starts it. */
export function startUplift(argv: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Run {
  const child = spawn(process.execPath, ["--import", tsx, entry, ...argv], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk) => {
    written.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    written.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  return { child, ended: ended.then((code) => ({ code, ...written })) };
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Process[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** A process and all that it started. */
export function treeOf(pid: number): readonly Process[] {
  const all = processes();
  const below = (parent: number): Process[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return [...all.filter((each) => each.pid === pid), ...below(pid)];
}

/** Whether any of these is still there. */
export const alive = (tree: readonly Process[]): readonly Process[] =>
  processes().filter(({ pid, command }) => tree.some((each) => each.pid === pid && each.command === command));
