import { adoptionLayers } from "../../domain/adoption.js";
import type { PlanJson, ResourceChange } from "../../terraform/plan.js";
import type { Finding, GateContext } from "./finding.js";

/** Layers of what people use this minute and did not build here: no change of it is ordinary. */
const heldLayers: readonly string[] = [...adoptionLayers, "traffic"];

/**
 * Every change of what exists: none during an import, and none that no manifest names. A change in place of a layer that was
 * built here is what reviews are for; without a layer, nobody knows whose the object is.
 */
export function changeFindings(plan: PlanJson, { allowed, layer, adoptedIds }: GateContext): readonly Finding[] {
  const isOwn = ({ change }: ResourceChange) =>
    layer !== undefined && !heldLayers.includes(layer) && !adoptedIds.has(idOf(change.before));
  const isAllowed = (address: string, action: string) =>
    allowed.some((each) => each.address === address && each.action === action);
  return (plan.resource_changes ?? []).flatMap((change): Finding[] => {
    const action = change.mode === "managed" ? actionOf(change) : undefined;
    if (!action) return [];
    const { address } = change;
    if (change.change.importing) {
      return [
        {
          rule: "import-changes",
          address,
          what: `it would be imported and then ${past[action]}${differences(change)}`,
          remedy:
            "Make its configuration equal to what exists, or ignore the attribute with a reason; run uplift adopt again.",
        },
      ];
    }
    if (isAllowed(address, action) || (action === "update" && isOwn(change))) return [];
    return [
      {
        rule: action,
        address,
        what: `it would be ${past[action]}${differences(change)}`,
        remedy: `Take the change out of the configuration, or name the address${action === "delete" ? "" : ` with action: ${action}`} in a manifest under decommission/ with reason and owner.`,
      },
    ];
  });
}

const idOf = (values: unknown): string => String((values as { readonly id?: unknown } | null)?.id ?? "");

const past = { update: "changed in place", replace: "destroyed and made anew", delete: "destroyed" } as const;

function actionOf({ change: { actions } }: ResourceChange): keyof typeof past | undefined {
  if (actions.includes("delete")) return actions.includes("create") ? "replace" : "delete";
  return actions.includes("update") ? "update" : undefined;
}

/** The attributes that differ, by name alone: values may be secret. */
function differences({ change: { actions, before, after, after_unknown, replace_paths } }: ResourceChange): string {
  if (!actions.includes("update") && !actions.includes("create")) return "";
  const forcing = (replace_paths ?? []).map((path) => path.join("."));
  if (forcing.length > 0) return ` (because of ${forcing.join(", ")})`;
  const [old, next, unknown] = [before, after, after_unknown].map(
    (value) => (value && typeof value === "object" ? value : {}) as Readonly<Record<string, unknown>>,
  );
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {}), ...Object.keys(unknown ?? {})])];
  const changed = names.filter(
    (name) => unknown?.[name] === true || JSON.stringify(old?.[name]) !== JSON.stringify(next?.[name]),
  );
  return changed.length > 0 ? ` (${changed.sort().join(", ")})` : "";
}
