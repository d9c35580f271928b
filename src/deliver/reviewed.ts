import { z } from "zod";
import { reviewedUnreadable } from "../core/errors.js";
import type { RootPlan } from "./outcome.js";

const schema = z.object({
  roots: z.array(
    z.object({
      root: z.string(),
      changes: z.array(z.object({ address: z.string(), actions: z.array(z.string()) })).optional(),
    }),
  ),
});

/** What each reviewed plan would do: actions by address, by root. */
export type Reviewed = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads what `uplift ci plan --json` printed. @throws reviewedUnreadable */
export function parseReviewed(content: string, file: string): Reviewed {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    throw reviewedUnreadable(file, "it is no JSON");
  }
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw reviewedUnreadable(file, "it has no list of roots with their changes");
  return new Map(
    parsed.data.roots.map(({ root, changes }) => [
      root,
      new Map((changes ?? []).map(({ address, actions }) => [address, actions.join(", ")])),
    ]),
  );
}

/** In words, where a plan would do something else than what was reviewed; empty when it is the same. */
export function differencesFromReviewed(id: string, { changes }: RootPlan, reviewed: Reviewed): readonly string[] {
  const before = reviewed.get(id) ?? new Map<string, string>();
  const now = new Map(changes.map(({ address, actions }) => [address, actions.join(", ")]));
  const addresses = [...new Set([...before.keys(), ...now.keys()])].sort();
  return addresses.flatMap((address) => {
    const [then, present] = [before.get(address), now.get(address)];
    return then === present ? [] : [`${address} ${then ?? "nothing"} then, ${present ?? "nothing"} now`];
  });
}
