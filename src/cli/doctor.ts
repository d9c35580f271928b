import type { Command, CommandContext } from "./command.js";
import type { Check } from "./doctor-checks.js";

export const doctor: Command = {
  name: "doctor",
  summary: "Check prerequisites and identity",
  description:
    "Checks what Uplift needs on this machine and who the AWS credentials belong to. Exits 1 when something required is " +
    "missing, or when the credentials are not of the environment's account.",
  options: [{ flags: "--env <name>", description: "the environment whose account is expected" }],
  examples: [
    { command: "uplift doctor", description: "Check this machine." },
    { command: "uplift doctor --env prod", description: "Also check that the credentials are of prod's account." },
  ],
  async run(context) {
    const { options, env, output, signal } = context;
    // Loaded here, so that a machine on which something is missing still gets its answers.
    const [{ toolChecks }, { askWhoAmI, identityCheck }, { sdkConfigFor }] = await Promise.all([
      import("./doctor-checks.js"),
      import("./doctor-identity.js"),
      import("./sdk-config.js"),
    ]);
    const expected = await expectedAccount(options.env as string | undefined);
    const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? expected?.region ?? "us-east-1";
    output.status("checking …");
    const [tools, identity] = await Promise.all([
      toolChecks(env, process.versions.node, signal),
      identityCheck(() => askWhoAmI(region, signal, sdkConfigFor(env, expected?.access ?? {}, region)), expected),
    ]);
    const checks = [...tools, identity];
    const isFine = checks.every(({ status }) => status !== "fault");
    print(checks, output);
    output.document({ ok: isFine, checks });
    return isFine ? 0 : 1;
  },
};

async function expectedAccount(environment: string | undefined) {
  if (!environment) return undefined;
  const { environmentOf, loadOrganization } = await import("../config/load.js");
  const { accountId, region, access } = environmentOf(loadOrganization(), environment);
  return { environment, accountId, region, access };
}

function print(checks: readonly Check[], { line, colors }: CommandContext["output"]): void {
  const marks = { ok: colors.green("✓"), warning: colors.yellow("!"), fault: colors.red("✗") };
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, status, found, remedy } of checks) {
    line(`${marks[status]} ${name.padEnd(width)}  ${found}`);
    if (remedy) line(`  ${" ".repeat(width)}  ${colors.dim(remedy)}`);
  }
}
