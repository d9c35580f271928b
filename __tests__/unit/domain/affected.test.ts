import { describe, expect, it } from "vitest";
import { type Affected, findAffected } from "../../../src/domain/affected.js";
import type { DeliveredRoot } from "../../../src/domain/root-graph.js";

const root = (
  id: string,
  modules: readonly string[],
  after: readonly string[],
  frontDoor: DeliveredRoot["frontDoor"] = "terraform",
): DeliveredRoot => {
  const [environment = "", layer = ""] = id.split("/");
  const folder = `${frontDoor === "terraform" ? "environments" : "terragrunt"}/${id}`;
  return { id, environment, layer, folder, frontDoor, owner: "platform", modules, after };
};

const roots = [
  root("dev/network", ["network"], []),
  root("dev/edge", ["edge"], ["dev/network"]),
  root("dev/cost", ["cost"], []),
  root("prod/network", ["network"], [], "terragrunt"),
  root("prod/edge", ["edge"], ["prod/network"], "terragrunt"),
];
const base: Readonly<Record<string, string>> = {
  "environments/dev/network/main.tf.json": "1",
  "environments/dev/edge/main.tf.json": "2",
  "environments/dev/cost/main.tf.json": "3",
  "terragrunt/root.hcl": "4",
  "terragrunt/prod/network/main.tf.json": "5",
  "terragrunt/prod/edge/main.tf.json": "6",
  "modules/network/main.tf.json": "7",
  "modules/edge/main.tf.json": "8",
  "modules/cost/main.tf.json": "9",
  "modules/state/main.tf.json": "10",
};

const affected = (
  now: Readonly<Record<string, string | undefined>>,
  decisions?: ReadonlyMap<string, ReadonlySet<string>>,
) => {
  const present = Object.entries({ ...base, ...now }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return findAffected(roots, new Map(Object.entries(base)), new Map(present), decisions);
};
const described = ({ roots: found }: Affected) =>
  found.map(({ root: { id }, changed, because }) => [
    id,
    changed.length > 0 ? changed.join() : `after ${because.join()}`,
  ]);

describe("what a change affects", () => {
  it("is nothing when everything is as it was", () => {
    expect(affected({})).toEqual({ roots: [], removed: [] });
  });

  it("is one environment's root and its dependents when that environment's values change", () => {
    expect(described(affected({ "environments/dev/network/main.tf.json": "x" }))).toEqual([
      ["dev/network", "environments/dev/network/main.tf.json"],
      ["dev/edge", "after dev/network"],
    ]);
  });

  it("is every root that calls a changed module, behind either door", () => {
    expect(described(affected({ "modules/edge/main.tf.json": "x" }))).toEqual([
      ["dev/edge", "modules/edge/main.tf.json"],
      ["prod/edge", "modules/edge/main.tf.json"],
    ]);
  });

  it("counts a file that is added to a module, or gone from it", () => {
    expect(described(affected({ "modules/cost/variables.tf.json": "x" }))).toEqual([
      ["dev/cost", "modules/cost/variables.tf.json"],
    ]);
    expect(described(affected({ "modules/cost/main.tf.json": undefined }))).toEqual([
      ["dev/cost", "modules/cost/main.tf.json"],
    ]);
  });

  it("counts a moved file by both of its places", () => {
    const moved = affected({
      "environments/dev/cost/main.tf.json": undefined,
      "environments/dev/cost/budgets.tf.json": "3",
    });
    expect(described(moved)).toEqual([
      ["dev/cost", "environments/dev/cost/budgets.tf.json,environments/dev/cost/main.tf.json"],
    ]);
  });

  it("does not count a module that nobody calls", () => {
    expect(affected({ "modules/state/main.tf.json": "x" }).roots).toEqual([]);
  });

  it("is everything behind Terragrunt when its common file changes, and nothing else", () => {
    expect(described(affected({ "terragrunt/root.hcl": "x" })).map(([id]) => id)).toEqual([
      "prod/network",
      "prod/edge",
    ]);
  });

  it("follows a root to its new door and does not call it removed", () => {
    const now = new Map(Object.entries(base));
    now.delete("environments/dev/cost/main.tf.json");
    now.set("terragrunt/dev/cost/main.tf.json", "3");
    const behind = roots.map((each) => (each.id === "dev/cost" ? root("dev/cost", ["cost"], [], "terragrunt") : each));
    const { roots: found, removed } = findAffected(behind, new Map(Object.entries(base)), now);
    expect(found.map((each) => each.root.id)).toEqual(["dev/cost"]);
    expect(removed).toEqual([]);
  });

  it("names a root that is gone, whose state is not", () => {
    const left = roots.filter(({ id }) => id !== "dev/cost");
    const now = new Map(Object.entries(base).filter(([path]) => !path.includes("dev/cost")));
    expect(findAffected(left, new Map(Object.entries(base)), now)).toEqual({ roots: [], removed: ["dev/cost"] });
  });

  it("counts a decision about a root", () => {
    const decisions = new Map([["decommission/elb.yaml", new Set(["dev/edge"])]]);
    expect(described(affected({}, decisions))).toEqual([["dev/edge", "decommission/elb.yaml"]]);
  });
});
