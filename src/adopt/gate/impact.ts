import { attachmentsOf, idsMeant, mayName, type PlannedValues } from "../../domain/live-impact.js";
import type { PlanJson } from "../../terraform/plan.js";
import type { Finding, GateContext } from "./finding.js";

/** New or changed objects that take hold of adopted ones without anybody's agreement: zero change is not zero impact. */
export function impactFindings(plan: PlanJson, { adoptedIds, liveImpact }: GateContext): readonly Finding[] {
  const adopted = new Map([...adoptedIds, ...importedIds(plan)]);
  return (plan.resource_changes ?? []).flatMap(({ mode, type, address, change }): Finding[] => {
    const isMade = change.actions.includes("create") || change.actions.includes("update");
    if (mode !== "managed" || !isMade || change.importing) return [];
    if (change.after === null || typeof change.after !== "object") return [];
    const attachments = attachmentsOf(type, change.after as PlannedValues).flatMap((each) => {
      const id = idsMeant(each.id).find((one) => adopted.has(one) && mayName(each.attribute, typeOf(adopted.get(one))));
      return id === undefined ? [] : [{ ...each, id }];
    });
    const once = [...new Map(attachments.map((each) => [`${each.id} ${each.effect}`, each])).values()];
    return once.flatMap(({ attribute, id, effect }): Finding[] => {
      const target = adopted.get(id) ?? id;
      const isAgreed = liveImpact.some(
        (entry) => entry.address === address && (entry.attaches_to === id || entry.attaches_to === target),
      );
      if (isAgreed) return [];
      return [
        {
          rule: "live-impact",
          address,
          what: `it would attach to the adopted ${target === id ? id : `${target} (${id})`} by ${attribute}: ${effect}`,
          remedy: `Attach it to new objects alone, or name it in live-impact.yaml (address, attaches_to: ${id}, reason, owner).`,
        },
      ];
    });
  });
}

/** `aws_vpc` of `module.network.aws_vpc.this["a"]`. */
const typeOf = (address = ""): string => /(?:^|\.)(aws_\w+)\.[^.[]+(?:\[.*\])?$/.exec(address)?.[1] ?? address;

/** What the plan itself brings in is adopted as well. */
function importedIds(plan: PlanJson): readonly (readonly [string, string])[] {
  return (plan.resource_changes ?? []).flatMap(({ address, change }) => {
    if (!change.importing) return [];
    const after = change.after as { readonly id?: unknown } | null | undefined;
    const ids = [change.importing.id, after?.id].filter((id): id is string => typeof id === "string" && id !== "");
    return ids.map((id) => [id, address] as const);
  });
}
