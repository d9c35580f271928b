import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { journalOfAnotherRun } from "../core/errors.js";
import { formatJson, type JsonObject, sortKeys } from "../domain/json.js";
import type { Haul } from "./collect.js";

/** What a run has read so far, so that a later one need not read it again. */
export interface Journal {
  /** What jobs found, by name. */
  readonly done: ReadonlyMap<string, Haul>;
  /** Keeps what a job found, on disk before it returns. */
  keep(job: string, haul: Haul): void;
  /** Takes the journal away, after the inventory itself is written. */
  remove(): Promise<void>;
}

const headSchema = z.object({ journal: z.literal(1), run: z.record(z.string(), z.json()) });
const lineSchema = z.object({
  job: z.string(),
  haul: z.object({ resources: z.array(z.any()), gaps: z.array(z.any()), findings: z.array(z.any()) }),
});

/**
 * Opens the journal of a run.
 * `run` says what is read; a journal of another run is refused. Lines are appended by one write each, so that a killed
 * run leaves at most one torn line at the end, which is cut off.
 */
export async function openJournal(file: string, run: JsonObject, isResumed: boolean): Promise<Journal> {
  const done = isResumed ? await readJournal(file, run) : new Map<string, Haul>();
  await mkdir(dirname(file), { recursive: true });
  if (done.size === 0)
    await writeFile(file, `${JSON.stringify({ journal: 1, run: sortKeys(run) })}\n`, { mode: 0o600 });
  // Appending only: what is written before stays as it is.
  const descriptor = openSync(file, "a", 0o600);
  return {
    done,
    keep: (job, haul) => {
      writeSync(descriptor, `${JSON.stringify({ job, haul })}\n`);
      fsyncSync(descriptor);
    },
    remove: async () => {
      closeSync(descriptor);
      await rm(file, { force: true });
    },
  };
}

async function readJournal(file: string, run: JsonObject): Promise<Map<string, Haul>> {
  const content = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const whole = content.slice(0, content.lastIndexOf("\n") + 1);
  const [first, ...lines] = whole.split("\n").filter(Boolean);
  if (first === undefined) return new Map();
  const head = headSchema.safeParse(parse(first));
  if (!head.success || formatJson(head.data.run) !== formatJson(run)) throw journalOfAnotherRun(file);
  const done = new Map<string, Haul>();
  for (const line of lines) {
    const entry = lineSchema.safeParse(parse(line));
    if (!entry.success) throw journalOfAnotherRun(file);
    done.set(entry.data.job, entry.data.haul);
  }
  if (whole.length < content.length) await cut(file, Buffer.byteLength(whole));
  return done;
}

async function cut(file: string, length: number): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.truncate(length);
  } finally {
    await handle.close();
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
