import { join } from "node:path";
import { readIfThere } from "../adopt/files.js";
import { linkedTrees, readAdoptions } from "../assembly.js";
import { environmentOf, loadOrganization } from "../config/load.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { judgePolicy, type PolicyFinding, type PolicyVerdict } from "../policy/engine.js";
import { policyRules } from "../policy/index.js";
import { parseWaivers } from "../policy/waivers.js";
import type { Command, ExitCode } from "./command.js";
import type { Output } from "./output.js";
import { isPlanFile, policyOfPlan } from "./policy-plan.js";
import { table } from "./table.js";

const waiversFile = "policy-waivers.yaml";
const judgedArgument = "env|plan.json";

/** `uplift policy [ENV|PLAN.json]`: what the configuration or a plan describes, held to the rules for new resources. */
export const policy: Command = {
  name: "policy",
  summary: "Hold what the configuration or a plan describes to the policy rules",
  description:
    "Judges every resource that the environments would make. Adopted objects are exempt: `uplift graph` lists their " +
    `hazards. A person may waive a rule for a resource in ${waiversFile}. Exit 2 while an error stands unwaived. Of a plan, ` +
    "what depends on values known only after the apply is unknown: shown, neither passed nor refused; findings on what is " +
    "imported are shown apart.",
  arguments: [
    {
      name: judgedArgument,
      description: "one environment, all without it; or what `terraform show -json PLAN` wrote",
      required: false,
    },
  ],
  options: [
    { flags: "--rules", description: "list the rules with their references instead" },
    { flags: "--env <env>", description: "the environment that the plan is for, so that waivers count" },
    { flags: "--layer <layer>", description: "the layer that the plan is for" },
  ],
  examples: [
    { command: "uplift policy", description: "every environment, as continuous integration does" },
    { command: "uplift policy prod --json | jq .verdicts.prod.findings", description: "for machines" },
    { command: "uplift policy plan.json --env prod --layer edge", description: "what a plan would leave behind" },
    { command: "uplift policy --rules", description: "the rules, and where auditors find them" },
  ],
  run: async (context) => {
    const { arguments: given, options, project, output } = context;
    if (options.rules) return listRules(output);
    const ids = policyRules.map(({ id }) => id);
    const waivers = parseWaivers((await readIfThere(join(project, waiversFile))) ?? emptyWaivers, waiversFile, ids);
    const today = new Date().toISOString().slice(0, 10);
    const judged = given[judgedArgument] ?? (options.env as string | undefined);
    if (judged && isPlanFile(judged)) return policyOfPlan(context, judged, waivers, today);
    const organization = loadOrganization();
    const names = judged ? [environmentOf(organization, judged).name] : Object.keys(organization.environments);
    const adoptions = await readAdoptions(project, organization);
    const trees = await inTemporaryFolder((outdir) => linkedTrees({ organization, adoptions, outdir }));
    const verdicts = names.map(
      (name) => [name, judgePolicy(name, trees[name] ?? [], policyRules, waivers, today)] as const,
    );
    output.document({ verdicts: Object.fromEntries(verdicts) });
    for (const [name, verdict] of verdicts) report(name, verdict, output);
    return verdicts.some(([, { findings }]) => findings.some(({ severity }) => severity === "error")) ? 2 : 0;
  },
};

const emptyWaivers = "schema_version: 1\nentries: []\n";

function listRules(output: Output): ExitCode {
  const rules = policyRules.map(({ check: _, types, ...rule }) => ({ ...rule, types }));
  output.document({ rules });
  const rows = rules.map(({ id, severity, title, references: { checkov = [], trivy = [], securityHub = [] } }) => [
    id,
    severity,
    title,
    [...checkov, ...trivy, ...securityHub].join(" "),
  ]);
  for (const line of table(["rule", "severity", "what it wants", "references"], rows)) output.line(line);
  return 0;
}

function report(name: string, verdict: PolicyVerdict, output: Output): void {
  const { findings, waived, unused, resources, checks } = verdict;
  const { red, yellow, dim, bold, green } = output.colors;
  for (const finding of findings) {
    const mark = finding.severity === "error" ? red("error") : yellow("warning");
    output.line(`${mark} ${bold(place(finding))}: ${finding.what} [${finding.rule}]. ${finding.remedy}`);
  }
  for (const { waiver, ...finding } of waived) {
    output.line(
      dim(`waived ${place(finding)}: ${finding.what} [${finding.rule}], until ${waiver?.expires}: ${waiver?.reason}`),
    );
  }
  for (const { rule, resource } of unused) {
    output.line(
      `${yellow("unused")} waiver of ${rule} for ${resource}: nothing needs it, or it has expired. Remove it.`,
    );
  }
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const counts = `${resources} resources, ${checks} checks, ${waived.length} waived`;
  output.line(
    errors === 0
      ? `${green("passed")} ${name}: ${counts}, ${findings.length} warnings`
      : `${red("refused")} ${name}: ${counts}, ${errors} errors, ${findings.length - errors} warnings`,
  );
}

const place = ({ environment, layer, address }: PolicyFinding) => `${environment}/${layer} ${address}`;
