import type { LinkedResource } from "../../../src/core/linked-tree.js";

/** Resources whose first one is judged. */
export type Case = readonly [LinkedResource, ...LinkedResource[]];

/** A resource of a made-up layer; `name` is the last part of its address. */
export const made = (type: string, values: Record<string, unknown>, name = "this"): LinkedResource => ({
  layer: "app",
  address: `${type}.${name}`,
  type,
  values,
});

/** A reference to a resource that `made` gave. */
export const to = (type: string, attribute = "id", name = "this") => `\${app/${type}.${name}.${attribute}}`;

export const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** For each rule: what passes, and what fails with the words of the finding. */
export interface RuleCases {
  readonly passes: readonly Case[];
  readonly fails: readonly (readonly [Case, string])[];
}
