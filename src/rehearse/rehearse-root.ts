import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readLiveImpact, readManifests } from "../adopt/gate/decision-files.js";
import { type Finding, judge } from "../adopt/gate.js";
import { concreteTree } from "../core/concrete-tree.js";
import { gateRefused, rehearsalFailed } from "../core/errors.js";
import type { Root } from "../stacks/index.js";
import { countChanges, type PlanCounts, type PlanJson } from "../terraform/plan.js";
import type { Terraform } from "../terraform/terraform.js";
import type { TerraformIn } from "../terraform/toolchain.js";
import type { RootCalls } from "./pipeline-rights.js";
import { callsSince, changesBeyondState, type LoggedCall } from "./request-log.js";
import { type RehearsalEvents, step } from "./steps.js";

/** What became of one root. */
export interface RootReport extends PlanCounts {
  readonly layer: string;
  /** What about the root this is, where it is rehearsed more than once. */
  readonly step?: string;
  /** What a plan right after the apply found to do: nothing, or the rehearsal would have failed. */
  readonly secondPlan: "empty";
  /** Calls from the first plan to the end of the apply that changed something other than the state and its lock. */
  readonly mutatingCalls: number;
  /** These calls by service and action, e.g. `route53:ChangeResourceRecordSets`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** What became of a root, and what Terraform called for it. */
export interface RehearsedRoot {
  readonly report: RootReport;
  readonly calls: RootCalls;
}

export interface RehearseRootOptions {
  readonly root: Root;
  /** Named in the report and in what is told. */
  readonly step?: string;
  /** The folder that the roots were emitted into. */
  readonly emitted: string;
  /** The project whose decisions hold. */
  readonly project: string;
  readonly adoptedIds: ReadonlyMap<string, string>;
  readonly expectedImports: number;
  readonly requestLog: string;
  readonly terraformIn: TerraformIn;
  readonly events: RehearsalEvents;
}

/**
 * Plans a root, lets the gate judge, applies, and plans again.
 * @throws gateRefused, rehearsalFailed when an import is missing, an import changes something, the plan is not what the
 * concrete tree says, or a second plan finds work.
 */
export async function rehearseRoot(options: RehearseRootOptions): Promise<RehearsedRoot> {
  const { root, emitted, expectedImports, requestLog, terraformIn, events } = options;
  const { layer, folder, stack } = root;
  const name = options.step ? `${layer.name}, ${options.step}` : layer.name;
  const start = performance.now();
  const before = (await callsSince(requestLog, 0)).length;
  const terraform = terraformIn(join(emitted, folder), events.onProgress);
  const counts = await step(events, `${name}: plan`, () => plan(terraform, options), summary);
  if (counts.imported !== expectedImports) {
    throw rehearsalFailed(name, `${counts.imported} imported, but the account was made with ${expectedImports}`);
  }
  const whilePlanning = await callsSince(requestLog, before);
  await step(events, `${name}: apply`, () => terraform.apply(planFile));
  const calls = await callsSince(requestLog, before);
  const changes = changesBeyondState(calls, stack.props.state);
  const touchesNothing = counts.added + counts.changed + counts.destroyed === 0;
  if (touchesNothing && changes.length > 0)
    throw rehearsalFailed(name, `the plan changes nothing, and its apply did: ${named(changes)}`);
  const isSettled = await step(
    events,
    `${name}: second plan`,
    async () => !(await terraform.plan({ out: "second.tfplan" })).hasChanges,
    (settled) => (settled ? "nothing to do" : "finds something to do"),
  );
  if (!isSettled) throw rehearsalFailed(name, "the plan after the apply is not empty");
  const report: RootReport = {
    layer: layer.name,
    ...(options.step && { step: options.step }),
    ...counts,
    secondPlan: "empty",
    mutatingCalls: changes.length,
    calls: countCalls(changes),
    seconds: (performance.now() - start) / 1000,
  };
  return { report, calls: { layer: layer.name, whilePlanning, whileApplying: calls.slice(whilePlanning.length) } };
}

const planFile = "rehearsal.tfplan";

async function plan(terraform: Terraform, options: RehearseRootOptions): Promise<PlanCounts> {
  const { root, emitted } = options;
  // Without TLS the provider makes a host name of a bucket's name with dots in it, which resolves to nothing here.
  const override = { provider: { aws: { s3_use_path_style: true } } };
  await writeFile(join(emitted, root.folder, "simulator_override.tf.json"), JSON.stringify(override));
  await terraform.init({ isLockFileReadonly: true });
  await terraform.plan({ out: planFile });
  await writeFile(join(emitted, root.folder, "rehearsal.plan.json"), await terraform.showPlanText(planFile));
  const read = await terraform.showPlan(planFile);
  const surprises = unforeseen(read, root);
  if (surprises.length > 0) {
    throw rehearsalFailed(root.layer.name, `the plan and the concrete tree differ: ${surprises.join(", ")}`);
  }
  const findings = judge(read, await gateContext(options));
  if (findings.length > 0) throw gateRefused(root.layer.name, findings.map(sentence));
  return countChanges(read);
}

/** Addresses that only the plan or only the concrete tree has; what the root forgets it has no longer. */
function unforeseen(plan: PlanJson, { stack }: Root): readonly string[] {
  const managed = (plan.resource_changes ?? []).filter(
    ({ mode, change }) => mode === "managed" && !change.actions.includes("forget"),
  );
  const planned = new Set(managed.map(({ address }) => address));
  const foreseen = new Set(concreteTree(stack).map(({ address }) => address));
  return [...[...planned].filter((each) => !foreseen.has(each)), ...[...foreseen].filter((each) => !planned.has(each))];
}

async function gateContext({ root, project, adoptedIds }: RehearseRootOptions) {
  const { environment, layer, stack } = root;
  return {
    environment: { ...environment, region: stack.props.region },
    layer: layer.name,
    adoptedIds,
    allowed: await readManifests(project, environment.name, layer.name),
    liveImpact: await readLiveImpact(join(project, "live-impact.yaml"), false),
  };
}

const sentence = ({ address, what, remedy }: Finding) => `${address}: ${what}. ${remedy}`;
const summary = ({ imported, added, changed, destroyed, forgotten }: PlanCounts) =>
  `${imported} to import, ${added} to add, ${changed} to change, ${destroyed} to destroy${
    forgotten > 0 ? `, ${forgotten} to forget` : ""
  }; the gate lets it pass`;
const nameOf = ({ service, action }: LoggedCall) => `${service}:${action}`;
const named = (calls: readonly LoggedCall[]) => [...new Set(calls.map(nameOf))].join(", ");
const countCalls = (calls: readonly LoggedCall[]) =>
  Object.fromEntries(
    [...new Set(calls.map(nameOf))].sort().map((name) => [name, calls.filter((call) => nameOf(call) === name).length]),
  );
