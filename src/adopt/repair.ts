import { TerraformFault } from "../core/errors.js";
import type { Json } from "../domain/json.js";
import type { PlanJson } from "../terraform/plan.js";
import { type Difference, differencesOf, isSettable } from "./differences.js";
import type { Decision, Mapping } from "./mapping.js";

export interface Repair {
  /** What the plan now says. */
  readonly plan: PlanJson;
  /** The mapping with what was repaired. */
  readonly mapping: Mapping;
  /** Differences that are gone, because the configuration now says what is so. */
  readonly fixed: readonly Difference[];
  /** Differences that a person has to decide about. */
  readonly remaining: readonly Difference[];
}

export interface RepairOptions {
  readonly mapping: Mapping;
  /** Plans the root as the mapping makes it. */
  plan(mapping: Mapping): Promise<PlanJson>;
  /** `TYPE/ID` of an address. */
  keyOf(address: string): string | undefined;
}

/**
 * Takes the live value of each differing attribute into the configuration and plans again.
 * What the second plan shows unchanged is not kept; nothing is ever ignored here.
 */
export async function repair({ mapping, plan, keyOf }: RepairOptions): Promise<Repair> {
  const first = await plan(mapping);
  const found = differencesOf(first);
  const tried = found.filter((each) => isSettable(each) && each.effect !== "nothing" && keyOf(each.address));
  if (tried.length === 0) return { plan: first, mapping, fixed: [], remaining: found };
  const attempt = withLiveValues(mapping, tried, keyOf);
  // A value that the provider refuses in a configuration fails the plan: then nothing of it is kept.
  const second = await plan(attempt).catch((error: unknown) => {
    if (error instanceof TerraformFault) return undefined;
    throw error;
  });
  const left = new Set(second && differencesOf(second).map(nameOf));
  const fixed = second ? tried.filter((each) => !left.has(nameOf(each))) : [];
  const kept = withLiveValues(mapping, fixed, keyOf);
  const last = fixed.length === tried.length && second ? second : await plan(kept);
  const remaining = differencesOf(last);
  return { plan: last, mapping: kept, fixed, remaining };
}

const nameOf = ({ address, attribute }: Difference): string => `${address} ${attribute}`;

function withLiveValues(mapping: Mapping, differences: readonly Difference[], keyOf: RepairOptions["keyOf"]): Mapping {
  return differences.reduce((before, { address, attribute, live }) => {
    const set: Record<string, Json> = { [attribute]: live ?? null };
    return withDecision(before, keyOf(address) ?? "", { set });
  }, mapping);
}

/** What people may write for differences that they accept: Terraform then no longer compares the attributes. */
export const withIgnored = (
  mapping: Mapping,
  differences: readonly Difference[],
  keyOf: RepairOptions["keyOf"],
  reason: string,
): Mapping =>
  differences.reduce((before, { address, attribute }) => {
    const key = keyOf(address);
    return key ? withDecision(before, key, { ignore_changes: [attribute], reason }) : before;
  }, mapping);

function withDecision(mapping: Mapping, key: string, more: Decision): Mapping {
  const old = mapping.resources[key] ?? {};
  const ignored = [...new Set([...(old.ignore_changes ?? []), ...(more.ignore_changes ?? [])])];
  const set = { ...old.set, ...more.set };
  const decision: Decision = {
    ...old,
    ...(Object.keys(set).length > 0 && { set }),
    ...(ignored.length > 0 && { ignore_changes: ignored, reason: more.reason ?? old.reason }),
  };
  return { ...mapping, resources: { ...mapping.resources, [key]: decision } };
}
