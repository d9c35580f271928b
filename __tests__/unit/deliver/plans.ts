import type { RootOutcome, RootPlan } from "../../../src/deliver/outcome.js";
import type { DeliveredRoot } from "../../../src/domain/root-graph.js";

export const root = (id: string, after: readonly string[] = []): DeliveredRoot => {
  const [environment = "", layer = ""] = id.split("/");
  const folder = `environments/${id}`;
  return { id, environment, layer, folder, frontDoor: "terraform", owner: "platform", modules: [], after };
};

export const plan = (given: Partial<RootPlan> = {}): RootPlan => ({
  counts: { imported: 0, added: 0, changed: 0, destroyed: 0, forgotten: 0 },
  hasChanges: true,
  isFirst: false,
  changes: [],
  findings: [],
  cost: { monthlyUsd: 0, unknown: {}, hasUsage: false },
  text: "",
  ...given,
});

export const outcome = (id: string, given: Partial<RootOutcome> = {}): RootOutcome => ({
  root: root(id),
  status: "planned",
  seconds: 1,
  ...given,
});
