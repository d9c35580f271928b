import { mappingFaults, mappingOfOwned } from "../core/errors.js";
import {
  type AdoptedResource,
  type AdoptedRoot,
  type Adoption,
  type AdoptionLayer,
  addressOf,
  adoptionLayers,
  type LeftOut,
} from "../domain/adoption.js";
import {
  compareResources,
  compareText,
  globalRegion,
  type Inventory,
  type InventoryResource,
  resourceKey,
} from "../domain/inventory.js";
import type { AddressBook, AddressEntry, ElsewhereEntry } from "./addresses.js";
import { assignAddresses } from "./assign.js";
import { claimsOn, claimsWithEarlier } from "./claims.js";
import { decide, type LeftOutcome, type Outcome } from "./decisions.js";
import type { DeclaredObject } from "./declared.js";
import { type Arguments, argumentsToJson, Expression, type Value } from "./expression.js";
import { type Decision, faultsOfMapping, type Mapping } from "./mapping.js";
import type { AdoptionRule, Ignored, RuleContext } from "./rule.js";
import { rules } from "./types/all.js";

export interface AdoptOptions {
  readonly region: string;
  /** Both layers in one root, so that each may refer to the other. */
  readonly singleRoot?: boolean;
  /** Names the mapping in faults. */
  readonly mappingFile?: string;
  /** What earlier adoptions left to other roots of the account. */
  readonly elsewhere?: readonly ElsewhereEntry[];
  /** What these roots make, where they were asked: of objects that have no address yet, this is left to them. */
  readonly declared?: readonly DeclaredObject[];
}

export interface AdoptResult {
  readonly adoption: Adoption;
  /** The book as it must be kept. */
  readonly addresses: AddressBook;
  /** What was left to other roots of the account, as it must be kept. */
  readonly elsewhere: readonly ElsewhereEntry[];
}

/**
 * Turns what was found into roots that import it and change nothing.
 * Pure: the same inventory, mapping and addresses give the same adoption, in whatever order the inventory lists them.
 */
export function adopt(
  inventory: Inventory,
  mapping: Mapping,
  addresses: AddressBook,
  options: AdoptOptions,
): AdoptResult {
  const { region, mappingFile = "mapping.yaml", elsewhere: earlier = [], declared } = options;
  const inRegion = inventory.resources
    .filter((resource) => resource.region === region || resource.region === globalRegion)
    .sort(compareResources);
  const byOtherRegions = new Map(
    addresses.filter((entry) => entry.region !== region).map((entry) => [resourceKey(entry), entry.region]),
  );
  const hasAddress = new Set(addresses.filter((entry) => entry.region === region).map(resourceKey));
  const claimOf = claimsWithEarlier(
    earlier.filter((entry) => entry.region === region),
    declared && claimsOn(inRegion, declared, region),
  );
  const claimOfNew = (resource: InventoryResource) =>
    hasAddress.has(resourceKey(resource)) ? undefined : claimOf(resource);
  const outcomes = decide(inRegion, mapping, claimOfNew).map((outcome): Outcome => {
    const root =
      outcome.resource.region === globalRegion ? byOtherRegions.get(resourceKey(outcome.resource)) : undefined;
    if (!root) return outcome;
    return { resource: outcome.resource, kind: "other-owner", reason: `the root of region ${root} adopted it` };
  });
  const adopted = outcomes.flatMap((outcome) => ("layer" in outcome ? [outcome] : []));
  const assigned = assignAddresses(addresses, adopted, mapping, region, mappingFile);
  const leftOut = outcomes.flatMap((outcome): LeftOut[] => ("reason" in outcome ? [leftOutOf(outcome)] : []));
  const faults = [
    ...faultsOfMapping(mapping, inventory, mappingFile),
    ...ineffective(mapping, leftOut, mappingFile),
    ...assigned.faults,
  ];
  if (faults.length > 0) throw mappingFaults(faults);

  const here = assigned.book.filter((entry) => entry.region === region);
  const entries = new Map(here.map((entry) => [resourceKey(entry), entry]));
  const adoptedKeys = new Set(adopted.map(({ resource }) => resourceKey(resource)));
  const found = new Map(inRegion.map((resource) => [resourceKey(resource), resource]));
  const rootOf = (layer: AdoptionLayer): AdoptedRoot => {
    const members = adopted.filter((each) => each.layer === layer).map(({ resource }) => resource);
    const targets = adopted.filter((each) => options.singleRoot || each.layer === layer);
    const inRoot = new Set(targets.map(({ resource }) => resourceKey(resource)));
    const built = members.map((resource) =>
      build(resource, { entries, inRoot, region, found }, mapping.resources[resourceKey(resource)]),
    );
    return {
      resources: built.map((each) => each.resource).sort((a, b) => compareText(addressOf(a), addressOf(b))),
      files: built.flatMap((each) => each.files).sort((a, b) => compareText(a.path, b.path)),
      outputs: outputsOf(members, entries),
      ...historyOf(layer, here, adoptedKeys, options.singleRoot),
    };
  };
  const roots = { inherited: rootOf("inherited"), legacy: rootOf("legacy") } satisfies Record<
    AdoptionLayer,
    AdoptedRoot
  >;
  return {
    adoption: { accountId: inventory.account_id, region, roots, leftOut },
    addresses: assigned.book,
    elsewhere: [...earlier.filter((entry) => entry.region !== region), ...leftTo(outcomes, region)],
  };
}

const leftOutOf = ({ resource: { type, id }, kind, reason }: LeftOutcome): LeftOut => ({ type, id, kind, reason });

const leftTo = (outcomes: readonly Outcome[], region: string): readonly ElsewhereEntry[] =>
  outcomes.flatMap((outcome) => {
    if (!("claim" in outcome) || !outcome.claim) return [];
    const { type, id } = outcome.resource;
    const { root, address } = outcome.claim;
    return [{ region, type, id, root, address }];
  });

