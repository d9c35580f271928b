import { compareResources, type Inventory, type InventoryResource, resourceKey } from "./inventory.js";
import { type Json, type JsonObject, sortKeys } from "./json.js";

interface DriftedObject {
  readonly type: string;
  readonly id: string;
  readonly region: string;
}

export interface ChangedAttribute {
  /** `tags.Name`, or an attribute in AWS's own words. */
  readonly attribute: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What happened to an account between two inventories, by whatever hand. */
export interface Drift {
  readonly made: readonly DriftedObject[];
  readonly deleted: readonly DriftedObject[];
  readonly changed: readonly (DriftedObject & { readonly changes: readonly ChangedAttribute[] })[];
}

/** Compares two inventories of one account; where the later one did not look, nothing is said. */
export function driftBetween(before: Inventory, after: Inventory): Drift {
  const old = byPlace(before);
  const now = byPlace(after);
  const wasRead = new Set([...before.regions, "global"]);
  const isRead = new Set([...after.regions, "global"]);
  const inOrder = [...after.resources].sort(compareResources);
  return {
    made: inOrder.filter((each) => wasRead.has(each.region) && !old.has(placeOf(each))).map(brief),
    deleted: [...before.resources]
      .sort(compareResources)
      .filter((each) => isRead.has(each.region) && !now.has(placeOf(each)))
      .map(brief),
    changed: inOrder.flatMap((each) => {
      const earlier = old.get(placeOf(each));
      const changes = earlier ? changesOf(earlier, each) : [];
      return changes.length > 0 ? [{ ...brief(each), changes }] : [];
    }),
  };
}

const placeOf = (resource: InventoryResource): string => `${resource.region} ${resourceKey(resource)}`;
const byPlace = ({ resources }: Inventory) => new Map(resources.map((each) => [placeOf(each), each]));
const brief = ({ type, id, region }: InventoryResource): DriftedObject => ({ type, id, region });

function changesOf(before: InventoryResource, after: InventoryResource): readonly ChangedAttribute[] {
  const linksOf = ({ links }: InventoryResource): Json =>
    links.map(({ attribute, type, id }) => `${attribute} ${type}/${id}`).sort();
  return [
    ...differences(before.attributes, after.attributes, ""),
    ...differences(before.tags, after.tags, "tags."),
    ...differences({ links: linksOf(before) }, { links: linksOf(after) }, ""),
  ];
}

function differences(before: JsonObject, after: JsonObject, prefix: string): readonly ChangedAttribute[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .filter((key) => textOf(before[key]) !== textOf(after[key]))
    .map((key) => ({ attribute: `${prefix}${key}`, before: before[key], after: after[key] }));
}

const textOf = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(sortKeys(value));
