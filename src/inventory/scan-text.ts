import type { Draft } from "./collector.js";
import { findSecrets } from "./secrets.js";

type Findings = NonNullable<Draft["findings"]>;

/** A text that is kept only where nothing in it looks like a secret. */
export function scanText(attribute: string, text: string | undefined): { text?: string; findings: Findings } {
  if (text === undefined) return { findings: [] };
  const findings = findSecrets(text).map((rule) => ({ attribute, rule }));
  return findings.length === 0 ? { text, findings } : { findings };
}

/**
 * Variables with the values of those that hold no secret; the others keep their names alone.
 * A name counts as well: `DB_PASSWORD` with any value is a secret.
 */
export function scanVariables(
  attribute: string,
  variables: Readonly<Record<string, string>>,
): { kept: Record<string, string>; redacted: string[]; findings: Findings } {
  const scanned = Object.entries(variables).map(([name, value]) => ({
    name,
    value,
    found: [...new Set([...findSecrets(`${name}=${value}`), ...findSecrets(value)])],
  }));
  return {
    kept: Object.fromEntries(scanned.flatMap(({ name, value, found }) => (found.length === 0 ? [[name, value]] : []))),
    redacted: scanned.flatMap(({ name, found }) => (found.length > 0 ? [name] : [])),
    findings: scanned.flatMap(({ name, found }) => found.map((rule) => ({ attribute: `${attribute}.${name}`, rule }))),
  };
}
