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

/** Where an object has its place for good. */
export interface AddressEntry extends Place {
  /** The region of the root that adopted it: a global object is adopted by one root of one region. */
  readonly region: string;
  readonly type: string;
  readonly id: string;
  /** Places it had before a person gave it another one, oldest first. */
  readonly previous?: readonly Place[] | undefined;
}

/** Every address ever given in an account: entries are added and moved, never taken out. */
export type AddressBook = readonly AddressEntry[];

const place = { layer: z.enum(adoptionLayers), address: z.string().regex(/^aws_[a-z0-9_]+\.[a-z_][a-z0-9_-]*$/) };
const bookSchema = z.strictObject({
  schema_version: z.literal(1),
  addresses: z.array(
    z.strictObject({
      region: z.string(),
      type: z.string(),
      id: z.string(),
      ...place,
      previous: z.array(z.strictObject(place)).optional(),
    }),
  ),
});

/** Reads addresses.json; refuses a book in which two objects share an address or one object has two. */
export function parseAddresses(content: string, file: string): AddressBook {
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
  const faults = clashesOf(parsed.data.addresses, file);
  if (faults.length > 0) throw mappingFaults(faults);
  return parsed.data.addresses;
}

function clashesOf(book: AddressBook, file: string): readonly FaultDetails[] {
  const byObject = groupBy(book, ({ region, type, id }) => `${region} ${type}/${id}`);
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

const keyOf = (entry: AddressEntry | undefined): string => `${entry?.type}/${entry?.id}`;

/** The text of addresses.json. */
export const formatAddresses = (book: AddressBook): string =>
  formatJson({ schema_version: 1, addresses: inOrder(book) } as unknown as Json);

const inOrder = (book: AddressBook): AddressBook =>
  [...book].sort((a, b) => compareText(a.region, b.region) || compareText(a.type, b.type) || compareText(a.id, b.id));
