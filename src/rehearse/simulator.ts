import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { portTaken, simulatorFailed } from "../core/errors.js";
import { cacheFolder } from "../terraform/cache-folder.js";
import type { Environment } from "../terraform/process.js";
import { type SimulatorClientConfig, simulatorClientConfig, simulatorEnvironment } from "./simulator-environment.js";
import { ensureInstalled, simulatorSources } from "./simulator-installation.js";

/** The exit code with which `simulator/serve.py` reports that its port is taken. */
const portTakenCode = 3;

export interface SimulatorOptions {
  /** The account that STS answers; 12 digits. */
  readonly accountId: string;
  /** With the same seed and the same calls, new objects get the same ids. */
  readonly seed?: number;
  /** A file to which one JSON line is appended for each API call. */
  readonly requestLog?: string;
  /** 0 or none takes a free one. */
  readonly port?: number;
  readonly env: Environment;
  /**
   * Aborts the set-up. Once it answers, only `stop` ends the simulator: what an abort interrupts still needs it, as
   * Terraform does to release its state's lock.
   */
  readonly signal?: AbortSignal;
  /** What is being set up, in words; called only while the simulator is not yet installed. */
  readonly onProgress?: (text: string) => void;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly accountId: string;
  readonly requestLog?: string;
  /** The complete environment for child processes (Terraform, other SDKs): nothing but the simulator is within reach. */
  environment(): Record<string, string>;
  /** The complete configuration for clients of the AWS SDK in this process. */
  sdkConfig(): SimulatorClientConfig;
  /** Ends it and waits until it is gone; a second call does nothing. */
  stop(): Promise<void>;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

/**
 * Installs the simulator when needed, starts it on the loopback and returns once it answers.
 * It ends with `stop` and when this process dies, even by SIGKILL. Throws `pythonMissing`,
 * `simulatorInstallFailed`, `portTaken` or `simulatorFailed`.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { env, signal, accountId, requestLog } = options;
  const python = await ensureInstalled(options);
  signal?.throwIfAborted();
  const child = spawn(python, ["-E", "-s", join(simulatorSources, "serve.py"), ...serveArguments(options)], {
    // Neither the user's credentials nor proxies reach it. Its bytecode goes to the cache: the checkout stays clean.
    env: { PATH: env.PATH, HOME: env.HOME, LANG: "C.UTF-8", TMPDIR: env.TMPDIR },
    // A group of its own, or a Ctrl-C in the terminal would end it before what still needs it has ended.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const abort = () => void stop();
  signal?.addEventListener("abort", abort, { once: true });
  const endpoint = await readiness(child, options).finally(() => signal?.removeEventListener("abort", abort));
  signal?.throwIfAborted();
  return {
    endpoint,
    accountId,
    requestLog,
    environment: () => simulatorEnvironment(endpoint, env),
    sdkConfig: () => simulatorClientConfig(endpoint),
    stop,
    ended,
  };
}

function serveArguments({ port, accountId, seed, requestLog, env }: SimulatorOptions): string[] {
  return [
    "--until-stdin-closes",
    ...["--port", String(port ?? 0), "--account", accountId],
    ...["--bytecode-folder", join(cacheFolder(env), "bytecode")],
    ...(seed === undefined ? [] : ["--seed", String(seed)]),
    ...(requestLog ? ["--request-log", requestLog] : []),
  ];
}

async function readiness(child: ChildProcess, options: SimulatorOptions): Promise<string> {
  const complaints: string[] = [];
  // Read to the end all its life: a full pipe would stop the simulator in the middle of an answer.
  if (child.stderr)
    createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line) > 20 && complaints.shift());
  if (!child.stdout) throw simulatorFailed("");
  const lines = createInterface({ input: child.stdout });
  const ready = once(lines, "line").then(([line]) => /^ready (http:\S+)$/.exec(String(line))?.[1]);
  const failed = once(child, "close").then(([code]) => {
    options.signal?.throwIfAborted();
    throw code === portTakenCode ? portTaken(options.port ?? 0) : simulatorFailed(complaints.slice(-3).join(" "));
  });
  failed.catch(() => undefined);
  const endpoint = await Promise.race([ready, failed]);
  if (!endpoint) throw simulatorFailed("it did not say where it listens");
  return endpoint;
}
