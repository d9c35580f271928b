import type { LeftOutKind } from "../domain/adoption.js";
import {
  compareResources,
  compareText,
  globalRegion,
  type Inventory,
  type InventoryResource,
  resourceKey,
} from "../domain/inventory.js";
import type { AddressBook, AddressEntry, ElsewhereEntry } from "./addresses.js";
import { claimsWithEarlier } from "./claims.js";
import { decide, type Outcome } from "./decisions.js";
import type { Mapping } from "./mapping.js";
import type { ForeignState } from "./state-objects.js";

/** What an object of an inventory is; each is exactly one of these. */
export const coverageStatuses = [
  "managed",
  "ignored",
  "aws-made",
  "part",
  "other-owner",
  "cannot-adopt",
  "unsupported",
  "not-imported",
  "unmanaged",
] as const satisfies readonly (LeftOutKind | "managed" | "not-imported" | "unmanaged")[];
export type CoverageStatus = (typeof coverageStatuses)[number];

/** What nobody answers for: neither Terraform, nor another owner, nor a person with a reason. */
const open: readonly CoverageStatus[] = ["unsupported", "not-imported", "unmanaged"];

export interface CoveredObject {
  readonly type: string;
  readonly id: string;
  readonly region: string;
  readonly status: CoverageStatus;
  /** What makes it so, as a sentence. */
  readonly reason: string;
  /** Its address in the root, where it has one. */
  readonly address?: string;
}

export interface TypeCoverage {
  readonly type: string;
  readonly total: number;
  readonly managed: number;
  /** Not managed, with a reason or another owner. */
  readonly excepted: number;
  readonly unmanaged: number;
  /** Managed and excepted of all, rounded down to one decimal: 100 means every object. */
  readonly percent: number;
}

export interface Coverage {
  readonly objects: readonly CoveredObject[];
  readonly types: readonly TypeCoverage[];
  readonly total: Omit<TypeCoverage, "type">;
}

export interface CoverageInput {
  readonly inventory: Inventory;
  readonly mapping: Mapping;
  readonly addresses: AddressBook;
  /** What the last adoption left to other roots of the account. */
  readonly elsewhere?: readonly ElsewhereEntry[];
  /** Whether the state of the entry's root holds its address. */
  isInState(entry: AddressEntry): boolean;
  /** Where the state of a later layer holds what an adopted root has handed over to it. */
  laterPlaceOf?(resource: InventoryResource): string | undefined;
  /** States of others. */
  readonly otherStates: readonly ForeignState[];
}

/** What of an account is managed, by type. Pure: reads no state by itself. */
export function coverageOf(input: CoverageInput): Coverage {
  const objects = classify(input);
  const types = [...new Set(objects.map(({ type }) => type))].sort(compareText).map((type) => ({
    type,
    ...countOf(objects.filter((each) => each.type === type)),
  }));
  return { objects, types, total: countOf(objects) };
}

/** Whether somebody has to decide about it. */
export const isOpen = ({ status }: CoveredObject): boolean => open.includes(status);

function countOf(objects: readonly CoveredObject[]): Omit<TypeCoverage, "type"> {
  const total = objects.length;
  const managed = objects.filter(({ status }) => status === "managed").length;
  const unmanaged = objects.filter(isOpen).length;
  const percent = total === 0 ? 100 : Math.floor(((total - unmanaged) / total) * 1000) / 10;
  return { total, managed, excepted: total - managed - unmanaged, unmanaged, percent };
}

function classify(input: CoverageInput): readonly CoveredObject[] {
  const { inventory, addresses, otherStates } = input;
  const outcomes = outcomesByPlace(input);
  const entries = new Map(addresses.map((entry) => [`${entry.region} ${resourceKey(entry)}`, entry]));
  const ofGlobal = new Map(addresses.map((entry) => [resourceKey(entry), entry]));
  const stateOf = foreignStates(inventory.resources, otherStates);
  return [...inventory.resources].sort(compareResources).map((resource): CoveredObject => {
    const { type, id, region } = resource;
    const key = resourceKey(resource);
    const entry = region === globalRegion ? ofGlobal.get(key) : entries.get(`${region} ${key}`);
    const address = entry?.address;
    const is = (status: CoverageStatus, reason: string): CoveredObject => ({
      type,
      id,
      region,
      status,
      reason,
      ...(address && { address }),
    });
    if (entry && input.isInState(entry)) return is("managed", `${address} in ${entry.layer} of ${entry.region}`);
    const later = input.laterPlaceOf?.(resource);
    if (later) return is("managed", `${later}, which took it over`);
    const outcome = outcomes.get(`${region} ${key}`);
    if (outcome && "kind" in outcome && outcome.kind === "ignored") return is("ignored", outcome.reason);
    const foreign = stateOf(resource);
    if (foreign) return is("other-owner", `another Terraform state has it: ${foreign}`);
    if (outcome && "kind" in outcome) return is(outcome.kind, outcome.reason);
    if (entry) return is("not-imported", `${address} has its configuration, but no apply has imported it`);
    return is("unmanaged", "it was found after the last adoption: run uplift adopt");
  });
}

/** Adoption decides region by region; a global object belongs to whichever takes it, so the first answer holds. */
function outcomesByPlace({ inventory, mapping, elsewhere = [] }: CoverageInput): ReadonlyMap<string, Outcome> {
  const regions = [...new Set([...inventory.regions, globalRegion])];
  const globals = new Set(inventory.resources.filter((each) => each.region === globalRegion).map(resourceKey));
  const outcomes = new Map<string, Outcome>();
  for (const region of regions) {
    const here = inventory.resources.filter((each) => each.region === region || each.region === globalRegion);
    const left = elsewhere.filter((entry) => entry.region === region || globals.has(resourceKey(entry)));
    for (const outcome of decide(here, mapping, claimsWithEarlier(left, undefined))) {
      const place = `${outcome.resource.region} ${resourceKey(outcome.resource)}`;
      if (!outcomes.has(place)) outcomes.set(place, outcome);
    }
  }
  return outcomes;
}

/** Finds the state that has an object, or the object that it is a part of. */
function foreignStates(
  resources: readonly InventoryResource[],
  states: readonly ForeignState[],
): (resource: InventoryResource) => string | undefined {
  const byKey = new Map(resources.map((resource) => [resourceKey(resource), resource]));
  const find = (resource: InventoryResource, seen: ReadonlySet<string>): string | undefined => {
    const { type, id, importId } = resource;
    const own = states.find(({ objects }) => objects.has(`${type}/${id}`) || objects.has(`${type}/${importId}`));
    if (own) return own.file;
    for (const link of resource.links) {
      const whole = link.isPart && !seen.has(resourceKey(link)) ? byKey.get(resourceKey(link)) : undefined;
      const file = whole && find(whole, new Set([...seen, resourceKey(link)]));
      if (file) return file;
    }
    return undefined;
  };
  return states.length === 0 ? () => undefined : (resource) => find(resource, new Set([resourceKey(resource)]));
}
