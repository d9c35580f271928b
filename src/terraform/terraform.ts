import { type Diagnostic, TerraformFault } from "../core/errors.js";
import type { Json } from "../domain/json.js";
import { MessageStream } from "./message-stream.js";
import { parsePlan } from "./parse-plan.js";
import type { PlanJson } from "./plan.js";
import { type Environment, type ProcessResult, runProcess } from "./process.js";

export interface TerraformOptions {
  /** The root's folder. */
  readonly folder: string;
  /** The complete environment of every run. */
  readonly env: Environment;
  /** The program to start; `terraform` on the `PATH` of `env` unless given. */
  readonly program?: string;
  /** Arguments before Terraform's own, where the program hands them on, as Terragrunt does. */
  readonly prefix?: readonly string[];
  /** An abort interrupts Terraform once, so that it stops in order and releases the state's lock. */
  readonly signal?: AbortSignal;
  /** How long it may take for that before it is killed. Milliseconds. */
  readonly graceMs?: number;
  /** Terraform's own messages, one line each. */
  readonly onProgress?: (line: string) => void;
}

export interface InitOptions {
  readonly backend?: false;
  /** Moves the present state into a changed backend without asking. */
  readonly migrateState?: boolean;
  /** Forgets a changed backend and takes the new one. */
  readonly reconfigure?: boolean;
  /** `-backend-config` values. */
  readonly backendConfig?: Readonly<Record<string, string>>;
  readonly isLockFileReadonly?: boolean;
}

export interface PlanOptions {
  /** Where the plan is written, relative to the root's folder. */
  readonly out: string;
  /** How long to wait for the state's lock. Seconds; 60 unless given; null takes none, as who may only read must. */
  readonly lockTimeoutSeconds?: number | null;
  readonly destroy?: boolean;
  readonly refreshOnly?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  readonly generateConfigOut?: string;
}

export interface PlanOutcome {
  /** Whether an apply would do anything, imports and outputs included. */
  readonly hasChanges: boolean;
}

/** Runs Terraform in one root. Every failure is a `TerraformFault` that carries Terraform's own diagnostics. */
export class Terraform {
  constructor(readonly options: TerraformOptions) {}

  async init(init: InitOptions = {}): Promise<void> {
    await this.run("init", [
      "-input=false",
      // Terraform refuses the two together.
      ...(init.migrateState ? [] : ["-json"]),
      ...(init.backend === false ? ["-backend=false"] : []),
      ...(init.migrateState ? ["-migrate-state", "-force-copy"] : []),
      ...(init.reconfigure ? ["-reconfigure"] : []),
      ...(init.isLockFileReadonly ? ["-lockfile=readonly"] : []),
      ...Object.entries(init.backendConfig ?? {}).map(([key, value]) => `-backend-config=${key}=${value}`),
    ]);
  }

  /** Checks the configuration and returns its warnings. */
  async validate(): Promise<readonly Diagnostic[]> {
    // Unlike the other commands it writes one document at the end.
    const result = await this.start("validate", ["-json"]);
    const answer = parseDocument<{ diagnostics?: Diagnostic[] }>(result.stdout);
    const diagnostics = answer?.diagnostics ?? [];
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (result.code !== 0 || !answer) throw this.fault("validate", errors, result);
    return diagnostics;
  }

  async plan(plan: PlanOptions): Promise<PlanOutcome> {
    const code = await this.run(
      "plan",
      [
        "-input=false",
        "-json",
        "-detailed-exitcode",
        plan.lockTimeoutSeconds === null ? "-lock=false" : `-lock-timeout=${plan.lockTimeoutSeconds ?? 60}s`,
        `-out=${plan.out}`,
        ...(plan.destroy ? ["-destroy"] : []),
        ...(plan.refreshOnly ? ["-refresh-only"] : []),
        ...(plan.generateConfigOut ? [`-generate-config-out=${plan.generateConfigOut}`] : []),
        ...Object.entries(plan.variables ?? {}).map(([name, value]) => `-var=${name}=${value}`),
      ],
      [0, 2],
    );
    return { hasChanges: code === 2 };
  }

  async showPlan(planFile: string): Promise<PlanJson> {
    return parsePlan(await this.showPlanText(planFile), planFile);
  }

  /** The plan's JSON as Terraform writes it, e.g. to keep it as evidence. */
  async showPlanText(planFile: string): Promise<string> {
    const result = await this.start("show", ["-json", planFile]);
    if (result.code !== 0) throw this.fault("show", [], result);
    return result.stdout;
  }

  /** The plan as Terraform writes it for people, without colour; values that are marked as secret are left out. */
  async showPlanForPeople(planFile: string): Promise<string> {
    const result = await this.start("show", ["-no-color", planFile]);
    if (result.code !== 0) throw this.fault("show", [], result);
    return result.stdout;
  }

  /** Applies a plan that was written before; Terraform refuses one that no longer fits the state. */
  async apply(planFile: string, lockTimeoutSeconds = 60): Promise<void> {
    await this.run("apply", ["-input=false", "-json", `-lock-timeout=${lockTimeoutSeconds}s`, planFile]);
  }

  /** The values of the root's outputs, sensitive ones included. */
  async output(): Promise<Readonly<Record<string, Json>>> {
    const result = await this.start("output", ["-json"]);
    const answer = parseDocument<Record<string, { value: Json }>>(result.stdout);
    if (result.code !== 0 || !answer) throw this.fault("output", [], result);
    return Object.fromEntries(Object.entries(answer).map(([name, { value }]) => [name, value]));
  }

  /** Addresses in the state, sorted as Terraform sorts them; none when there is no state yet. */
  async stateList(): Promise<readonly string[]> {
    const result = await this.start("state", ["list"]);
    if (result.code === 0) return result.stdout.split("\n").filter(Boolean);
    if (/No state file was found/.test(result.stderr)) return [];
    throw this.fault("state list", [], result);
  }

  /** Runs a command that streams JSON messages; returns its exit code. */
  private async run(command: string, args: readonly string[], accepted: readonly number[] = [0]): Promise<number> {
    const messages = new MessageStream(this.options.onProgress);
    const result = await this.start(command, args, (line) => messages.read(line));
    if (!accepted.includes(result.code)) throw this.fault(command, messages.errors, result);
    return result.code;
  }

  private start(command: string, args: readonly string[], onStdout?: (line: string) => void): Promise<ProcessResult> {
    const { program = "terraform", prefix = [], folder, env, signal, graceMs } = this.options;
    const colorless = command === "show" || command === "output" || command === "state" ? [] : ["-no-color"];
    return runProcess(program, [...prefix, command, ...args.slice(0, -1), ...colorless, ...args.slice(-1)], {
      cwd: folder,
      env,
      signal,
      graceMs,
      onStdout,
    });
  }

  private fault(command: string, errors: readonly Diagnostic[], { stderr, stdout }: ProcessResult): TerraformFault {
    const fallback = plainError(stderr) || plainError(stdout) || "it gave no reason";
    return new TerraformFault(
      command,
      this.options.folder,
      errors.length > 0 ? errors : [{ severity: "error", summary: fallback }],
    );
  }
}

/** The text of an error that Terraform drew as a box. */
const plainError = (text: string): string => {
  const start = text.search(/Error: /);
  return (start < 0 ? text : text.slice(start + "Error: ".length))
    .replace(/[│╷╵]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);
};

function parseDocument<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
