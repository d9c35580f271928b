import type { Json } from "../domain/json.js";
import { escapeTemplate } from "../domain/template-text.js";

/** Text that Terraform evaluates, e.g. `aws_vpc.monolith.id`; every other string is a literal. */
export class Expression {
  constructor(readonly text: string) {}
}

/** An argument before it is written as Terraform JSON. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Expression
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Arguments; what is undefined is left out. */
export type Arguments = Readonly<Record<string, Value | undefined>>;

/** An argument as Terraform JSON: literals escaped, expressions as templates. */
export function toTerraformJson(value: Value): Json {
  if (value instanceof Expression) return `\${${value.text}}`;
  if (typeof value === "string") return escapeTemplate(value);
  if (Array.isArray(value)) return value.map(toTerraformJson);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [escapeTemplate(key), toTerraformJson(item as Value)]),
  );
}

export const argumentsToJson = (values: Arguments): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, toTerraformJson(value)]])),
  );
