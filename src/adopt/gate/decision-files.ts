import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { z } from "zod";
import { decisionsNotFound } from "../../core/errors.js";
import { parseDecisions } from "../../files/decision-document.js";
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

export const parseLiveImpact = (content: string, file: string): readonly LiveImpactEntry[] =>
  parseDecisions(liveImpactSchema, content, file, "address, attaches_to, reason and owner").entries;

export const parseManifest = (content: string, file: string): DecommissionManifest =>
  parseDecisions(manifestSchema, content, file, "address, action (delete, update or replace), reason and owner");

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
