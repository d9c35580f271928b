import type { LinkedResource } from "../core/linked-tree.js";
import { type PolicyRule, Tree } from "./rule.js";
import { type Waiver, waives } from "./waivers.js";

/** A resource that is not as a rule wants it. */
export interface PolicyFinding {
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly environment: string;
  readonly layer: string;
  readonly address: string;
  readonly what: string;
  readonly remedy: string;
  /** The decision by which it stands nevertheless. */
  readonly waiver?: Waiver;
}

export interface PolicyVerdict {
  readonly findings: readonly PolicyFinding[];
  readonly waived: readonly PolicyFinding[];
  /** Waivers of this environment that nothing needs any more. */
  readonly unused: readonly Waiver[];
  /** Resources judged, and checks made on them: a verdict over nothing proves nothing. */
  readonly resources: number;
  readonly checks: number;
}

/** Layers whose objects were made by hand: they keep what they are, and the graph lists their hazards. */
export const adoptedLayers: ReadonlySet<string> = new Set(["inherited", "legacy"]);

/**
 * Judges an environment's resources. Adopted ones are exempt; other resources may refer to them.
 * @param today `YYYY-MM-DD`: a waiver that has expired waives nothing.
 */
export function judgePolicy(
  environment: string,
  resources: readonly LinkedResource[],
  rules: readonly PolicyRule[],
  waivers: readonly Waiver[],
  today: string,
): PolicyVerdict {
  const tree = new Tree(resources);
  const judged = resources.filter(({ layer }) => !adoptedLayers.has(layer));
  let checks = 0;
  const found = judged.flatMap((resource) =>
    rules
      .filter(({ types }) => types.includes(resource.type))
      .flatMap((rule) => {
        checks += 1;
        const what = rule.check(resource, tree);
        if (what === undefined) return [];
        return [finding(environment, resource, rule, what)];
      }),
  );
  const decided = decide(found, waivers, today);
  return {
    ...decided,
    unused: waivers.filter(
      (each) => each.environments.includes(environment) && !decided.waived.some(({ waiver }) => waiver === each),
    ),
    resources: judged.length,
    checks,
  };
}

export const finding = (
  environment: string,
  { layer, address }: LinkedResource,
  { id, severity, remedy }: PolicyRule,
  what: string,
): PolicyFinding => ({ rule: id, severity, environment, layer, address, what, remedy });

/** Findings apart from those that a waiver covers on a day. */
export function decide(
  found: readonly PolicyFinding[],
  waivers: readonly Waiver[],
  today: string,
): Pick<PolicyVerdict, "findings" | "waived"> {
  const decided = found.map((each): PolicyFinding => {
    const waiver = waivers.find((one) => waives(one, each, today));
    return waiver ? { ...each, waiver } : each;
  });
  return { findings: decided.filter(({ waiver }) => !waiver), waived: decided.filter(({ waiver }) => waiver) };
}
