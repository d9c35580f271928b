import type { LinkedResource } from "../core/linked-tree.js";
import { linkedKey } from "../core/linked-tree.js";
import { adoptedLayers, decide, finding, type PolicyFinding } from "./engine.js";
import type { PlannedTree } from "./from-plan.js";
import { type PolicyRule, Tree } from "./rule.js";
import { Readings } from "./unknown.js";
import type { Waiver } from "./waivers.js";

/** A rule that the plan does not say enough for. */
export interface PolicyUnknown {
  readonly rule: string;
  readonly environment: string;
  readonly layer: string;
  readonly address: string;
  /** What the rule needs: paths of values known only after the apply, or the other layers. */
  readonly needs: readonly string[];
}

export interface PlanVerdict {
  readonly findings: readonly PolicyFinding[];
  readonly waived: readonly PolicyFinding[];
  /** Findings on what the plan imports: it keeps what it is, and refuses nothing. */
  readonly adopted: readonly PolicyFinding[];
  /** Neither passed nor failed. */
  readonly unknown: readonly PolicyUnknown[];
  readonly resources: number;
  readonly checks: number;
}

/**
 * Holds what one layer's plan would leave behind to the rules.
 * A rule that reads a value which is known only after the apply has no verdict, unless it asks only whether the value is set
 * or which resource it means, and the plan says so.
 * @param today `YYYY-MM-DD`: a waiver that has expired waives nothing.
 */
export function judgePlan(
  environment: string,
  { resources, imported }: PlannedTree,
  rules: readonly PolicyRule[],
  waivers: readonly Waiver[],
  today: string,
): PlanVerdict {
  const readings = new Readings();
  const watched = resources.map((each): LinkedResource => ({ ...each, values: readings.watched(each.values) }));
  const tree = new Tree(watched);
  const unknown: PolicyUnknown[] = [];
  let checks = 0;
  const found = watched.flatMap((resource) =>
    rules
      .filter(({ types }) => types.includes(resource.type))
      .flatMap((rule) => {
        checks += 1;
        const what = rule.check(resource, tree);
        const missing = readings.take();
        const needs = what !== undefined && rule.looksAcrossLayers ? [...missing, "the other layers"] : missing;
        if (needs.length > 0) {
          const { layer, address } = resource;
          unknown.push({ rule: rule.id, environment, layer, address, needs });
          return [];
        }
        return what === undefined ? [] : [{ resource, finding: finding(environment, resource, rule, what) }];
      }),
  );
  const isAdopted = (resource: LinkedResource) =>
    adoptedLayers.has(resource.layer) || imported.has(linkedKey(resource));
  const findings = found.filter(({ resource }) => !isAdopted(resource)).map((each) => each.finding);
  return {
    ...decide(findings, waivers, today),
    adopted: found.filter(({ resource }) => isAdopted(resource)).map((each) => each.finding),
    unknown,
    resources: resources.length,
    checks,
  };
}
