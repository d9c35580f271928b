import { Token } from "cdktf";
import { ambiguousSigil } from "./errors.js";

const cdktfToken = /\$\{TfToken\[[^\]]+\]\}/g;
// Terraform reads `$${` as an escape, so text that ends in a sigil has no form before a reference.
const sigilBeforeToken = /[$%]\$\{TfToken\[/;
const introducers = /(\$|%)\{/g;

/** Escapes what Terraform would read as a template, so that `${HOME}` arrives as text; tokens of cdktf stay as they are. */
export function literal(text: string): string {
  const tokens = text.match(cdktfToken) ?? [];
  if (sigilBeforeToken.test(text)) throw ambiguousSigil(text);
  return text
    .split(cdktfToken)
    .map((part) => part.replace(introducers, (_, sigil: string) => `${sigil}${sigil}{`))
    .reduce((before, part, index) => before + (tokens[index - 1] ?? "") + part);
}

/** Escapes every string inside a value, keys included; anything that is not a plain value is left alone. */
export function escapeLiterals<T>(value: T): T {
  if (typeof value === "string") return literal(value) as T;
  if (Array.isArray(value)) return (Token.isUnresolved(value) ? value : value.map(escapeLiterals)) as T;
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [literal(key), escapeLiterals(item)])) as T;
}
