import { isDeepStrictEqual } from "node:util";
import { type Inventory, type InventoryResource, resourceKey } from "../domain/inventory.js";

/** What became of the objects that were there before. */
export interface Comparison {
  readonly same: readonly InventoryResource[];
  readonly changed: readonly InventoryResource[];
  readonly lost: readonly InventoryResource[];
}

/** Looks for every object of an earlier inventory in a later one. */
export function compareInventories(before: Inventory, after: Inventory): Comparison {
  const found = new Map(after.resources.map((resource) => [resourceKey(resource), resource]));
  const same: InventoryResource[] = [];
  const changed: InventoryResource[] = [];
  const lost: InventoryResource[] = [];
  for (const resource of before.resources) {
    const now = found.get(resourceKey(resource));
    if (!now) lost.push(resource);
    else (isDeepStrictEqual(now, resource) ? same : changed).push(resource);
  }
  return { same, changed, lost };
}
