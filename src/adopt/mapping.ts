import { isMap, parseDocument } from "yaml";
import { z } from "zod";
import { type FaultDetails, mappingFaults, mappingUnreadable, unknownMappingId } from "../core/errors.js";
import { type Inventory, resourceKey } from "../domain/inventory.js";
import type { Json } from "../domain/json.js";

/** Whether an object stays or will be replaced. */
export type Fate = "keep" | "doomed";

/** What people decided about one object. */
export interface Decision {
  readonly fate?: Fate | undefined;
  readonly name?: string | undefined;
  readonly ignore?: true | undefined;
  readonly reason?: string | undefined;
  /** Arguments that take the place of what Uplift would write; null takes one out. */
  readonly set?: Readonly<Record<string, Json>> | undefined;
  /** Attributes that Terraform must not compare. */
  readonly ignore_changes?: readonly string[] | undefined;
}

/** What people decided about an account. */
export interface Mapping {
  /** Patterns over addresses and ids; a decision about the object itself wins. */
  readonly keep: readonly string[];
  readonly doom: readonly string[];
  /** By `TYPE/ID`. */
  readonly resources: Readonly<Record<string, Decision>>;
}

export const emptyMapping: Mapping = { keep: [], doom: [], resources: {} };

const attribute = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\["[^"]+"\]|\[\d+\]|\.[a-z0-9_]+)*$/, "is no attribute of Terraform's");
const decision = z
  .strictObject({
    fate: z.enum(["keep", "doomed"], { error: "is neither keep nor doomed" }).optional(),
    name: z
      .string()
      .regex(
        /^[a-z_][a-z0-9_-]*$/,
        "is no Terraform name: use lower-case letters, digits and underscores, a letter first",
      )
      .optional(),
    ignore: z.literal(true, { error: "can only be true" }).optional(),
    reason: z.string().min(1).optional(),
    set: z.record(attribute, z.json()).optional(),
    ignore_changes: z.array(attribute).min(1).optional(),
  })
  .refine((each) => !each.ignore_changes || each.reason, {
    error: "has attributes that are not compared, without a reason",
    path: ["reason"],
  })
  .refine(({ ignore, reason }) => !ignore || reason, { error: "is ignored without a reason", path: ["reason"] })
  .refine(({ ignore, fate, name, set, ignore_changes }) => !(ignore && (fate || name || set || ignore_changes)), {
    error: "is ignored and yet has a fate, a name or attributes",
    path: ["ignore"],
  });

const patterns = z.array(z.string().min(1)).nullish();
const mappingSchema = z.strictObject({
  schema_version: z.literal(1, { error: "must be 1" }),
  keep: patterns,
  doom: patterns,
  resources: z.record(z.string(), decision).nullish(),
});

/** Reads mapping.yaml; `file` names it in faults. */
export function parseMapping(content: string, file: string): Mapping {
  const document = parseDocument(content, { uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw mappingUnreadable(file, error.message.split("\n")[0] ?? error.code);
  const value: unknown = document.toJS() ?? { schema_version: 1 };
  const parsed = mappingSchema.safeParse(value);
  if (!parsed.success) {
    throw mappingFaults(
      parsed.error.issues.map(({ path, message }) => ({
        what: message.charAt(0).toLowerCase() + message.slice(1),
        file,
        field: path.map(String).join(".") || "the document",
        got: path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], value),
        remedy:
          "Write for each object: fate (keep, doomed), name, set, ignore_changes with a reason, or ignore: true with a reason.",
      })),
    );
  }
  const { keep, doom, resources } = parsed.data;
  return { keep: keep ?? [], doom: doom ?? [], resources: resources ?? {} };
}

/** Refuses decisions about objects that do not exist. */
export function faultsOfMapping(mapping: Mapping, inventory: Inventory, file: string): readonly FaultDetails[] {
  const known = new Set(inventory.resources.map(resourceKey));
  return Object.keys(mapping.resources)
    .filter((key) => !known.has(key))
    .map((key) => unknownMappingId(file, key, nearby(key, [...known])));
}

/** Keys of the same type where there are any, so that the suggestion stays short. */
function nearby(key: string, known: readonly string[]): readonly string[] {
  const sameType = known.filter((each) => each.split("/")[0] === key.split("/")[0]);
  const sameId = known.filter((each) => each.split("/").slice(1).join("/") === key);
  const near = sameId.length > 0 ? sameId : sameType;
  return near.slice(0, 8);
}

const header = `# What people decide about this account's objects. Uplift reads it and adds patterns given on the command line;
# it keeps comments and order.
#   keep, doom: patterns over addresses and ids, e.g. "aws_eip.*"; keep puts into inherited, doom into legacy
#   resources:  TYPE/ID, e.g. aws_instance/i-0123: { fate: keep | doomed, name: ..., ignore: true, reason: ... }
#               or { set: { attribute: value }, ignore_changes: [attribute], reason: ... } for single attributes
`;

const emptyDocument = `${header}schema_version: 1\nkeep: []\ndoom: []\nresources: {}\n`;

/** The text of mapping.yaml with further patterns; everything that people wrote stays. */
export function addPatterns(content: string | undefined, more: Pick<Mapping, "keep" | "doom">): string {
  const document = parseDocument(content ?? emptyDocument);
  for (const [kind, patterns] of Object.entries(more)) {
    const known = (document.toJS() as Record<string, unknown>)[kind];
    for (const pattern of patterns) {
      if (Array.isArray(known) && known.includes(pattern)) continue;
      if (document.hasIn([kind, 0]) || Array.isArray(known)) document.addIn([kind], pattern);
      else document.set(kind, document.createNode([pattern]));
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** The text of mapping.yaml with what a repair decided about attributes; everything that people wrote stays. */
export function addDecisions(content: string | undefined, mapping: Mapping): string {
  const document = parseDocument(content ?? emptyDocument);
  for (const [key, { set, ignore_changes, reason }] of Object.entries(mapping.resources)) {
    for (const [field, value] of Object.entries({ set, ignore_changes, reason })) {
      const path = ["resources", key, field];
      const isSame = JSON.stringify(document.toJS()?.resources?.[key]?.[field]) === JSON.stringify(value);
      if (value === undefined || isSame) continue;
      if (!document.hasIn(["resources"]) || document.toJS().resources === null)
        document.set("resources", document.createNode({}));
      document.setIn(path, document.createNode(value));
    }
  }
  const resources = document.get("resources");
  if (isMap(resources)) resources.flow = false;
  return document.toString({ lineWidth: 0 });
}
