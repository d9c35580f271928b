import { resolve } from "node:path";
import { adoptionPaths, readAddresses, readIfThere } from "../adopt/files.js";
import { readLiveImpact, readManifest, readManifests } from "../adopt/gate/decision-files.js";
import { type Finding, type GateContext, judge } from "../adopt/gate.js";
import { type Environment, environmentOf, loadOrganization } from "../config/load.js";
import { layerNeedsEnvironment, planNotFound } from "../core/errors.js";
import { layers, regionOf } from "../stacks/index.js";
import { parsePlan } from "../terraform/parse-plan.js";
import type { Command } from "./command.js";
import type { Output } from "./output.js";

/** `uplift gate PLAN.json`: refuses a plan that would change, destroy or take hold of what exists. */
export const gate: Command = {
  name: "gate",
  summary: "Judge a plan before it is applied",
  description:
    "Reads the JSON of a plan and refuses what must not be applied without somebody's decision. " +
    "Exit 0: it may be applied; 2: refused; 1: the input is wrong.",
  arguments: [{ name: "plan", description: "what `terraform show -json PLAN` wrote", required: true }],
  options: [
    { flags: "--env <env>", description: "the environment that the plan is for" },
    { flags: "--layer <layer>", description: "the layer that the plan is for" },
    { flags: "--manifest <file>", description: "a decommission manifest beside those under decommission/" },
    { flags: "--live-impact <file>", description: "agreed take-overs; live-impact.yaml unless given" },
  ],
  examples: [
    { command: "uplift gate plan.json --env prod --layer network", description: "before an apply" },
    { command: "uplift gate plan.json --json | jq .findings", description: "for machines" },
  ],
  run: async ({ arguments: { plan: file = "" }, options, project, output }) => {
    const environmentName = options.env as string | undefined;
    const layer = options.layer as string | undefined;
    if (layer && !environmentName) throw layerNeedsEnvironment();
    const environment = environmentName ? placed(environmentOf(loadOrganization(), environmentName), layer) : undefined;
    const content = await readIfThere(resolve(project, file));
    if (content === undefined) throw planNotFound(file);
    const plan = parsePlan(content, file);
    const context = await gateContext({
      project,
      environment,
      layer,
      manifest: options.manifest as string | undefined,
      liveImpact: options.liveImpact as string | undefined,
    });
    const findings = judge(plan, context);
    reportFindings(findings, output);
    output.document({ passed: findings.length === 0, findings });
    return findings.length === 0 ? 0 : 2;
  },
};

/** The environment as a layer sees it that may lie in another region. */
export function placed(environment: Environment, layer: string | undefined): Environment {
  const found = layers.find(({ name }) => name === layer);
  return found ? { ...environment, region: regionOf(environment, found) } : environment;
}

/** What a plan is judged by, from the project's files. */
export async function gateContext(options: {
  readonly project: string;
  readonly environment?:
    | (NonNullable<GateContext["environment"]> & { readonly accountId: string; readonly region: string })
    | undefined;
  readonly layer?: string | undefined;
  readonly manifest?: string | undefined;
  readonly liveImpact?: string | undefined;
}): Promise<GateContext> {
  const { project, environment, layer, manifest, liveImpact } = options;
  const addresses = environment ? await readAddresses(adoptionPaths(project, environment.accountId).addresses) : [];
  const extra = manifest ? (await readManifest(resolve(project, manifest))).entries : [];
  return {
    ...(environment && { environment }),
    ...(layer && { layer }),
    adoptedIds: new Map(addresses.map(({ id, address }) => [id, address])),
    allowed: [...extra, ...(await readManifests(project, environment?.name, layer))],
    liveImpact: await readLiveImpact(resolve(project, liveImpact ?? "live-impact.yaml"), liveImpact !== undefined),
  };
}

/** One line a finding: what it is about, what would happen, what to do. */
export function reportFindings(findings: readonly Finding[], output: Output): void {
  for (const { rule, address, what, remedy } of findings) {
    output.line(`${output.colors.red("refused")} ${output.colors.bold(address)}: ${what} [${rule}]. ${remedy}`);
  }
  output.line(
    findings.length === 0
      ? output.colors.green("passed: nothing here needs anybody's agreement")
      : `${findings.length} refused`,
  );
}
