import type { Json, JsonObject } from "../domain/json.js";
import { Expression, type Value } from "./expression.js";
import type { RuleContext } from "./rule.js";

/** AWS's field as Terraform writes it: `KmsKeyId` is `kms_key_id`. */
export const snake = (field: string): string =>
  field
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();

/** What an answer holds at a path such as `Config.PrivateZone`. */
export const at = (value: Json | undefined, path: string): Json | undefined =>
  path
    .split(".")
    .reduce<Json | undefined>(
      (inside, field) =>
        inside !== null && typeof inside === "object" && !Array.isArray(inside)
          ? (inside as JsonObject)[field]
          : undefined,
      value,
    );

export const listAt = (value: Json | undefined, path: string): readonly JsonObject[] => {
  const found = at(value, path);
  return Array.isArray(found) ? (found as readonly JsonObject[]) : [];
};

export const stringsAt = (value: Json | undefined, path: string): readonly string[] | undefined => {
  const found = at(value, path);
  return Array.isArray(found) && found.length > 0 ? found.map(String) : undefined;
};

export const textAt = (value: Json | undefined, path: string): string | undefined => {
  const found = at(value, path);
  return found === undefined || found === null || found === "" ? undefined : String(found);
};

export const numberAt = (value: Json | undefined, path: string): number | undefined => {
  const found = at(value, path);
  return typeof found === "number" ? found : undefined;
};

/** A field, or its path and the argument's name where that is not the field's own. */
type Field = string | readonly [path: string, argument: string];

type Block = { readonly [argument: string]: Value };

/** The named fields of an answer as arguments. What AWS left out or answered empty is left out; no block where nothing is left. */
export function block(
  answer: Json | undefined,
  fields: readonly Field[],
  nested: Readonly<Record<string, Value | undefined>> = {},
): Block | undefined {
  const plain = fields.map((field): readonly [string, Value | undefined] => {
    const [path, argument] = typeof field === "string" ? [field, snake(field)] : field;
    return [argument, at(answer, path)];
  });
  const present = [...plain, ...Object.entries(nested)].filter(([, value]) => !isEmpty(value));
  return present.length > 0 ? (Object.fromEntries(present) as Block) : undefined;
}

/** Several blocks of one kind; none where the answer has none. */
export const blocks = (
  answers: readonly JsonObject[],
  toBlock: (answer: JsonObject) => Block | undefined,
): readonly Value[] | undefined => {
  const made = answers.flatMap((answer) => toBlock(answer) ?? []);
  return made.length > 0 ? made : undefined;
};

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** A reference to what a link names where it is in the same root, else what AWS answered, e.g. an ARN. */
export const linked = (
  { ref }: RuleContext,
  attribute: string,
  target: string,
  literal: string | undefined,
): Value | undefined => {
  const reference = ref(attribute, target);
  return reference instanceof Expression ? reference : literal;
};

/**
 * The same for what the provider computes when it is left out: a default key of AWS has an ARN as well, but writing it
 * would be a change.
 */
export const linkedHere = ({ ref }: RuleContext, attribute: string, target: string): Expression | undefined => {
  const reference = ref(attribute, target);
  return reference instanceof Expression ? reference : undefined;
};
