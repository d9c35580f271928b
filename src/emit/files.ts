/** A file to be emitted: its path below the project, with forward slashes, and its bytes. */
export interface EmittedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Trees that hold roots and what they call. */
export const rootTrees = ["modules", "environments", "terragrunt"] as const;

/** Trees that Uplift owns whole: whatever else lies in them is a stray. */
export const ownedTrees = [...rootTrees, "atlantis", ".github/workflows", ".circleci"] as const;

/** Files that Uplift owns beside what others wrote. */
export const ownedFiles = ["atlantis.yaml", ".github/CODEOWNERS"] as const;

/** Where the list of emitted files is kept, committed, so that a fresh clone knows what it may overwrite and prune. */
export const manifestPath = "generated.json";

/** The first key of every emitted JSON document. */
export const marker = (source: string): string => `Generated from ${source} by npm run synth. Do not edit.`;

const encoder = new TextEncoder();
export const textFile = (path: string, text: string): EmittedFile => ({ path, content: encoder.encode(text) });

type Document = Readonly<Record<string, unknown>>;

/** A Terraform JSON document: marker first, then its blocks with sorted keys; undefined where it would be empty. */
export function terraformFile(path: string, source: string, blocks: Document): EmittedFile | undefined {
  const kept = Object.entries(blocks).filter(([, block]) => !isEmpty(block));
  if (kept.length === 0) return undefined;
  const sorted = sortKeys(Object.fromEntries(kept)) as object;
  return textFile(path, `${JSON.stringify({ "//": marker(source), ...sorted }, null, 2)}\n`);
}

const isEmpty = (block: unknown): boolean =>
  block === undefined || (typeof block === "object" && block !== null && Object.keys(block).length === 0);

/** Sorts keys and drops the metadata that cdktf leaves in each block. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    if (key !== "//") sorted[key] = sortKeys((value as Document)[key]);
  }
  return sorted;
}
