import { notAPlan, unknownPlanFormat } from "../core/errors.js";
import type { PlanJson } from "./plan.js";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads the text of `terraform show -json PLAN`.
 * `file` only names the source in faults. Refuses text that is not a plan (a state, a stream of events, a cut-off file)
 * and every major format version but 1.
 */
export function parsePlan(text: string, file: string): PlanJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notAPlan(file, (error as SyntaxError).message);
  }
  if (!isObject(value)) throw notAPlan(file, "the document is no object");
  if (typeof value.format_version !== "string") throw notAPlan(file, "it has no format_version");
  if (!/^1\.\d+$/.test(value.format_version)) throw unknownPlanFormat(file, value.format_version);
  if (!("planned_values" in value) && !("resource_changes" in value) && !("errored" in value)) {
    throw notAPlan(file, "it has no planned_values; is it a state?");
  }
  return value as unknown as PlanJson;
}
