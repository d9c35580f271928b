import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** The whole environment of a child process. Nothing is added from this process's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env: Environment;
  readonly signal?: AbortSignal;
  /** How long a child may take to end after it was told to, before it is killed. Milliseconds. */
  readonly graceMs?: number;
  readonly onStdout?: (line: string) => void;
  readonly onStderr?: (line: string) => void;
}

export interface ProcessResult {
  /** -1 when a signal ended the child. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and returns what it wrote; a non-zero exit is a result, not an error.
 *
 * The child leads a process group of its own: a Ctrl-C in the terminal does not reach it, so that it gets exactly one
 * SIGINT from here when `signal` aborts. (Terraform unlocks its state at the first and drops everything at the second.)
 * After `graceMs` the whole group is killed. Rejects with the signal's reason after an abort, once the child is gone, and
 * with Node's error when the program cannot be started.
 */
export function runProcess(program: string, args: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const { cwd, env, signal, graceMs = 30_000, onStdout, onStderr } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const child = spawn(program, [...args], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const collect = (stream: NodeJS.ReadableStream, onLine?: (line: string) => void) => {
      const lines: string[] = [];
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        onLine?.(line);
      });
      return () => lines.map((line) => `${line}\n`).join("");
    };
    const stdout = collect(child.stdout, onStdout);
    const stderr = collect(child.stderr, onStderr);

    let killTimer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill("SIGINT");
      killTimer = setTimeout(() => killGroup(child.pid), graceMs);
    };
    signal?.addEventListener("abort", stop, { once: true });
    const settle = (finish: () => void) => {
      clearTimeout(killTimer);
      signal?.removeEventListener("abort", stop);
      finish();
    };
    child.once("error", (error) => settle(() => reject(error)));
    child.once("close", (code) =>
      settle(() => {
        if (signal?.aborted) reject(signal.reason);
        else resolve({ code: code ?? -1, stdout: stdout(), stderr: stderr() });
      }),
    );
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself between the timer and the call.
  }
}
