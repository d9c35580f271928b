import { z } from "zod";
import {
  addressesUnreadable,
  type FaultDetails,
  mappingFaults,
  oneAddressForTwo,
  twoAddressesForOne,
} from "../core/errors.js";
import { type AdoptionLayer, adoptionLayers } from "../domain/adoption.js";
import { compareText } from "../domain/inventory.js";
import { formatJson, type Json } from "../domain/json.js";

export interface Place {
  readonly layer: AdoptionLayer;
  /** `type.name` inside the layer's root. */
  readonly address: string;
}

interface ObjectPlace {
  /** The region of the root that adopted it: a global object is adopted by one root of one region. */
  readonly region: string;
  readonly type: string;
  readonly id: string;
}

/** Where an object has its place for good. */
export interface AddressEntry extends Place, ObjectPlace {
  /** Places it had before a person gave it another one, oldest first. */
  readonly previous?: readonly Place[] | undefined;
}

/** Every address ever given in an account: entries are added and moved, never taken out. */
export type AddressBook = readonly AddressEntry[];

/** An object that was left to the root that makes it, as long as it is found. */
export interface ElsewhereEntry extends ObjectPlace {
  /** The environment and the layer, e.g. `prod/dns`. */
  readonly root: string;
  readonly address: string;
}

/** The whole of addresses.json. */
export interface Books {
  readonly addresses: AddressBook;
  readonly elsewhere: readonly ElsewhereEntry[];
}

const place = { layer: z.enum(adoptionLayers), address: z.string().regex(/^aws_[a-z0-9_]+\.[a-z_][a-z0-9_-]*$/) };
const object = { region: z.string(), type: z.string(), id: z.string() };
const bookSchema = z.strictObject({
  schema_version: z.literal(1),
  addresses: z.array(z.strictObject({ ...object, ...place, previous: z.array(z.strictObject(place)).optional() })),
  elsewhere: z.array(z.strictObject({ ...object, root: z.string(), address: z.string() })).default([]),
});

/** Reads addresses.json; refuses a book in which two objects share an address or one object has two. */
export function parseBooks(content: string, file: string): Books {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw addressesUnreadable(file, "", `this is not whole JSON: ${(error as Error).message}`);
  }
  const parsed = bookSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw addressesUnreadable(file, issue?.path.map(String).join(".") ?? "", issue?.message ?? "is invalid");
  }
  const { addresses, elsewhere } = parsed.data;
  const faults = clashesOf({ addresses, elsewhere }, file);
  if (faults.length > 0) throw mappingFaults(faults);
  return { addresses, elsewhere };
}

function clashesOf({ addresses: book, elsewhere }: Books, file: string): readonly FaultDetails[] {
  const others = elsewhere.map((each) => ({ ...each, address: `${each.root}/${each.address}` }));
  const byObject = groupBy([...book, ...others], ({ region, type, id }) => `${region} ${type}/${id}`);
  const byAddress = groupBy(book, ({ region, address }) => `${region} ${address}`);
  return [
    ...[...byObject.values()]
      .filter((entries) => entries.length > 1)
      .map((entries) =>
        twoAddressesForOne(
          file,
          keyOf(entries[0]),
          entries.map(({ address }) => address),
        ),
      ),
    ...[...byAddress.values()]
      .filter((entries) => entries.length > 1)
      .map((entries) => oneAddressForTwo(file, entries[0]?.address ?? "", entries.map(keyOf))),
  ];
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const keyOf = (entry: ObjectPlace | undefined): string => `${entry?.type}/${entry?.id}`;

/** The text of addresses.json. */
export const formatAddresses = (addresses: AddressBook, elsewhere: readonly ElsewhereEntry[] = []): string =>
  formatJson({
    schema_version: 1,
    addresses: inOrder(addresses),
    ...(elsewhere.length > 0 && { elsewhere: inOrder(elsewhere) }),
  } as unknown as Json);

const inOrder = <Entry extends ObjectPlace>(book: readonly Entry[]): readonly Entry[] =>
  [...book].sort((a, b) => compareText(a.region, b.region) || compareText(a.type, b.type) || compareText(a.id, b.id));
