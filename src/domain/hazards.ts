import { graphIndex } from "./graph-index.js";
import { availabilityHazards } from "./hazards/availability.js";
import { dataHazards } from "./hazards/data.js";
import { exposureHazards } from "./hazards/exposure.js";
import { compareText, type Inventory, type InventoryResource } from "./inventory.js";

export type HazardRule =
  | "single-zone"
  | "single-instance-behind-name"
  | "public-database"
  | "world-open-port"
  | "unencrypted-volume"
  | "imds-v1"
  | "credential-in-user-data"
  | "no-backup"
  | "expiring-certificate"
  | "no-deletion-protection"
  | "stateful-local-disk";

/** Something about an existing object that endangers traffic, data or secrets; adopting it does not change it. */
export interface Hazard {
  readonly rule: HazardRule;
  readonly type: string;
  readonly id: string;
  readonly region: string;
  /** What is so, as a sentence without a full stop. */
  readonly what: string;
  readonly remedy: string;
}

/** A hazard at an object. */
export const hazard = (
  rule: HazardRule,
  { type, id, region }: InventoryResource,
  what: string,
  remedy: string,
): Hazard => ({ rule, type, id, region, what, remedy });

/**
 * Hazards of an account as it was found.
 * What AWS made by itself and nobody uses is passed over. `now` decides which certificates expire soon.
 */
export function hazardsOf(inventory: Inventory, now: Date): readonly Hazard[] {
  const index = graphIndex({
    ...inventory,
    resources: inventory.resources.filter(({ owner }) => owner?.kind !== "aws"),
  });
  const found = [...availabilityHazards(index, now), ...dataHazards(index), ...exposureHazards(index)];
  const textOf = ({ rule, type, id, what }: Hazard) => [rule, type, id, what].join("\u0000");
  return found.sort((a, b) => compareText(textOf(a), textOf(b)));
}
