import { compareText } from "../domain/inventory.js";
import type { JsonObject } from "../domain/json.js";
import type { AnyCollector } from "./collector.js";
import { collectors } from "./collectors/all.js";

/** A call that the collectors make: the API's name of it and the IAM action that allows it. */
export interface RequiredCall {
  readonly action: string;
  readonly operation: string;
}

/** Every call that the collectors make. */
export const requiredCalls = (
  among: readonly AnyCollector<never>[] = collectors as readonly AnyCollector<never>[],
): readonly RequiredCall[] =>
  among.flatMap(({ list, details = {}, children = [] }) => [
    list,
    ...Object.values(details),
    ...requiredCalls(children as readonly AnyCollector<never>[]),
  ]);

/** Every IAM action that the collectors need, in the collectors' own words. */
export const requiredActions = (): readonly string[] =>
  [...new Set(requiredCalls().map(({ action }) => action))].sort(compareText);

/** The least IAM policy that an inventory needs. `sts:GetCallerIdentity` needs no permission. */
export const inventoryPolicy = (): JsonObject => ({
  Version: "2012-10-17",
  // None of these actions can be narrowed to single resources without missing what is to be found.
  Statement: [{ Sid: "UpliftInventory", Effect: "Allow", Action: [...requiredActions()], Resource: "*" }],
});
