import { join } from "node:path";
import { type GateContext, judge } from "../adopt/gate.js";
import { TerraformFault, UserFault } from "../core/errors.js";
import type { DeliveredRoot } from "../domain/root-graph.js";
import { countChanges } from "../terraform/plan.js";
import type { Terraform } from "../terraform/terraform.js";
import { costOf } from "./cost.js";
import { changesOf, type RootOutcome, type RootPlan } from "./outcome.js";

export interface PlanRootOptions {
  readonly root: DeliveredRoot;
  readonly terraform: Terraform;
  /** An existing folder for plan files: they hold values that may be secret. */
  readonly planFolder: string;
  readonly context: GateContext;
  /** Where its objects lie: decides their prices. */
  readonly region: string;
  /** Ids of roots that may never have been applied: without their outputs there is no plan. */
  readonly unapplied: ReadonlySet<string>;
  /** Whether the run is about this root: what was never applied, and is not to be now, is no fault. */
  readonly isChosen: boolean;
  /** How long to wait for the state's lock; null takes none. Seconds. */
  readonly lockTimeoutSeconds: number | null;
}

export const planFileOf = (planFolder: string, { environment, layer }: DeliveredRoot): string =>
  join(planFolder, `${environment}-${layer}.tfplan`);

/** Plans one root and lets the gate judge. What goes wrong is the outcome, not an error; an interruption is one. */
export async function planRoot(options: PlanRootOptions): Promise<RootOutcome> {
  const { root } = options;
  const start = performance.now();
  const done = (rest: Omit<RootOutcome, "root" | "seconds">): RootOutcome => ({
    root,
    ...rest,
    seconds: (performance.now() - start) / 1000,
  });
  try {
    const plan = await planned(options);
    if (!options.isChosen && plan.isFirst && plan.hasChanges)
      return done({ status: "waiting", plan, reason: "has never been applied, and this run is not about it" });
    return done({ status: plan.findings.length > 0 ? "refused" : "planned", plan });
  } catch (error) {
    if (!(error instanceof UserFault)) throw error;
    const missing = root.after.filter((id) => options.unapplied.has(id));
    if (error instanceof TerraformFault && isUpstreamMissing(error) && (missing.length > 0 || !options.isChosen)) {
      const upstream = missing.length > 0 ? missing.join(", ") : "what it reads";
      return done({ status: "waiting", reason: `can be planned once ${upstream} has been applied` });
    }
    return done({ status: "failed", reason: error.message });
  }
}

async function planned({
  root,
  terraform,
  planFolder,
  context,
  region,
  lockTimeoutSeconds,
}: PlanRootOptions): Promise<RootPlan> {
  const out = planFileOf(planFolder, root);
  await terraform.init({ isLockFileReadonly: true });
  const { hasChanges } = await terraform.plan({ out, lockTimeoutSeconds });
  const plan = await terraform.showPlan(out);
  return {
    counts: countChanges(plan),
    hasChanges,
    isFirst:
      (plan.prior_state?.values?.root_module?.resources ?? []).every(({ mode }) => mode === "data") &&
      (plan.prior_state?.values?.root_module?.child_modules ?? []).length === 0,
    changes: changesOf(plan),
    findings: judge(plan, context),
    cost: costOf(plan, region),
    text: await terraform.showPlanForPeople(out),
  };
}

/** Whether a plan failed because another root's outputs are not there. */
const isUpstreamMissing = ({ diagnostics }: TerraformFault): boolean =>
  diagnostics.some(({ summary, detail = "" }) =>
    /Unable to find remote state|terraform_remote_state|Unsupported attribute/.test(`${summary} ${detail}`),
  );
