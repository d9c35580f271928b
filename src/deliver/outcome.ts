import type { DeliveredRoot } from "../domain/root-graph.js";
import type { ChangeAction, PlanCounts, PlanJson } from "../terraform/plan.js";
import type { CostChange } from "./cost.js";
import type { RequestFinding } from "./request-rules.js";

/** What a plan would do to one address. */
export interface PlannedChange {
  readonly address: string;
  readonly actions: readonly ChangeAction[];
  /** Present where the object is taken over. */
  readonly isImport?: true;
}

/** A plan of one root, and what was found in it. */
export interface RootPlan {
  readonly counts: PlanCounts;
  readonly hasChanges: boolean;
  /** Whether nothing of the root exists yet. */
  readonly isFirst: boolean;
  /** Everything but no-ops, in the plan's order. */
  readonly changes: readonly PlannedChange[];
  /** What the gate, and the rules for requests, refuse. */
  readonly findings: readonly RequestFinding[];
  readonly cost: CostChange;
  /** As Terraform shows it to people. */
  readonly text: string;
}

export type RootStatus =
  /** Planned, and the gate lets it pass. */
  | "planned"
  | "refused"
  | "failed"
  /** It, or a root that it reads, has never been applied, and is not to be now. */
  | "waiting"
  /** Not touched, since a root that it waits for did not succeed. */
  | "skipped"
  | "applied"
  /** The plan was empty. */
  | "unchanged"
  /** Its plan is not what was reviewed, or nobody changed it: it changes with what it reads. */
  | "held";

/** What became of one root in a run. */
export interface RootOutcome {
  readonly root: DeliveredRoot;
  readonly status: RootStatus;
  readonly plan?: RootPlan;
  /** What went wrong, what it waits for, or why it was left. */
  readonly reason?: string;
  readonly seconds: number;
}

/** Everything that a plan would do, without what stays. */
export const changesOf = ({ resource_changes }: PlanJson): readonly PlannedChange[] =>
  (resource_changes ?? []).flatMap(({ address, mode, change: { actions, importing } }) =>
    mode === "managed" && (importing || !actions.every((action) => action === "no-op"))
      ? [{ address, actions, ...(importing && { isImport: true as const }) }]
      : [],
  );

/** `3 to add, 1 to change`: what is not zero. */
export function inWords({ imported, added, changed, destroyed, forgotten }: PlanCounts): string {
  const parts = [
    [imported, "to import"],
    [added, "to add"],
    [changed, "to change"],
    [destroyed, "to destroy"],
    [forgotten, "to forget"],
  ] as const;
  const present = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return present.length > 0 ? present.join(", ") : "no changes";
}
