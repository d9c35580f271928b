import { readFile } from "node:fs/promises";

/** One API call, as `simulator/request_log.py` writes it. */
export interface LoggedCall {
  readonly service: string | null;
  readonly action: string;
  readonly mutating: boolean;
  readonly account?: string;
  readonly region?: string | null;
  readonly bucket?: string;
  readonly key?: string;
  readonly table?: string;
}

/** The calls of a request log from a line on, the first being 0. */
export async function callsSince(file: string, line: number): Promise<readonly LoggedCall[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter(Boolean);
  return lines.slice(line).map((each) => JSON.parse(each) as LoggedCall);
}

/** Calls that changed something other than the state and its lock. */
export const changesBeyondState = (
  calls: readonly LoggedCall[],
  state: { readonly bucket: string; readonly lockTable: string },
): readonly LoggedCall[] =>
  calls.filter(({ mutating, bucket, table }) => mutating && bucket !== state.bucket && table !== state.lockTable);
