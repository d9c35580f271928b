import { type TerraformResource, Token } from "cdktf";
import { unknownAtSynth } from "./errors.js";
import { addBlocks } from "./nested-blocks.js";
import { ConcreteResources } from "./resources.js";
import type { Optional, Reading, Round, Table } from "./seen.js";
import { constructId } from "./stable-stack.js";
import type { Type } from "./types.js";

type Entries = Readonly<Record<string, unknown>>;

/** Reads a module's inputs as one root's arguments: `build` declares every instance under its own address. */
export const concreteReading = (values: Entries): Reading => ({
  input: (name, type, isNullable) =>
    isNullable && type.attributes ? optional(name, values[name], type) : value(values[name], type, name),
});

function value(given: unknown, type: Type<unknown>, path: string): unknown {
  if (type.kind === "map" && type.element?.attributes) return table(known(given, path), type.element, path);
  if (type.attributes && given !== null && given !== undefined) return fields(given as Entries, type.attributes, path);
  const rows = type.kind === "list" || type.kind === "set" ? type.element?.attributes : undefined;
  if (rows && Array.isArray(given)) return given.map((row) => nullsFilled(fields(row, rows, path)));
  return given ?? undefined;
}

// Terraform fills what a row leaves out with null, and an attribute that takes rows wants all of theirs.
const nullsFilled = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([name, item]) => [name, item ?? null]));

function known(given: unknown, path: string): Entries {
  if (Token.isUnresolved(given)) throw unknownAtSynth(path);
  return given as Entries;
}

/** An object's attributes, with what Terraform puts in place of those left out. */
function fields(given: Entries, attributes: Readonly<Record<string, Type<unknown>>>, path: string): object {
  const read = Object.entries(attributes).map(([name, type]) => [
    name,
    value(given[name] ?? type.optional?.fallback, type, `${path}.${name}`),
  ]);
  return Object.fromEntries(read);
}

const round = <T>(key: string, roundValue: T): Round<T> => ({
  key,
  value: roundValue,
  id: (name) => constructId(`${name}[${JSON.stringify(key)}]`),
  loop: {},
  instance: (resource) => resource,
});

function table(entries: Entries, element: Type<unknown>, path: string): Table<never> {
  const filled = Object.entries(entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, given]) => [key, value(given, element, `${path}.${key}`)] as const);
  const keep = (predicate: (attribute: unknown) => boolean, attribute: string) =>
    table(
      Object.fromEntries(
        filled.filter(([, entry]) => predicate((entry as Entries)[attribute])).map(([key]) => [key, entries[key]]),
      ),
      element,
      path,
    );
  return {
    each: <R extends TerraformResource>(declare: (each: Round<never>) => R) =>
      new ConcreteResources<R>(new Map(filled.map(([key, entry]) => [key, declare(round(key, entry as never))]))),
    where: (attribute, ...values) => keep((got) => (values as readonly unknown[]).includes(got), attribute),
    whereSet: (attribute) => keep((got) => got !== undefined && got !== null, attribute),
    whereAbsent: (attribute) => keep((got) => got === undefined || got === null, attribute),
    blocks: (resource, argument, block) =>
      addBlocks(
        resource,
        argument,
        filled.map(([key, entry]) => block({ key, value: entry as never })),
      ),
    keys: () => filled.map(([key]) => key),
    map: (value) => Object.fromEntries(filled.map(([key, entry]) => [key, value(round(key, entry as never))])),
    texts: (value) => filled.map(([key, entry]) => value(round(key, entry as never))),
    any: (key) => single(key, filled.length > 0),
  };
}

/** A table of one entry that carries nothing but its key, or of none. */
function single(key: string, isPresent: boolean): Table<unknown> {
  const same = () => single(key, isPresent);
  return {
    each: <R extends TerraformResource>(declare: (each: Round<unknown>) => R) =>
      new ConcreteResources<R>(new Map(isPresent ? [[key, declare(round(key, undefined))]] : [])),
    where: same,
    whereSet: same,
    whereAbsent: same,
    any: same,
    blocks: (resource, argument, block) =>
      addBlocks(resource, argument, isPresent ? [block({ key, value: undefined })] : []),
    keys: () => (isPresent ? [key] : []),
    map: (value) => (isPresent ? { [key]: value(round(key, undefined)) } : {}),
    texts: (value) => (isPresent ? [value(round(key, undefined))] : []),
  };
}

function optional(name: string, given: unknown, type: Type<unknown>): Optional<never> {
  const isSet = given !== undefined && given !== null;
  return {
    ...table(isSet ? { [name]: given } : {}, type, name),
    absent: (key) => single(key, !isSet),
    // What is null is left out, as with an input of another kind.
    either: (whenSet, whenAbsent) =>
      isSet ? whenSet(value(known(given, name), type, name) as never) : (whenAbsent?.() as string),
  };
}
