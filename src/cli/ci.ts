import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { environmentOf, loadOrganization, type Organization } from "../config/load.js";
import {
  optionNeeded,
  pipelineOutdated,
  reviewedUnreadable,
  treesNotEmitted,
  unknownAction,
  unknownRoot,
} from "../core/errors.js";
import { comment } from "../deliver/comment.js";
import { addCosts } from "../deliver/cost.js";
import { inWords, type RootOutcome } from "../deliver/outcome.js";
import { costRefusal } from "../deliver/request-rules.js";
import { parseReviewed } from "../deliver/reviewed.js";
import { applyRoots, planRoots, type RunOptions } from "../deliver/run-roots.js";
import { runnersFor } from "../deliver/toolchain.js";
import { affectedSince, delivered } from "../delivery.js";
import type { Affected } from "../domain/affected.js";
import type { DeliveredRoot } from "../domain/root-graph.js";
import { findDrift } from "../emit/check.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { prepareTerraform } from "../terraform/toolchain.js";
import { onlyIn } from "./affected.js";
import { proposeChanges } from "./ci-propose.js";
import { publications, publish } from "./ci-publish.js";
import type { Command, CommandContext, ExitCode } from "./command.js";
import { gateContext, placed } from "./gate.js";
import { wholeNumber } from "./whole-number.js";

const runs = ["plan", "apply", "drift"] as const;
type Action = (typeof runs)[number];
const actions = [...runs, ...publications, "propose"] as const;

/** `uplift ci plan|apply|drift`: what both pipelines run, and anybody can run here. */
export const ci: Command = {
  name: "ci",
  summary: "Plan or apply the roots that a change reaches, look for drift, and say so",
  description:
    "plan: plans each changed root, lets the gate judge, and writes a pull request's comment. " +
    "apply: plans again and applies changed roots in order; a root that fails stops those that wait for it. " +
    "drift: plans every root; finds what was changed by hand. " +
    "comment, issue: put what was written with --out under a pull request, or into an issue. " +
    "propose: opens a pull request of what is changed here. " +
    "Exit 0: done; 2: the gate refuses, a plan is not as reviewed, or there is drift; 1: wrong input or failure.",
  arguments: [{ name: "action", description: actions.join(", "), required: true }],
  options: [
    { flags: "--base <ref>", description: "what the change is compared with, e.g. origin/main; for plan and apply" },
    {
      flags: "--roots <roots>",
      description: "these instead of what changed since --base, e.g. prod/edge",
      commaSeparated: true,
    },
    { flags: "--env <env>", description: "one environment alone, whose account the credentials are for" },
    { flags: "--out <file>", description: "write the comment there, as Markdown" },
    { flags: "--reviewed <file>", description: "what `ci plan --json` printed: anything else is not applied" },
    { flags: "--labels <labels>", description: "labels of the pull request, e.g. cost-agreed", commaSeparated: true },
    {
      flags: "--layers <layers>",
      description: "the environment's layers as the caller knows them: refused when there are others, or another order",
      commaSeparated: true,
    },
    { flags: "--file <file>", description: "what to put up, for comment and issue" },
    { flags: "--number <number>", description: "the pull request, for comment" },
    { flags: "--branch <branch>", description: "for propose: made or replaced, begins with uplift/" },
    { flags: "--title <title>", description: "for propose: of the commit and the pull request" },
    {
      flags: "--paths <paths>",
      description: "for propose: where to look for changes, e.g. gitops",
      commaSeparated: true,
    },
    {
      flags: "--lock-timeout-seconds <seconds>",
      description: "for apply: how long to wait for a state that another run holds",
      default: "60",
    },
    {
      flags: "--as-administrator",
      description:
        "for apply: also what bounds the pipelines (bootstrap, foundation, delivery), which none of them may change",
    },
    { flags: "--at-once <number>", description: "how many roots are planned at once, 1 to 8", default: "2" },
  ],
  examples: [
    { command: "uplift ci plan --base origin/main --env dev --out comment.md", description: "in a pull request" },
    { command: "uplift ci apply --base HEAD~1 --env dev", description: "after the merge" },
    { command: "uplift ci drift --env prod", description: "every night" },
    { command: "uplift ci comment --file comment.md --number 12", description: "with GITHUB_TOKEN" },
  ],
  run: async (context) => {
    const { arguments: given, options, env, project } = context;
    const action = actions.find((each) => each === given.action);
    if (!action) throw unknownAction("ci", given.action ?? "", actions);
    if (action === "propose") return proposeChanges(context);
    if (action === "comment" || action === "issue") return publish(action, context);
    const asked = (options.roots as readonly string[] | undefined) ?? [];
    if (action !== "drift" && !options.base && asked.length === 0)
      throw optionNeeded(`uplift ci ${action}`, "--base or --roots", "e.g. --base origin/main");
    const organization = loadOrganization();
    const only = options.env === undefined ? undefined : environmentOf(organization, String(options.env)).name;
    const limits = {
      atOnce: wholeNumber(String(options.atOnce), "--at-once", 1, 8),
      lockTimeoutSeconds: wholeNumber(String(options.lockTimeoutSeconds), "--lock-timeout-seconds", 0, 3600),
    };
    const now = await delivered(organization, project);
    checkLayers(options.layers as readonly string[] | undefined, only, now.roots);
    const drift = await findDrift(project, now.files);
    if (drift.length > 0) throw treesNotEmitted(drift.map(({ path }) => path));
    const git = { folder: project, env, signal: context.signal };
    const inReach = now.roots.filter(({ environment }) => only === undefined || environment === only);
    const found =
      action === "drift" || asked.length > 0
        ? { roots: chosenRoots(inReach, asked), removed: [] }
        : await affectedSince(String(options.base), now, git);
    return inTemporaryFolder((folder) =>
      run(action, onlyIn(found, only), folder, limits, { ...context, organization }),
    );
  },
};

