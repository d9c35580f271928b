import type { InventoryLink } from "../domain/inventory.js";
import type { Json, JsonObject } from "../domain/json.js";

/** The named fields of an answer as JSON: dates as ISO text, bytes as base64, nothing where AWS said nothing. */
export function keep<T extends object>(answer: T, fields: readonly (keyof T & string)[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = toJson(answer[field]);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** A whole answer as JSON. */
export function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  if (typeof value !== "object") return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const json = toJson(item);
      return json === undefined ? [] : [[key, json]];
    }),
  );
}

/** AWS's list of keys and values as a record. */
export const tagsOf = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? ""]])));

/** Links of one attribute to as many ids as there are. */
export const links = (
  attribute: string,
  type: string,
  ids: string | undefined | readonly (string | undefined)[],
): readonly InventoryLink[] =>
  (Array.isArray(ids) ? ids : [ids]).flatMap((id: string | undefined) => (id ? [{ attribute, type, id }] : []));

/** A link to what the object is a part of. */
export const partOf = (attribute: string, type: string, id: string | undefined): readonly InventoryLink[] =>
  id ? [{ attribute, type, id, isPart: true }] : [];

/** The id at the end of an ARN such as a KMS key's; an id is itself. */
export const lastPart = (arn: string | undefined): string | undefined => arn?.split(/[:/]/).at(-1);
