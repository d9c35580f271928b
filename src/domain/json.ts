/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** The same value with the keys of every object sorted, so that equal content is equal text. */
export function sortKeys<T extends Json>(value: T): T {
  if (Array.isArray(value)) return value.map(sortKeys) as unknown as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => [key, sortKeys(item)]),
  ) as T;
}

/** The text in which Uplift writes JSON: sorted keys, two spaces, a final newline. */
export const formatJson = (value: Json): string => `${JSON.stringify(sortKeys(value), null, 2)}\n`;
