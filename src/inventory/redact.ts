import type { Json, JsonObject } from "../domain/json.js";
import type { Draft } from "./collector.js";
import { findSecrets } from "./secrets.js";

/** A tag so named has a secret for its value, whatever that looks like; a path or an ARN only tells where one lies. */
const secretName =
  /(password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)$/i;
const isPlace = (value: string): boolean => /^(arn:|\/|https?:\/\/[^@]*$)/.test(value);

/** Base64, which the collector has scanned by what it encodes. */
const alreadyScanned: readonly string[] = ["UserData"];

/** Stands in the place of a secret. */
export const redacted = "(redacted)";

/**
 * The same draft without secrets in tags and attributes, and with a finding for each.
 * `RedactedTags` and `Redacted` name what is missing, so that no configuration is made from what is left.
 */
export function redact(draft: Draft): Draft {
  const tags = Object.entries(draft.tags ?? {}).map(([key, value]) => ({ key, value, rules: rulesOfTag(key, value) }));
  const found: { path: string; rule: string }[] = [];
  const attributes = clean(draft.attributes, "", found) as JsonObject;
  const secretTags = tags.filter(({ rules }) => rules.length > 0);
  if (secretTags.length === 0 && found.length === 0) return draft;
  return {
    ...draft,
    attributes: {
      ...attributes,
      ...(found.length > 0 && { Redacted: [...new Set(found.map(({ path }) => path))] }),
      ...(secretTags.length > 0 && { RedactedTags: secretTags.map(({ key }) => key) }),
    },
    tags: Object.fromEntries(tags.filter(({ rules }) => rules.length === 0).map(({ key, value }) => [key, value])),
    findings: [
      ...(draft.findings ?? []),
      ...secretTags.flatMap(({ key, rules }) => rules.map((rule) => ({ attribute: `tags.${key}`, rule }))),
      ...found.map(({ path, rule }) => ({ attribute: path, rule })),
    ],
  };
}

function rulesOfTag(key: string, value: string): readonly string[] {
  const found = findSecrets(value);
  return found.length === 0 && secretName.test(key) && value.length >= 6 && !isPlace(value)
    ? ["secret by name"]
    : found;
}

function clean(value: Json, path: string, found: { path: string; rule: string }[]): Json {
  if (typeof value === "string") {
    const rules = findSecrets(value);
    found.push(...rules.map((rule) => ({ path, rule })));
    return rules.length > 0 ? redacted : value;
  }
  if (Array.isArray(value)) return value.map((item, index) => clean(item, `${path}[${index}]`, found));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const inner = path ? `${path}.${key}` : key;
      return [key, alreadyScanned.includes(key) ? item : clean(item, inner, found)];
    }),
  );
}
