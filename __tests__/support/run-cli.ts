import { runCli } from "../../src/cli/program.js";

/** What one command line printed and returned, run in this process. */
export async function cli(
  argv: readonly string[],
  {
    cwd = process.cwd(),
    env = {},
    isTTY = false,
  }: { cwd?: string; env?: Record<string, string>; isTTY?: boolean } = {},
) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await runCli(argv, env, stream("stdout"), stream("stderr"), cwd);
  return { code, ...written };
}
