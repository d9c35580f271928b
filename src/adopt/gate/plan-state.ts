import type { PlanJson } from "../../terraform/plan.js";
import type { Finding, GateContext } from "./finding.js";

/** Whether the plan can be judged at all, and whether it fits what is known to be deployed. */
export function planFindings(plan: PlanJson, context: GateContext): readonly Finding[] {
  const findings: Finding[] = [];
  if (plan.errored || plan.complete === false) {
    findings.push({
      rule: "incomplete-plan",
      address: "plan",
      what: plan.errored
        ? "planning failed: what it does not show would still be unknown"
        : "some changes were put off",
      remedy: "Mend what terraform plan complains about and plan again.",
    });
  }
  const changes = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  const isAllCreate =
    changes.length > 0 && changes.every(({ change }) => change.actions.join() === "create" && !change.importing);
  const { environment, layer } = context;
  if (isAllCreate && environment && layer && environment.deployedLayers.includes(layer)) {
    findings.push({
      rule: "all-create",
      address: "plan",
      what: `it would make all ${changes.length} objects of ${environment.name}/${layer} anew, although the layer is deployed: the state is lost or another one is read`,
      remedy: "Check the backend's bucket and key, and restore the state before planning again.",
    });
  }
  return findings;
}
