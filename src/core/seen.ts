import type { TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Inputs } from "./contract.js";
import type { Resources } from "./resources.js";
import type { Infer, Type } from "./types.js";

/** One round of a loop. */
export interface Round<T> {
  /** The key: a token in the abstract reading, the entry's name in the concrete one. */
  readonly key: string;
  readonly value: T;
  /** The construct id of this round's resource. */
  id(name: string): string;
  /** What a resource of this round spreads into its configuration. */
  readonly loop: Pick<TerraformMetaArguments, "forEach">;
  /** This round's instance of a resource that was declared in the same round: what others of the round refer to. */
  instance<R extends TerraformResource>(resource: R): R;
}

/** Where a part's resources stand: once in the module, or once for each round of a loop. */
export type Place = Pick<Round<unknown>, "id" | "loop" | "instance">;

/** The place of what stands once. */
export const once: Place = { id: (name) => name, loop: {}, instance: (resource) => resource };

/** A map of objects as a module sees it. */
export interface Table<T> {
  /** Declares one resource for each entry. */
  each<R extends TerraformResource>(declare: (round: Round<T>) => R): Resources<R>;
  /** The entries whose attribute has one of these values. */
  where<K extends keyof T & string>(attribute: K, ...values: readonly (T[K] & (string | boolean))[]): Table<T>;
  /** The entries whose optional attribute is set; whether it is must be known at synth. */
  whereSet<K extends keyof T & string>(attribute: K): Table<T>;
  /** Gives a resource one block for each entry, beside others of the argument. In Terraform's own attribute names. */
  blocks(
    resource: TerraformResource,
    argument: string,
    block: (round: Pick<Round<T>, "key" | "value">) => object,
  ): void;
  /** The entries whose optional attribute is not set. */
  whereAbsent<K extends keyof T & string>(attribute: K): Table<T>;
  /** A map with one value for each entry: an output. */
  map(value: (round: Round<T>) => string): Record<string, string>;
  /** A list with one text for each entry, in the order of their keys. */
  texts(value: (round: Round<T>) => string): string[];
  /** The keys of all entries. */
  keys(): string[];
  /** A table of one entry under this key when there is any entry here, of none otherwise. */
  any(key: string): Table<unknown>;
}

/** An object input that may be null, as a module sees it: a table of one entry, under the input's name, or of none. */
export interface Optional<T> extends Table<T> {
  /** A table of one entry under this key when the input is null. */
  absent(key: string): Table<unknown>;
  /** One value when the input is set; another, or null unless given, when it is null. Only the chosen side is evaluated. */
  either(whenSet: (value: T) => string, whenAbsent?: () => string): string;
}

/** What `build` receives of an object. */
export type Fields<T> = { readonly [K in keyof T]-?: Seen<NonNullable<T[K]>> };

/** What `build` receives for each type: maps of objects as tables, objects by attribute, all else as plain values or tokens. */
export type Seen<T> = T extends readonly unknown[]
  ? T
  : T extends Readonly<Record<string, infer E>>
    ? string extends keyof T
      ? E extends object
        ? Table<Fields<E>>
        : T
      : Fields<T>
    : T;

/** What `build` receives for a module's inputs. */
export type SeenInputs<I extends Inputs> = {
  readonly [K in keyof I]: I[K]["presence"] extends "nullable"
    ? Infer<I[K]["type"]> extends object
      ? Optional<Fields<Infer<I[K]["type"]>>>
      : Seen<Infer<I[K]["type"]>>
    : Seen<Infer<I[K]["type"]>>;
};

/** A way of reading a module's `build`: as variables, or as one root's arguments. */
export interface Reading {
  input(name: string, type: Type<unknown>, isNullable: boolean): unknown;
}
