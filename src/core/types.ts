/**
 * Terraform's type constraints as values, each carrying the TypeScript type of what a caller passes.
 * One declaration, two languages: `Infer<typeof type>` for the compiler, `expression` for Terraform.
 */
export interface Type<T> {
  readonly kind: "string" | "number" | "bool" | "list" | "set" | "map" | "object";
  /** The type constraint as Terraform writes it, e.g. `map(object({ zone = string }))`. */
  readonly expression: string;
  /** For objects: the attributes by name. */
  readonly attributes?: Readonly<Record<string, Type<unknown>>>;
  /** For lists, sets and maps: the element. */
  readonly element?: Type<unknown>;
  /** For an attribute that may be left out: what Terraform puts in its place. */
  readonly optional?: { readonly fallback: unknown };
  /** Never set: carries the type. */
  readonly _?: T;
}
export type Infer<X> = X extends Type<infer T> ? T : never;

interface OptionalType<T> extends Type<T> {
  readonly optional: { readonly fallback: unknown };
}
type Shape = Readonly<Record<string, Type<unknown>>>;
type OptionalKeys<S extends Shape> = { [K in keyof S]: S[K] extends OptionalType<unknown> ? K : never }[keyof S];
type Simplify<T> = { [K in keyof T]: T[K] } & {};
export type ObjectOf<S extends Shape> = Simplify<
  { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: Infer<S[K]> } & {
    readonly [K in OptionalKeys<S>]?: Infer<S[K]>;
  }
>;

const primitive = <T>(kind: "string" | "number" | "bool"): Type<T> => ({ kind, expression: kind });

export const string = primitive<string>("string");
export const number = primitive<number>("number");
export const bool = primitive<boolean>("bool");

const collection =
  (kind: "list" | "set") =>
  <T>(element: Type<T>): Type<readonly T[]> => ({ kind, expression: `${kind}(${element.expression})`, element });

export const list = collection("list");
export const set = collection("set");

export const map = <T>(element: Type<T>): Type<Readonly<Record<string, T>>> => ({
  kind: "map",
  expression: `map(${element.expression})`,
  element,
});

export function object<S extends Shape>(attributes: S): Type<ObjectOf<S>> {
  const fields = Object.entries(attributes).map(([name, type]) => `${name} = ${type.expression}`);
  return { kind: "object", expression: `object({ ${fields.join(", ")} })`, attributes };
}

/** An attribute that a caller may leave out; Terraform then puts `fallback` in its place, null by default. */
export function optional<T>(type: Type<T>, fallback?: T): OptionalType<T> {
  const inner = fallback === undefined ? type.expression : `${type.expression}, ${JSON.stringify(fallback)}`;
  return { ...type, expression: `optional(${inner})`, optional: { fallback: fallback ?? null } };
}