/** A pipeline that was emitted from another layer model must not decide what is applied. */
function checkLayers(
  known: readonly string[] | undefined,
  environment: string | undefined,
  roots: readonly DeliveredRoot[],
): void {
  if (known === undefined) return;
  if (environment === undefined) throw optionNeeded("uplift ci --layers", "--env", "the environment of the layers");
  const layers = roots.filter((root) => root.environment === environment).map(({ layer }) => layer);
  if (known.join() !== layers.join()) throw pipelineOutdated(environment, known, layers);
}

/** Roots by id, in their order; all of them when none is asked for. */
function chosenRoots(roots: readonly DeliveredRoot[], asked: readonly string[]): Affected["roots"] {
  const ids = roots.map(({ id }) => id);
  const unknown = asked.find((id) => !ids.includes(id));
  if (unknown !== undefined) throw unknownRoot(unknown, ids);
  return roots
    .filter(({ id }) => asked.length === 0 || asked.includes(id))
    .map((root) => ({ root, changed: ["asked for"], because: [] }));
}

async function run(
  action: Action,
  found: Affected,
  folder: string,
  { atOnce, lockTimeoutSeconds }: Readonly<Record<"atOnce" | "lockTimeoutSeconds", number>>,
  context: CommandContext & { readonly organization: Organization },
): Promise<ExitCode> {
  const { options, env, project, output, signal, organization } = context;
  const isPlannedNow = ({ changed }: Affected["roots"][number]) => action !== "plan" || changed.length > 0;
  const roots = found.roots.filter(isPlannedNow).map(({ root }) => root);
  const dependents = found.roots.filter((each) => !isPlannedNow(each)).map(({ root }) => root.id);
  const environmentFor = (root: DeliveredRoot) => placed(environmentOf(organization, root.environment), root.layer);
  const runOptions = async (): Promise<RunOptions> => {
    const terraformIn = await prepareTerraform({ env, workFolder: folder, signal, onProgress: output.progress });
    return {
      roots,
      chosen: new Set(action === "drift" ? [] : changedOf(found)),
      runnerOf: await runnersFor(roots, project, terraformIn, env),
      planFolder: folder,
      contextOf: (root) => gateContext({ project, environment: environmentFor(root), layer: root.layer }),
      regionOf: (root) => environmentFor(root).region,
      onStart: ({ id }) => output.status(`  … ${id}`),
      onProgress: (line) => output.status(`  … ${line}`.slice(0, 100)),
      onDone: (outcome) => output.progress(line(outcome)),
    };
  };
  const reviewed = options.reviewed === undefined ? {} : { reviewed: await readReviewed(context) };
  const outcomes =
    roots.length === 0
      ? []
      : action === "apply"
        ? await applyRoots({
            ...(await runOptions()),
            ...reviewed,
            lockTimeoutSeconds,
            isAdministrator: options.asAdministrator === true,
            windowOf: (root) => environmentFor(root).delivery.dataWindow,
            now: new Date(),
          })
        : await planRoots(await runOptions(), atOnce);
  const cost = addCosts(outcomes.flatMap(({ plan }) => (plan ? [plan.cost] : [])));
  const labels = (options.labels as readonly string[] | undefined) ?? [];
  const refusal = action === "plan" && costRefusal(cost, organization.delivery.increaseUsd, labels);
  const refusals = refusal ? [refusal] : [];
  const title = `${{ plan: "Plan", apply: "Apply", drift: "Drift" }[action]}${options.env ? ` of ${options.env}` : ""}`;
  const text = comment({ title, outcomes, dependents, removed: found.removed, refusals });
  if (options.out) await writeFileAtomically(resolve(project, String(options.out)), text);
  output.document({ action, roots: outcomes.map(described), dependents, removed: found.removed, cost, refusals });
  if (!options.out) output.line(text);
  return exitCode(action, outcomes, refusals);
}

async function readReviewed({ options, project }: CommandContext) {
  const file = String(options.reviewed);
  const content = await readFile(resolve(project, file), "utf8").catch(() => {
    throw reviewedUnreadable(file, "it is not there");
  });
  return parseReviewed(content, file);
}

const changedOf = ({ roots }: Affected) => roots.filter(({ changed }) => changed.length > 0).map(({ root }) => root.id);

/** What a machine gets to know; a plan's own text holds more than a log should. */
const described = ({ root, status, plan, reason, seconds }: RootOutcome) => ({
  root: root.id,
  status,
  ...(plan && { counts: plan.counts, changes: plan.changes, findings: plan.findings, cost: plan.cost }),
  ...(reason && { reason }),
  seconds: Math.round(seconds * 10) / 10,
});

const line = ({ root, status, plan, reason, seconds }: RootOutcome) =>
  `${root.id.padEnd(24)} ${status.padEnd(9)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${reason ?? (plan ? inWords(plan.counts) : "")}`;

function exitCode(action: Action, outcomes: readonly RootOutcome[], refusals: readonly string[]): ExitCode {
  const statuses = new Set(outcomes.map(({ status }) => status));
  if (statuses.has("failed")) return 1;
  const isDrifted = action === "drift" && outcomes.some(({ status, plan }) => status === "planned" && plan?.hasChanges);
  return statuses.has("refused") || statuses.has("held") || refusals.length > 0 || isDrifted ? 2 : 0;
}
