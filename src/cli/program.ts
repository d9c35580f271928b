import { CommanderError, Option, Command as Program } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { Refusal, UserFault, UserFaults, unknownCommand } from "../core/errors.js";
import { catalogue } from "./catalogue.js";
import type { Command, CommandContext, CommandOption, ExitCode } from "./command.js";
import { createOutput, type Output } from "./output.js";

const { version } = packageJson;

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Runs one command line and returns its exit code; prints user faults without a stack and bugs with one. */
export async function runCli(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  stdout: Stream,
  stderr: Stream,
  cwd: string,
): Promise<ExitCode> {
  const output = createOutput({ json: argv.includes("--json"), stdout, stderr, noColor: env.NO_COLOR !== undefined });
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  let code: ExitCode = 0;
  try {
    const root = new Program("uplift")
      .description("Takes a hand-made AWS account to a Terraform-managed platform, and proves each step.")
      .version(version, "--version", "print the version")
      .exitOverride()
      .showHelpAfterError("Run with --help for usage.")
      .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) });
    await declareCommands(root, argv[0] === "help" ? argv[1] : argv[0], async (command, parsed) => {
      code = await command.run({ ...parsed, env, project: cwd, output, signal: interrupted.signal });
    });
    await root.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return report(error, output, interrupted.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

function report(error: unknown, output: Output, signal: AbortSignal): ExitCode {
  if (error instanceof CommanderError) {
    // Commander has printed its own words already.
    if (error.exitCode !== 0) output.document({ error: { kind: "usage", message: error.message } });
    return error.exitCode === 0 ? 0 : 1;
  }
  if (signal.aborted) {
    output.progress(output.colors.yellow("interrupted"));
    output.document({ error: { kind: "interrupted", message: "interrupted" } });
    return 1;
  }
  if (error instanceof UserFault || error instanceof UserFaults) {
    const label = error instanceof Refusal ? "refused" : "error";
    for (const line of error.message.split("\n")) output.progress(`${output.colors.red(label)}: ${line}`);
    output.document({ error: { kind: label, message: error.message } });
    return error.exitCode;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.progress(`bug: ${stack}`);
  output.document({ error: { kind: "bug", message: error instanceof Error ? error.message : String(error) } });
  return 1;
}

type Run = (command: Command, parsed: Pick<CommandContext, "arguments" | "rest" | "options">) => Promise<void>;

/** Declares every command by its summary, and the one that is asked for in full. */
async function declareCommands(root: Program, asked: string | undefined, run: Run): Promise<void> {
  const names = catalogue.map(({ name }) => name);
  if (asked && !names.includes(asked) && !asked.startsWith("-") && asked !== "help") throw unknownCommand(asked, names);
  for (const entry of catalogue) {
    const sub = root.command(entry.name).summary(entry.summary);
    if (entry.name === asked) declareCommand(sub, await entry.load(), run);
  }
}

function declareCommand(sub: Program, command: Command, run: Run): void {
  sub.description(command.description ?? `${command.summary}.`);
  const declared = command.arguments ?? [];
  for (const { name, description, required, variadic } of declared) {
    const written = variadic ? `${name}...` : name;
    sub.argument(required ? `<${written}>` : `[${written}]`, description);
  }
  for (const option of command.options ?? []) sub.addOption(optionOf(option));
  sub.option("--json", "print one JSON document on stdout");
  const examples = command.examples.map((example) => `  $ ${example.command}\n      ${example.description}`);
  sub.addHelpText("after", `\nExamples:\n${examples.join("\n")}`);
  sub.action((...received: unknown[]) =>
    run(command, {
      arguments: Object.fromEntries(
        declared.flatMap(({ name, variadic }, index) =>
          variadic ? [] : [[name, received[index] as string | undefined]],
        ),
      ),
      rest: declared.flatMap(({ variadic }, index) => (variadic ? (received[index] as readonly string[]) : [])),
      options: sub.opts(),
    }),
  );
}

function optionOf({
  flags,
  description,
  required,
  default: fallback,
  commaSeparated,
  repeatable,
}: CommandOption): Option {
  const option = new Option(flags, description).makeOptionMandatory(required ?? false);
  if (fallback !== undefined) option.default(fallback);
  if (commaSeparated) option.argParser((text: string) => text.split(",").filter(Boolean));
  if (repeatable) option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
  return option;
}
