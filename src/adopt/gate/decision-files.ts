import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { decisionsInvalid, decisionsNotFound, decisionsUnreadable } from "../../core/errors.js";
import { readIfThere } from "../files.js";
import type { AllowedChange, LiveImpactEntry } from "./finding.js";

const text = z.string({ error: "must be a text" }).min(1, "must not be empty");
const signed = { reason: text, owner: text };

const liveImpactSchema = z.strictObject({
  schema_version: z.literal(1, { error: "must be 1" }),
  entries: z.array(z.strictObject({ address: text, attaches_to: text, ...signed })),
});

const manifestSchema = z.strictObject({
  schema_version: z.literal(1, { error: "must be 1" }),
  /** The root that the addresses belong to; any unless given. */
  environment: text.optional(),
  layer: text.optional(),
  entries: z.array(
    z.strictObject({ address: text, action: z.enum(["delete", "update", "replace"]).default("delete"), ...signed }),
  ),
});

export type DecommissionManifest = z.output<typeof manifestSchema>;

function parse<Schema extends z.ZodType>(
  schema: Schema,
  content: string,
  file: string,
  shape: string,
): z.output<Schema> {
  const document = parseDocument(content);
  const [error] = document.errors;
  if (error) throw decisionsUnreadable(file, error.message.split("\n")[0] ?? error.code);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw decisionsInvalid(
    parsed.error.issues.map(({ path, message }) => ({
      what: message.charAt(0).toLowerCase() + message.slice(1),
      file,
      field: path.map(String).join(".") || "the document",
      remedy: `Each entry has ${shape}; the document has schema_version: 1 and entries.`,
    })),
  );
}

export const parseLiveImpact = (content: string, file: string): readonly LiveImpactEntry[] =>
  parse(liveImpactSchema, content, file, "address, attaches_to, reason and owner").entries;

export const parseManifest = (content: string, file: string): DecommissionManifest =>
  parse(manifestSchema, content, file, "address, action (delete, update or replace), reason and owner");

/** Reads live-impact.yaml; a missing file is an empty one unless a person named it. */
export async function readLiveImpact(file: string, isNamed: boolean): Promise<readonly LiveImpactEntry[]> {
  const content = await readIfThere(file);
  if (content === undefined && isNamed) throw decisionsNotFound(file);
  return content === undefined ? [] : parseLiveImpact(content, file);
}

export async function readManifest(file: string): Promise<DecommissionManifest> {
  const content = await readIfThere(file);
  if (content === undefined) throw decisionsNotFound(file);
  return parseManifest(content, file);
}

/** The changes that the project's manifests under decommission/ allow in one root. */
export async function readManifests(
  project: string,
  environment?: string,
  layer?: string,
): Promise<readonly AllowedChange[]> {
  const folder = join(project, "decommission");
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  const manifests = await Promise.all(
    files.map(async (name) =>
      parseManifest((await readIfThere(join(folder, name))) ?? "", relative(project, join(folder, name))),
    ),
  );
  return manifests
    .filter((each) => (!each.environment || each.environment === environment) && (!each.layer || each.layer === layer))
    .flatMap(({ entries }) => entries);
}
