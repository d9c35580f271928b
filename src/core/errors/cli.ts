import { closest, distance } from "fastest-levenshtein";
import { UserFault } from "./fault.js";

/** `Did you mean "x"?` where something known is near, else the list of what is known. */
export function suggestion(got: string, known: readonly string[]): string {
  const nearest = known.length > 0 ? closest(got, [...known]) : undefined;
  const isNear = nearest !== undefined && distance(got, nearest) <= Math.max(2, Math.floor(got.length / 3));
  return isNear ? `Did you mean "${nearest}"?` : `Known: ${known.join(", ")}.`;
}

export const unknownCommand = (got: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such command", field: "uplift", got, remedy: suggestion(got, known) });

export const unknownEnvironment = (got: string, known: readonly string[]) =>
  new UserFault({ what: "there is no such environment", field: "environment", got, remedy: suggestion(got, known) });

export const badNumber = (flag: string, got: string, low: number, high: number) =>
  new UserFault({ what: "is no such number", field: flag, got, remedy: `Give a whole number from ${low} to ${high}.` });

export const noTemporaryFolder = (folder: string, code: string) =>
  new UserFault({
    what: `no temporary folder can be made there (${code})`,
    file: folder,
    remedy: "Set TMPDIR to a folder that can be written; in a container: --tmpfs /tmp, or an emptyDir at /tmp.",
  });
