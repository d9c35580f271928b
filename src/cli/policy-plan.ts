import { resolve } from "node:path";
import { readIfThere } from "../adopt/files.js";
import { environmentOf, loadOrganization } from "../config/load.js";
import { environmentNeedsLayer, layerNeedsEnvironment, planNotFound } from "../core/errors.js";
import type { PolicyFinding } from "../policy/engine.js";
import { plannedTree } from "../policy/from-plan.js";
import { policyRules } from "../policy/index.js";
import { judgePlan, type PlanVerdict, type PolicyUnknown } from "../policy/judge-plan.js";
import type { Waiver } from "../policy/waivers.js";
import { parsePlan } from "../terraform/parse-plan.js";
import type { CommandContext, ExitCode } from "./command.js";
import type { Output } from "./output.js";

/** Whether what `uplift policy` is given is a plan, not an environment. */
export const isPlanFile = (given: string): boolean => given.endsWith(".json");

/** What a plan is called whose environment and layer are not said; no waiver names it. */
const unnamed = "plan";

/** Holds one plan to the rules. */
export async function policyOfPlan(
  { options, project, output }: CommandContext,
  file: string,
  waivers: readonly Waiver[],
  today: string,
): Promise<ExitCode> {
  const env = options.env as string | undefined;
  const layer = options.layer as string | undefined;
  if (layer && !env) throw layerNeedsEnvironment();
  if (env && !layer) throw environmentNeedsLayer();
  const environment = env ? environmentOf(loadOrganization(), env).name : unnamed;
  const content = await readIfThere(resolve(project, file));
  if (content === undefined) throw planNotFound(file);
  const tree = plannedTree(parsePlan(content, file), layer ?? unnamed);
  const verdict = judgePlan(environment, tree, policyRules, waivers, today);
  output.document({ verdict });
  report(file, verdict, output);
  return verdict.findings.some(({ severity }) => severity === "error") ? 2 : 0;
}

function report(file: string, verdict: PlanVerdict, output: Output): void {
  const { findings, waived, adopted, unknown, resources, checks } = verdict;
  const { red, yellow, green, bold, dim } = output.colors;
  const words = ({ address, what, rule }: PolicyFinding) => `${address}: ${what} [${rule}]`;
  for (const finding of findings) {
    const mark = finding.severity === "error" ? red("error") : yellow("warning");
    output.line(`${mark} ${bold(words(finding))}. ${finding.remedy}`);
  }
  for (const finding of waived) {
    output.line(dim(`waived ${words(finding)}, until ${finding.waiver?.expires}: ${finding.waiver?.reason}`));
  }
  for (const finding of adopted) output.line(dim(`adopted ${words(finding)}`));
  for (const each of unknown) output.line(`${yellow("unknown")} ${sentenceOf(each)}`);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const mark = errors === 0 ? green("passed") : red("refused");
  output.line(
    `${mark} ${file}: ${resources} resources, ${checks} checks, ${errors} errors, ${warnings} warnings, ` +
      `${waived.length} waived, ${adopted.length} of adopted objects, ${unknown.length} unknown`,
  );
}

const sentenceOf = ({ address, rule, needs }: PolicyUnknown) =>
  `${address}: depends on ${needs.join(", ")}, which the plan does not say [${rule}]`;
