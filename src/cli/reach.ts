import { resolve } from "node:path";
import { readInventory } from "../adopt/files.js";
import { linkedTrees, readAdoptions } from "../assembly.js";
import { environmentOf, loadOrganization, type Organization } from "../config/load.js";
import { noSuchEnd, notAnEnd, reachNeedsEnvironment, reachNeedsQuestion, reachOfTwo } from "../core/errors.js";
import { type Proof, prove, sentenceOf } from "../domain/reach/intents.js";
import type { NetworkModel } from "../domain/reach/model.js";
import { reach as judge } from "../domain/reach/reach.js";
import type { Hop, Verdict } from "../domain/reach/way.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { networkGaps, networkOfInventory } from "../reach/from-inventory.js";
import { networkModel } from "../reach/from-tree.js";
import type { Command, CommandContext, ExitCode } from "./command.js";
import type { Output } from "./output.js";

/** `uplift reach [FROM TO:PORT (--env ENV | --inventory FILE)]`: one question explained hop by hop, or every intent of the configuration proven. */
export const reach: Command = {
  name: "reach",
  summary: "Say who reaches whom on which port, and prove what the configuration means",
  description:
    "Follows routes, network ACLs, security groups and endpoints as the configuration describes them, without Terraform; or as " +
    "an inventory found them. An end is a layer (edge, database, compute), internet, tier:NAME, environment:NAME, " +
    "endpoint:SERVICE, service:NAME, or a resource as layer/address; of an inventory, an AWS id, a tag Name or subnet:ID. " +
    "Without a question it proves the intents under `reach` in src/config. Exit 2: not reachable, or an intent does not hold.",
  arguments: [
    { name: "from", description: "who calls", required: false },
    { name: "to", description: "who is called, with the port: database:5433", required: false },
  ],
  options: [
    { flags: "--env <env>", description: "the environment; all without it, when intents are proven" },
    { flags: "--inventory <file>", description: "an account as it was found, instead of an environment" },
  ],
  examples: [
    { command: "uplift reach", description: "prove every intent, as continuous integration does" },
    { command: "uplift reach internet edge:443 --env prod", description: "explain one way, hop by hop" },
    {
      command: "uplift reach internet web-1:22 --inventory inventory/888888888888.json",
      description: "the same of an account as it is",
    },
    { command: "uplift reach tier:private service:s3:443 --env dev --json", description: "for machines" },
  ],
  run: async (context) => {
    const { arguments: given, options, output, project } = context;
    const env = options.env as string | undefined;
    const inventory = options.inventory as string | undefined;
    if (inventory) return ofInventory(context, inventory);
    if (given.from && !env) throw reachNeedsEnvironment();
    const organization = loadOrganization();
    const adoptions = await readAdoptions(project, organization);
    const trees = await inTemporaryFolder((outdir) => linkedTrees({ organization, adoptions, outdir }));
    const names = env ? [environmentOf(organization, env).name] : Object.keys(organization.environments);
    const models = new Map(names.map((name) => [name, networkModel(trees[name] ?? [])]));
    const ranges = rangesOf(organization);
    if (given.from) return explain(context, models.get(names[0] as string) as NetworkModel, ranges, output);
    const proofs = names.map(
      (name) =>
        [name, prove(models.get(name) as NetworkModel, environmentOf(organization, name).reach, ranges)] as const,
    );
    return report(proofs, output);
  },
};

async function ofInventory(context: CommandContext, file: string): Promise<ExitCode> {
  const { arguments: given, options, output, project } = context;
  if (options.env) throw reachOfTwo();
  if (!given.from) throw reachNeedsQuestion();
  const inventory = await readInventory(resolve(project, file));
  const gaps = networkGaps(inventory);
  if (gaps.length > 0) {
    output.progress(output.colors.yellow(`the inventory could not read ${gaps.join(", ")}: the verdict may be wrong`));
  }
  return explain(context, networkOfInventory(inventory), {}, output);
}

const rangesOf = ({ environments }: Organization) =>
  Object.fromEntries(Object.values(environments).map(({ name, network }) => [name, network.cidr]));

function explain(
  { arguments: given }: CommandContext,
  model: NetworkModel,
  ranges: Readonly<Record<string, string>>,
  output: Output,
): ExitCode {
  const from = given.from as string;
  const [, to = "", port = ""] = /^(.+):(\d+)$/s.exec(given.to ?? "") ?? [];
  if (!to) throw notAnEnd(given.to ?? "");
  const known = [...model.nodes.keys()];
  const isOutside = (name: string) => name === "internet" || /^(service|range|environment):/.test(name);
  for (const end of [from, to]) if (!isOutside(end) && !model.nodes.has(end)) throw noSuchEnd(end, known);
  const range = (name: string) => {
    const other = name.startsWith("environment:") ? ranges[name.slice("environment:".length)] : undefined;
    return other ? `range:${other}` : name;
  };
  const verdict = judge(model, range(from), range(to), Number(port));
  output.document({ from, to, port: Number(port), ...verdict });
  printHops(verdict.hops, output);
  output.line(verdictLine(from, to, port, verdict, output));
  return verdict.isReachable ? 0 : 2;
}

function verdictLine(
  from: string,
  to: string,
  port: string,
  { isReachable, via }: Verdict,
  { colors }: Output,
): string {
  if (isReachable) return `${colors.green("reachable")} ${from} → ${to}:${port} by ${via}`;
  return `${colors.red("not reachable")} ${from} → ${to}:${port}`;
}

function printHops(hops: readonly Hop[], output: Output): void {
  for (const { at, passes, because } of hops) {
    output.line(`  ${passes ? output.colors.green("✓") : output.colors.red("✗")} ${at}: ${because}`);
  }
}

function report(proofs: readonly (readonly [string, readonly Proof[]])[], output: Output): ExitCode {
  output.document({ environments: Object.fromEntries(proofs) });
  const failed = proofs.flatMap(([name, each]) =>
    each.filter(({ holds }) => !holds).map((proof) => ({ name, ...proof })),
  );
  for (const { name, intent, verdict } of failed) {
    output.line(`${output.colors.red("does not hold")} ${name}: ${sentenceOf(intent)}`);
    printHops(verdict.hops, output);
  }
  for (const [name, each] of proofs) {
    const held = each.filter(({ holds }) => holds).length;
    const mark = held === each.length ? output.colors.green("proven") : output.colors.red("refused");
    output.line(`${mark} ${name}: ${held} of ${each.length} intents hold`);
  }
  return failed.length === 0 ? 0 : 2;
}
