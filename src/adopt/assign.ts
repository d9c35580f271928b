import { addressTaken, type FaultDetails } from "../core/errors.js";
import { assignNames } from "../domain/adopted-names.js";
import { type AdoptionLayer, addressOf } from "../domain/adoption.js";
import { compareText, type InventoryResource, resourceKey } from "../domain/inventory.js";
import type { AddressBook, AddressEntry, Place } from "./addresses.js";
import type { Mapping } from "./mapping.js";

interface Adopted {
  readonly resource: InventoryResource;
  readonly layer: AdoptionLayer;
  readonly label: string;
}

/** The book grown by what is new; what had an address keeps it unless a person gave it another name or layer. */
export function assignAddresses(
  book: AddressBook,
  adopted: readonly Adopted[],
  mapping: Mapping,
  region: string,
  mappingFile: string,
): { readonly book: AddressBook; readonly faults: readonly FaultDetails[] } {
  const here = book.filter((entry) => entry.region === region);
  const entries = new Map(here.map((entry) => [resourceKey(entry), entry]));
  const current = new Map(here.map((entry) => [entry.address, resourceKey(entry)]));
  const taken = new Set(
    here.flatMap(({ address, previous = [] }) => [address, ...previous.map((each) => each.address)]),
  );
  const faults: FaultDetails[] = [];
  const chosen = new Map<string, string>();

  for (const { resource } of inOrder(adopted)) {
    const key = resourceKey(resource);
    const name = mapping.resources[key]?.name;
    if (!name) continue;
    const address = addressOf({ type: resource.type, name });
    const other = current.get(address);
    // Freed by its holder where that one is renamed in the same run.
    const isFreed =
      other !== undefined && (mapping.resources[other]?.name ?? "") !== "" && !isName(mapping, other, address);
    const rival =
      [...chosen].find(([, each]) => each === address)?.[0] ?? (other !== key && !isFreed ? other : undefined);
    if (rival) faults.push(addressTaken(mappingFile, key, address, rival));
    else chosen.set(key, address);
    taken.add(address);
  }

  const fresh = adopted.filter(
    ({ resource }) => !entries.has(resourceKey(resource)) && !chosen.has(resourceKey(resource)),
  );
  const names = assignNames(
    fresh.map(({ resource: { type, id }, label }) => ({ type, id, label })),
    taken,
  );
  for (const { resource, layer } of adopted) {
    const key = resourceKey(resource);
    const old = entries.get(key);
    const address = chosen.get(key) ?? old?.address ?? addressOf({ type: resource.type, name: names.get(key) ?? "" });
    entries.set(key, placed({ region, type: resource.type, id: resource.id }, old, { layer, address }));
  }
  return { book: [...book.filter((entry) => entry.region !== region), ...entries.values()], faults };
}

const isName = (mapping: Mapping, key: string, address: string): boolean =>
  address === `${key.split("/")[0]}.${mapping.resources[key]?.name}`;

const inOrder = (adopted: readonly Adopted[]): readonly Adopted[] =>
  [...adopted].sort((a, b) => compareText(resourceKey(a.resource), resourceKey(b.resource)));

/** The entry at its place; a place it had before is remembered, one that it takes again is not. */
function placed(
  id: Pick<AddressEntry, "region" | "type" | "id">,
  old: AddressEntry | undefined,
  place: Place,
): AddressEntry {
  const same = (a: Place, b: Place) => a.layer === b.layer && a.address === b.address;
  const isMoved = old !== undefined && !same(old, place);
  const before = [...(old?.previous ?? []), ...(isMoved ? [{ layer: old.layer, address: old.address }] : [])];
  const previous = before.filter((each) => !same(each, place));
  return { ...id, ...place, ...(previous.length > 0 && { previous }) };
}
