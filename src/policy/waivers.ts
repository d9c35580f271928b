import { z } from "zod";
import { decisionsInvalid } from "../core/errors.js";
import { parseDecisions } from "../files/decision-document.js";

const text = z.string({ error: "must be a text" }).min(1, "must not be empty");

const waiver = z.strictObject({
  /** The rule's id. */
  rule: text,
  environments: z.array(text).min(1, "must name an environment"),
  /** `layer/address`; `*` stands for any text. */
  resource: text,
  reason: text,
  owner: text,
  /** The last day on which it holds. */
  expires: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day, YYYY-MM-DD"),
});

const schema = z.strictObject({
  schema_version: z.literal(1, { error: "must be 1" }),
  entries: z.array(waiver),
});

/** A person's decision that a resource may stand against a rule, with its reason and its end. */
export type Waiver = z.output<typeof waiver>;

/**
 * Reads what `policy-waivers.yaml` holds.
 * @throws decisionsInvalid with every field that is wrong, a rule that does not exist included.
 */
export function parseWaivers(content: string, file: string, ruleIds: readonly string[]): readonly Waiver[] {
  const shape = "rule, environments, resource, reason, owner and expires (quoted)";
  const { entries } = parseDecisions(schema, content, file, shape);
  const unknown = entries.flatMap(({ rule }, index) =>
    ruleIds.includes(rule)
      ? []
      : [
          {
            what: "there is no such rule",
            file,
            field: `entries.${index}.rule`,
            got: rule,
            remedy: "`uplift policy --rules` lists them.",
          },
        ],
  );
  if (unknown.length > 0) throw decisionsInvalid(unknown);
  return entries;
}

interface Waivable {
  readonly rule: string;
  readonly environment: string;
  readonly layer: string;
  readonly address: string;
}

/** Whether a waiver covers a finding on a day. */
export const waives = (
  { rule, environments, resource, expires }: Waiver,
  { layer, address, ...finding }: Waivable,
  today: string,
): boolean =>
  rule === finding.rule &&
  environments.includes(finding.environment) &&
  expires >= today &&
  wildcard(resource).test(`${layer}/${address}`);

/** `*` is any text; an address's dots, brackets and quotes are themselves. */
const wildcard = (pattern: string): RegExp => new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`, "s");

const escaped = (text: string) => text.replace(/[.[\]"()+?^$|\\{}]/g, "\\$&");
