import { type ApplyEffect, effectOf } from "../domain/apply-effects.js";
import { type Json, type JsonObject, sortKeys } from "../domain/json.js";
import { findSecrets } from "../domain/secret-rules.js";
import type { PlanJson, ResourceChange } from "../terraform/plan.js";

/** One attribute in which a plan differs from what exists. */
export interface Difference {
  readonly address: string;
  readonly type: string;
  readonly attribute: string;
  /** As AWS has it. Nothing where it is sensitive. */
  readonly live: Json | undefined;
  /** As the configuration would have it. Nothing where it is sensitive or known only after the apply. */
  readonly configured: Json | undefined;
  readonly isSensitive: boolean;
  readonly isUnknown: boolean;
  readonly effect: ApplyEffect;
}

/** Follows from other attributes; shows no difference of its own. */
const derived: readonly string[] = ["tags_all"];

/** Everything that an apply of the plan would change about objects that exist, attribute by attribute. */
export const differencesOf = ({ resource_changes = [] }: PlanJson): readonly Difference[] =>
  resource_changes.flatMap((each) =>
    each.mode === "managed" && each.change.before !== null && /update|delete/.test(each.change.actions.join())
      ? differences(each)
      : [],
  );

function differences({ address, type, change }: ResourceChange): readonly Difference[] {
  const before = objectOf(change.before);
  const after = objectOf(change.after);
  const unknown = objectOf(change.after_unknown);
  const sensitive = { ...objectOf(change.before_sensitive), ...objectOf(change.after_sensitive) };
  const forcing = new Set((change.replace_paths ?? []).map(([attribute]) => attribute));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])].sort();
  return names.flatMap((attribute): Difference[] => {
    const isUnknown = holdsTrue(unknown[attribute]);
    const isSame = textOf(before[attribute]) === textOf(after[attribute]);
    // In a replacement every computed attribute is unknown; only what was asked for explains it.
    if ((isUnknown && !forcing.has(attribute)) || (isSame && !isUnknown) || derived.includes(attribute)) return [];
    const isSensitive = holdsTrue(sensitive[attribute]);
    const effect = effectOf(type, attribute, forcing.has(attribute));
    const [live, configured] = isSensitive ? [undefined, undefined] : [before[attribute], after[attribute]];
    return [
      {
        address,
        type,
        attribute,
        live,
        configured: isUnknown ? undefined : configured,
        isSensitive,
        isUnknown,
        effect,
      },
    ];
  });
}

const objectOf = (value: Json | undefined): JsonObject =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as JsonObject) : {};

const holdsTrue = (value: Json | undefined): boolean =>
  value === true || (value !== null && typeof value === "object" && Object.values(value).some(holdsTrue));

/** Nothing and null are one: the provider tells them apart nowhere. */
const textOf = (value: Json | undefined): string => JSON.stringify(sortKeys(value ?? null));

/** Holds secrets more often than not, whether or not the provider calls it sensitive. */
const oftenSecret = /password|secret|token|user_data|environment|private_key|auth/;

/** Whether the values may be shown and written down. */
export const isPublic = ({ attribute, live, configured, isSensitive }: Difference): boolean =>
  !isSensitive &&
  !oftenSecret.test(attribute) &&
  findSecrets(JSON.stringify([live ?? null, configured ?? null])).length === 0;

/** Whether the live value can be written as an argument without knowing the provider's schema. */
export function isSettable(difference: Difference): boolean {
  const { live, attribute } = difference;
  if (!isPublic(difference) || ["id", "arn", "tags_all"].includes(attribute)) return false;
  const isPlain = (value: Json | undefined) => value === null || value === undefined || typeof value !== "object";
  if (Array.isArray(live)) return live.every(isPlain);
  return isPlain(live) || Object.values(live as JsonObject).every(isPlain);
}
