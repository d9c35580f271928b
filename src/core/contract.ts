import type { Infer, Type } from "./types.js";
import type { Validation } from "./validations.js";

type Presence = "required" | "defaulted" | "nullable";

/** One input of a module: a Terraform variable, and the type of what a root passes. */
export interface Input<T, P extends Presence = Presence> {
  readonly type: Type<T>;
  readonly description: string;
  readonly validations: readonly Validation[];
  readonly presence: P;
  readonly default?: T;
}

/** An input that every caller must pass. */
export const required = <T>(
  type: Type<T>,
  description: string,
  ...validations: Validation[]
): Input<T, "required"> => ({ type, description, validations, presence: "required" });

/** An input that a caller may leave out. */
export const defaulted = <T>(
  type: Type<T>,
  fallback: T,
  description: string,
  ...validations: Validation[]
): Input<T, "defaulted"> => ({ type, description, validations, presence: "defaulted", default: fallback });

/** An input that is null unless a caller passes it. */
export const nullable = <T>(
  type: Type<T>,
  description: string,
  ...validations: Validation[]
): Input<T, "nullable"> => ({ type, description, validations, presence: "nullable" });

/** One output of a module or of a layer. */
export interface Output<T> {
  readonly type: Type<T>;
  readonly description: string;
  /** A text in the shape of the value, or of a map's values, that a plan may use before the real one exists. */
  readonly mock: string;
}

export const output = <T>(type: Type<T>, description: string, mock = "mock"): Output<T> => ({
  type,
  description,
  mock,
});

// biome-ignore lint/suspicious/noExplicitAny: a contract's inputs are of any type
export type Inputs = Readonly<Record<string, Input<any>>>;
// biome-ignore lint/suspicious/noExplicitAny: a contract's outputs are of any type
export type Outputs = Readonly<Record<string, Output<any>>>;

type RequiredKeys<I extends Inputs> = { [K in keyof I]: I[K]["presence"] extends "required" ? K : never }[keyof I];

/** What a root passes: every required input, and any of the others. */
export type Arguments<I extends Inputs> = { readonly [K in RequiredKeys<I>]: Infer<I[K]["type"]> } & {
  readonly [K in Exclude<keyof I, RequiredKeys<I>>]?: Infer<I[K]["type"]>;
};

/** What a reader gets of outputs. */
export type OutputValues<O extends Outputs> = { readonly [K in keyof O]: Infer<O[K]["type"]> };

/** A rule over several inputs; Terraform checks it as a validation of the first of them. */
export interface Rule {
  readonly inputs: readonly [string, ...string[]];
  readonly condition: string;
  readonly allowed: string;
  holds(values: Readonly<Record<string, unknown>>): boolean;
}

/** Exactly one of two nullable inputs is set. */
export const exactlyOneOf = (first: string, second: string): Rule => ({
  inputs: [first, second],
  condition: `(var.${first} == null) != (var.${second} == null)`,
  allowed: `exactly one of ${first} and ${second} is set`,
  holds: (values) => (values[first] == null) !== (values[second] == null),
});
