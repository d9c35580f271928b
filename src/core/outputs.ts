import { Token } from "cdktf";
import type { Output, Outputs, OutputValues } from "./contract.js";
import { noResourceForKey } from "./errors.js";
import { Expression, expression, expressionOf } from "./expressions.js";
import type { Type } from "./types.js";

/** A token of the right kind for a value of a type behind a Terraform expression. */
export function tokenOf(source: string, type: Type<unknown>): unknown {
  switch (type.kind) {
    case "string":
      return expression(source);
    case "number":
      return Token.asNumber(expressionOf(source));
    case "list":
    case "set":
      return type.element?.kind === "string" ? Token.asList(expressionOf(source)) : expressionOf(source);
    case "map":
      return new MapToken(source);
    default:
      return expressionOf(source);
  }
}

/** Tokens for all outputs of a contract; `source` gives each one's Terraform expression. */
export function outputTokens<O extends Outputs>(outputs: O, source: (name: string) => string): OutputValues<O> {
  const entries = Object.entries(outputs as Readonly<Record<string, Output<unknown>>>);
  return Object.fromEntries(entries.map(([name, { type }]) => [name, tokenOf(source(name), type)])) as OutputValues<O>;
}

/** A map behind an expression, which knows the keys that were asked for. */
export class MapToken extends Expression {
  readonly keys = new Set<string>();
}

/** One value of a map output by its key; on a token, the plain index would silently give undefined. */
export function at(map: Readonly<Record<string, string>>, key: string): string {
  if (map instanceof MapToken) map.keys.add(key);
  if (Token.isUnresolved(map)) return expression((write) => `${write(map)}[${JSON.stringify(key)}]`);
  const value = map[key];
  if (value === undefined) throw noResourceForKey(key, Object.keys(map));
  return value;
}
