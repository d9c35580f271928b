import { compareText } from "../domain/inventory.js";
import type { JsonObject } from "../domain/json.js";
import type { AnyCollector } from "./collector.js";
import { collectors } from "./collectors/all.js";

/** Every IAM action that the collectors need, in the collectors' own words. */
export const requiredActions = (
  among: readonly AnyCollector<never>[] = collectors as readonly AnyCollector<never>[],
): readonly string[] => {
  const actions = among.flatMap(({ list, details = {}, children = [] }) => [
    list.action,
    ...Object.values(details).map(({ action }) => action),
    ...requiredActions(children as readonly AnyCollector<never>[]),
  ]);
  return [...new Set(actions)].sort(compareText);
};

/** The least IAM policy that an inventory needs. `sts:GetCallerIdentity` needs no permission. */
export const inventoryPolicy = (): JsonObject => ({
  Version: "2012-10-17",
  // None of these actions can be narrowed to single resources without missing what is to be found.
  Statement: [{ Sid: "UpliftInventory", Effect: "Allow", Action: [...requiredActions()], Resource: "*" }],
});
