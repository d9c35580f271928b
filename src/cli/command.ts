import type { Output } from "./output.js";

/** 0 done, 2 refused by a gate or findings, 1 wrong input or failure. */
export type ExitCode = 0 | 1 | 2;

export interface CommandArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** The last one may take several values; they arrive as `rest`. */
  readonly variadic?: true;
}

export interface CommandOption {
  /** As shown in `--help`, e.g. `--out <file>` or `--plan`. */
  readonly flags: string;
  readonly description: string;
  readonly required?: boolean;
  readonly default?: string | boolean;
  /** May be given several times; arrives as a list. */
  readonly repeatable?: boolean;
  /** Splits `a,b` and arrives as a list. */
  readonly commaSeparated?: boolean;
}

/** What a command gets to work with: nothing below the command line reads the process. */
export interface CommandContext {
  readonly arguments: Readonly<Record<string, string | undefined>>;
  /** What an argument of several values got. */
  readonly rest: readonly string[];
  /** By camelCase name of the long flag. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The project's folder: where configuration, inventory, adoption and emitted trees lie. */
  readonly project: string;
  readonly output: Output;
  /** Aborts at Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

/** A command of `uplift` as one declarative object. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly description?: string;
  readonly arguments?: readonly CommandArgument[];
  readonly options?: readonly CommandOption[];
  readonly examples: readonly { readonly command: string; readonly description: string }[];
  run(context: CommandContext): Promise<ExitCode>;
}
