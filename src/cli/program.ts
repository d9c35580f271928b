import { Command as Program, CommanderError, Option } from "commander";
import { Refusal, UserFault, UserFaults, unknownCommand } from "../core/errors.js";
import { catalogue } from "./catalogue.js";
import type { Command, CommandContext, ExitCode } from "./command.js";
import { createOutput, type Output } from "./output.js";

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
  try {
    const program = await programFor(argv, (command, parsed) =>
      command.run({ ...parsed, env, project: cwd, output, signal: interrupted.signal }),
    );
    let code: ExitCode = 0;
    program.onResult((result) => {
      code = result;
    });
    program.root.configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
    await program.root.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return report(error, output, interrupted.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

function report(error: unknown, output: Output, signal: AbortSignal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (signal.aborted) {
    output.progress(output.colors.yellow("interrupted"));
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

type Run = (command: Command, parsed: Pick<CommandContext, "arguments" | "options">) => Promise<ExitCode>;

async function programFor(argv: readonly string[], run: Run) {
  const root = new Program("uplift")
    .description("Takes a hand-made AWS account to a Terraform-managed platform, and proves each step.")
    .exitOverride()
    .showHelpAfterError("Run with --help for usage.");
  let settle: (result: ExitCode) => void = () => undefined;
  const [name] = argv;
  const entry = catalogue.find((candidate) => candidate.name === name);
  if (name && !entry && !name.startsWith("-") && name !== "help") {
    throw unknownCommand(name, catalogue.map((candidate) => candidate.name));
  }
  for (const candidate of catalogue) {
    if (candidate !== entry) root.command(candidate.name).summary(candidate.summary).description(candidate.summary);
  }
  if (entry) {
    const command = await entry.load();
    root.addCommand(
      subcommand(command, async (parsed) => {
        settle(await run(command, parsed));
      }),
    );
  }
  return {
    root,
    onResult: (callback: (result: ExitCode) => void) => {
      settle = callback;
    },
  };
}

function subcommand(command: Command, action: (parsed: Pick<CommandContext, "arguments" | "options">) => Promise<void>) {
  const sub = new Program(command.name).summary(command.summary).description(command.description ?? `${command.summary}.`);
  sub.exitOverride().showHelpAfterError("Run with --help for usage.");
  for (const { name, description, required } of command.arguments ?? []) {
    sub.argument(required ? `<${name}>` : `[${name}]`, description);
  }
  for (const option of command.options ?? []) {
    const declared = new Option(option.flags, option.description).makeOptionMandatory(option.required ?? false);
    if (option.default !== undefined) declared.default(option.default);
    if (option.commaSeparated) declared.argParser((text: string) => text.split(",").filter(Boolean));
    if (option.repeatable) declared.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]);
    sub.addOption(declared);
  }
  sub.option("--json", "print one JSON document on stdout");
  sub.addHelpText("after", `\nExamples:\n${command.examples.map((e) => `  $ ${e.command}\n      ${e.description}`).join("\n")}`);
  sub.action(async (...received: unknown[]) => {
    const declared = command.arguments ?? [];
    await action({
      arguments: Object.fromEntries(declared.map(({ name }, index) => [name, received[index] as string | undefined])),
      options: sub.opts(),
    });
  });
  return sub;
}