const nameOf = (entry: AddressEntry | undefined): string => entry?.address.split(".")[1] ?? "";

interface RootInMaking {
  readonly entries: ReadonlyMap<string, AddressEntry>;
  readonly inRoot: ReadonlySet<string>;
  readonly region: string;
  /** Everything of the region, adopted or not. */
  readonly found: ReadonlyMap<string, InventoryResource>;
}

function build(resource: InventoryResource, { entries, inRoot, region, found }: RootInMaking, decision: Decision = {}) {
  const rule = rules.get(resource.type);
  if (!rule) throw new Error(`no rule for ${resource.type}`);
  const entry = entries.get(resourceKey(resource));
  const name = nameOf(entry);
  const reference = (key: string, id: string, target: string) =>
    inRoot.has(key) ? new Expression(`${entries.get(key)?.address}.${target}`) : id;
  const context: RuleContext = {
    name,
    region,
    ref: (attribute, target = "id") => {
      const link = resource.links.find((each) => each.attribute === attribute);
      return link && reference(resourceKey(link), link.id, target);
    },
    refs: (attribute) =>
      resource.links
        .filter((each) => each.attribute === attribute)
        .sort((a, b) => compareText(a.id, b.id))
        .map((link) => reference(resourceKey(link), link.id, "id")),
    isOwned: (attribute, by) =>
      resource.links.some((each) => each.attribute === attribute && found.get(resourceKey(each))?.owner?.kind === by),
  };
  const ignored = ignoredOf(resource, rule, decision);
  const built: AdoptedResource = {
    type: resource.type,
    name,
    importId: resource.importId,
    configuration: argumentsToJson({ ...rule.configuration(resource, context), ...decided(decision) }),
    ignoreChanges: ignored?.attributes ?? [],
    ...(ignored && { ignoreReason: ignored.reason }),
    preventDestroy: Boolean(rule.isStateful) && entry?.layer === "inherited",
  };
  return { resource: built, files: rule.files?.(resource, name) ?? [] };
}

/** Arguments as a person or a repair set them; null takes one out. */
const decided = ({ set = {} }: Decision): Arguments =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [name, value === null ? undefined : (value as Value)]));

/** What Terraform must not compare: by the rule, because a tag holds a secret, or because a person said so. */
function ignoredOf(
  resource: InventoryResource,
  rule: AdoptionRule,
  { ignore_changes = [], reason }: Decision,
): Ignored | undefined {
  const byRule = rule.ignored?.(resource);
  const { RedactedTags: hidden } = resource.attributes;
  const tags = Array.isArray(hidden) ? hidden.map((key) => `tags[${JSON.stringify(key)}]`) : [];
  const attributes = [...new Set([...(byRule?.attributes ?? []), ...tags, ...ignore_changes])];
  if (attributes.length === 0) return undefined;
  const reasons = [
    byRule?.reason,
    tags.length > 0 && "a tag holds a secret, which is not written down",
    ignore_changes.length > 0 && reason,
  ];
  return { attributes, reason: reasons.filter(Boolean).join("; ") };
}

/** Every kind that a rule knows, also where the account has none of it: later layers can rely on the output. */
function outputsOf(
  members: readonly InventoryResource[],
  entries: ReadonlyMap<string, AddressEntry>,
): AdoptedRoot["outputs"] {
  const kinds = [...rules.values()].flatMap(({ type, output }) => (output ? [{ type, output }] : []));
  return Object.fromEntries(
    kinds.map(({ type, output }) => {
      const named = members
        .filter((resource) => resource.type === type)
        .map((resource) => entries.get(resourceKey(resource)))
        .map((entry) => [nameOf(entry), `\${${entry?.address}.id}`] as const);
      return [output, Object.fromEntries(named.sort(([a], [b]) => compareText(a, b)))];
    }),
  );
}

/** What a root must be told about addresses that it had: moved inside it, or given up without destroying anything. */
function historyOf(
  layer: AdoptionLayer,
  entries: readonly AddressEntry[],
  adopted: ReadonlySet<string>,
  singleRoot = false,
): Pick<AdoptedRoot, "moved" | "removed"> {
  const ofRoot = (place: { readonly layer: AdoptionLayer }) => singleRoot || place.layer === layer;
  const moved = entries.flatMap((entry) =>
    entry.layer === layer && adopted.has(resourceKey(entry))
      ? (entry.previous ?? [])
          .filter((place) => ofRoot(place) && place.address !== entry.address)
          .map((place) => ({ from: place.address, to: entry.address }))
      : [],
  );
  const removed = entries.flatMap((entry) => {
    const isHere = adopted.has(resourceKey(entry)) && entry.layer === layer;
    const past = [entry, ...(entry.previous ?? [])].filter((place) => place.layer === layer);
    if (isHere) return [];
    return singleRoot && adopted.has(resourceKey(entry)) ? [] : past.map(({ address }) => address);
  });
  return {
    moved: moved.sort((a, b) => compareText(a.from, b.from)),
    removed: [...new Set(removed)].sort(compareText),
  };
}

/** Decisions about objects that cannot be adopted would be lost silently. */
const ineffective = (mapping: Mapping, leftOut: readonly LeftOut[], file: string) =>
  leftOut.flatMap((each) => {
    const decision = mapping.resources[resourceKey(each)];
    return decision && !decision.ignore ? [mappingOfOwned(file, resourceKey(each), each.reason)] : [];
  });

/** All resources of an adoption. */
export const adoptedResources = ({ roots }: Adoption): readonly AdoptedResource[] =>
  adoptionLayers.flatMap((layer) => roots[layer].resources);
