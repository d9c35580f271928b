import type { Json } from "./json.js";
import { accessEffects } from "./live-impact/access-effects.js";
import { applicationEffects } from "./live-impact/application-effects.js";
import type { Effects, PlannedValues } from "./live-impact/attachment.js";
import { dataEffects } from "./live-impact/data-effects.js";
import { harmless } from "./live-impact/harmless.js";
import { networkEffects } from "./live-impact/network-effects.js";
import { readers } from "./live-impact/readers.js";
import { referencedTypes } from "./live-impact/references.js";
import { trafficEffects } from "./live-impact/traffic-effects.js";

export type { PlannedValues } from "./live-impact/attachment.js";

/** What a pure create does to adopted objects that carry traffic, by the type that is created. */
export const liveImpact: Effects = {
  ...networkEffects,
  ...trafficEffects,
  ...accessEffects,
  ...dataEffects,
  ...applicationEffects,
};

/** The provider knows load balancers by an older name as well. */
const currentName = (type: string): string => type.replace(/^aws_alb(?=_|$)/, "aws_lb");

const lastOf = (path: string): string => path.split(".").at(-1) ?? path;

const fits = (pattern: string, type: string): boolean =>
  pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;

/**
 * What is known about an argument that names an existing object: its effect, or why it has none; nothing for one that
 * nobody has thought about yet.
 */
export function verdictOf(type: string, path: string): string | undefined {
  const name = currentName(type);
  const effect = liveImpact[name]?.find(({ attribute }) => attribute === path)?.effect;
  if (effect) return effect;
  const argument = lastOf(path);
  const entry = harmless.find((each) => each.arguments.includes(argument) && each.types.some((one) => fits(one, name)));
  if (entry) return entry.reason;
  // An argument of a kind that is attached to needs a word about each type.
  return referencedTypes[argument] ? undefined : readers.find(({ pattern }) => pattern.test(argument))?.reason;
}

/** Values at a path, whatever lists lie on the way. */
export function valuesAt(values: Json | undefined, path: readonly string[]): readonly string[] {
  if (Array.isArray(values)) return values.flatMap((item) => valuesAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return typeof values === "string" ? [values] : [];
  if (values === null || values === undefined || typeof values !== "object") return [];
  return valuesAt((values as Readonly<Record<string, Json>>)[head], rest);
}

/** What a new object of a type would take hold of, and with which effect. */
export function attachmentsOf(
  type: string,
  values: PlannedValues,
): readonly { readonly attribute: string; readonly id: string; readonly effect: string }[] {
  return (liveImpact[currentName(type)] ?? []).flatMap(({ attribute, effect, when }) =>
    when && !when(values)
      ? []
      : valuesAt(values as Json, attribute.split(".")).map((id) => ({ attribute, id, effect })),
  );
}

/** The ids by which an adopted object may be meant: an ARN also means what is named at its end. */
export const idsMeant = (value: string): readonly string[] =>
  value.startsWith("arn:") ? [value, value.split(/[:/]/).at(-1) ?? value] : [value];

/** Whether an argument can name an object of a type; any, where the argument's name does not tell. */
export const mayName = (attribute: string, type: string): boolean =>
  referencedTypes[lastOf(attribute)]?.includes(type) ?? true;
