import type { JsonObject } from "../domain/json.js";
import { type Price, priceOf, priceTable } from "../domain/prices.js";
import type { PlanJson } from "../terraform/plan.js";

/** What a plan does to the bill, as far as the price table knows. */
export interface CostChange {
  /** Dollars a month that are added, or saved where negative; of what is priced alone. */
  readonly monthlyUsd: number;
  /** Changed objects whose price is not known, by type with their number: never counted as nothing. */
  readonly unknown: Readonly<Record<string, number>>;
  /** Whether objects are billed by use as well, which no plan tells. */
  readonly hasUsage: boolean;
}

/** Compares the bill before and after a plan: list prices on demand, without usage; another region's prices are unknown. */
export function costOf(plan: PlanJson, region: string): CostChange {
  const unknown: Record<string, number> = {};
  let monthlyUsd = 0;
  let hasUsage = false;
  for (const { type, mode, change } of plan.resource_changes ?? []) {
    if (mode !== "managed" || change.actions.every((action) => action === "no-op" || action === "forget")) continue;
    const before = priced(type, change.before);
    const after = priced(type, change.after ?? null);
    const isKnown = region === priceTable.region || [before, after].every((price) => !price || isFree(price));
    if (!isKnown || [before, after].includes("unknown")) unknown[type] = (unknown[type] ?? 0) + 1;
    else {
      monthlyUsd += amount(after) - amount(before);
      hasUsage ||= hasUse(before) || hasUse(after);
    }
  }
  return { monthlyUsd: cents(monthlyUsd), unknown, hasUsage };
}

const priced = (type: string, values: unknown): Price | undefined =>
  values === null || values === undefined ? undefined : priceOf(type, values as JsonObject);
const amount = (price: Price | undefined): number => (typeof price === "object" ? price.monthlyUsd : 0);
const isFree = (price: Price): boolean => price !== "unknown" && price.monthlyUsd === 0 && !price.hasUsage;
const hasUse = (price: Price | undefined): boolean => typeof price === "object" && price.hasUsage;

/** The sum over several roots. */
export function addCosts(costs: readonly CostChange[]): CostChange {
  const unknown: Record<string, number> = {};
  for (const cost of costs) {
    for (const [type, count] of Object.entries(cost.unknown)) unknown[type] = (unknown[type] ?? 0) + count;
  }
  return {
    monthlyUsd: cents(costs.reduce((sum, { monthlyUsd }) => sum + monthlyUsd, 0)),
    unknown,
    hasUsage: costs.some(({ hasUsage }) => hasUsage),
  };
}

const cents = (usd: number): number => Math.round(usd * 100) / 100;
