import type { PlanJson } from "../terraform/plan.js";
import { changeFindings } from "./gate/changes.js";
import type { Finding, GateContext } from "./gate/finding.js";
import { impactFindings } from "./gate/impact.js";
import { planFindings } from "./gate/plan-state.js";
import { providerFindings } from "./gate/provider.js";

export type { AllowedChange, Finding, GateContext, GateRule, LiveImpactEntry } from "./gate/finding.js";

/** Everything in a plan that must not be applied without somebody's decision; an empty list lets it pass. */
export const judge = (plan: PlanJson, context: GateContext): readonly Finding[] => [
  ...planFindings(plan, context),
  ...providerFindings(plan, context),
  ...changeFindings(plan, context),
  ...impactFindings(plan, context),
];
