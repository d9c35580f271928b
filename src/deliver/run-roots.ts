import type { GateContext } from "../adopt/gate.js";
import { UserFault } from "../core/errors.js";
import { administeredLayers } from "../domain/layers.js";
import type { DeliveredRoot } from "../domain/root-graph.js";
import { inWords, type RootOutcome, type RootPlan } from "./outcome.js";
import { planFileOf, planRoot } from "./plan-root.js";
import { type DataWindow, windowFindings } from "./request-rules.js";
import { differencesFromReviewed, type Reviewed } from "./reviewed.js";
import type { RunnerOf } from "./toolchain.js";

export interface RunOptions {
  /** Ids of the roots that the run is about; the others are there since they wait for one of these, or to be looked at. */
  readonly chosen: ReadonlySet<string>;
  /** Each before those that wait for it. */
  readonly roots: readonly DeliveredRoot[];
  readonly runnerOf: RunnerOf;
  /** An existing folder for plan files, of nobody else. */
  readonly planFolder: string;
  readonly contextOf: (root: DeliveredRoot) => Promise<GateContext>;
  readonly regionOf: (root: DeliveredRoot) => string;
  readonly onStart: (root: DeliveredRoot) => void;
  readonly onProgress: (line: string) => void;
  readonly onDone: (outcome: RootOutcome) => void;
}

/**
 * Plans roots, at most so many at once; the outcomes are in the order of the roots. No state is locked: nothing is written, and
 * the role that plans could not.
 */
export async function planRoots(options: RunOptions, atOnce: number): Promise<readonly RootOutcome[]> {
  const { roots } = options;
  const changed = new Set(roots.map(({ id }) => id));
  const outcomes: RootOutcome[] = [];
  const queue = [...roots.entries()];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, root] = next;
      outcomes[index] = await planOne(root, changed, options);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, roots.length) }, work));
  return outcomes;
}

export interface ApplyOptions extends RunOptions {
  /** How long to wait for a state's lock. Seconds. */
  readonly lockTimeoutSeconds: number;
  /** Whether what no pipeline may change is applied as well. */
  readonly isAdministrator: boolean;
  readonly windowOf: (root: DeliveredRoot) => DataWindow | null;
  /** What people looked at; without it the gate alone decides. */
  readonly reviewed?: Reviewed;
  readonly now: Date;
}

/**
 * Plans and applies roots one after another. A root that does not succeed stops those that wait for it, and no other.
 * Nothing is applied that the gate refuses, that is not as it was reviewed, that nobody chose, or that changes data outside
 * its window.
 */
export async function applyRoots(options: ApplyOptions): Promise<readonly RootOutcome[]> {
  const stopped = new Map<string, string>();
  const unapplied = new Set<string>();
  const outcomes: RootOutcome[] = [];
  for (const root of options.roots) {
    const cause = root.after.map((id) => stopped.get(id)).find((each) => each !== undefined);
    const outcome: RootOutcome = cause
      ? { root, status: "skipped", reason: `waits for ${cause}`, seconds: 0 }
      : await applyOne(root, unapplied, options);
    if (outcome.status === "waiting") unapplied.add(root.id);
    else if (!["applied", "unchanged"].includes(outcome.status)) stopped.set(root.id, cause ?? root.id);
    options.onDone(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function planOne(root: DeliveredRoot, unapplied: ReadonlySet<string>, options: RunOptions): Promise<RootOutcome> {
  const outcome = await plan(root, unapplied, options, null);
  options.onDone(outcome);
  return outcome;
}

async function plan(
  root: DeliveredRoot,
  unapplied: ReadonlySet<string>,
  options: RunOptions,
  lockTimeoutSeconds: number | null,
): Promise<RootOutcome> {
  const { chosen, runnerOf, planFolder, contextOf, regionOf, onStart, onProgress } = options;
  onStart(root);
  return planRoot({
    root,
    terraform: runnerOf(root, onProgress),
    planFolder,
    context: await contextOf(root),
    region: regionOf(root),
    unapplied,
    isChosen: chosen.has(root.id),
    lockTimeoutSeconds,
  });
}

async function applyOne(
  root: DeliveredRoot,
  unapplied: ReadonlySet<string>,
  options: ApplyOptions,
): Promise<RootOutcome> {
  const start = performance.now();
  const planned = await plan(root, unapplied, options, options.lockTimeoutSeconds);
  if (planned.status !== "planned" || !planned.plan) return planned;
  if (!planned.plan.hasChanges) return { ...planned, status: "unchanged" };
  const end = (rest: Pick<RootOutcome, "status" | "plan" | "reason">): RootOutcome => ({
    root,
    ...rest,
    seconds: (performance.now() - start) / 1000,
  });
  const refusal = whyNot(root, planned.plan, options);
  if (refusal) return end(refusal);
  try {
    await options
      .runnerOf(root, options.onProgress)
      .apply(planFileOf(options.planFolder, root), options.lockTimeoutSeconds);
    return end({ status: "applied", plan: planned.plan });
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    return end({ status: "failed", plan: planned.plan, reason: error.message });
  }
}

function whyNot(
  root: DeliveredRoot,
  plan: RootPlan,
  { chosen, windowOf, reviewed, now, isAdministrator }: ApplyOptions,
): Pick<RootOutcome, "status" | "plan" | "reason"> | undefined {
  if (!chosen.has(root.id)) {
    const reason = `what it reads has changed, and so its plan (${inWords(plan.counts)}): look at it by uplift ci plan --roots ${root.id}`;
    return { status: "held", plan, reason };
  }
  if (!isAdministrator && administeredLayers.some((each) => each === root.layer)) {
    const reason = `an administrator applies it, since it holds what bounds the pipelines: uplift ci apply --roots ${root.id} --as-administrator`;
    return { status: "held", plan, reason };
  }
  const findings = windowFindings(plan, windowOf(root), now);
  if (findings.length > 0) return { status: "refused", plan: { ...plan, findings } };
  const differences = reviewed ? differencesFromReviewed(root.id, plan, reviewed) : [];
  if (differences.length === 0) return undefined;
  const reason = `its plan (${inWords(plan.counts)}) is not what was reviewed: ${differences.join("; ")}. Plan and review it again`;
  return { status: "held", plan, reason };
}
