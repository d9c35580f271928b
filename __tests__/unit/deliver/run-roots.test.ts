import { describe, expect, it } from "vitest";
import { TerraformFault } from "../../../src/core/errors.js";
import { applyRoots, planRoots } from "../../../src/deliver/run-roots.js";
import type { DeliveredRoot } from "../../../src/domain/root-graph.js";
import type { PlanJson } from "../../../src/terraform/plan.js";
import { type PlanOptions, Terraform } from "../../../src/terraform/terraform.js";
import { root } from "./plans.js";

const roots = [
  root("dev/network"),
  root("dev/database", ["dev/network"]),
  root("dev/edge", ["dev/network"]),
  root("dev/compute", ["dev/database", "dev/edge"]),
  root("dev/cost"),
];

const planWith = (changes: number, existing: number): PlanJson => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  complete: true,
  prior_state: {
    format_version: "1.0",
    values: {
      root_module: {
        resources: Array.from({ length: existing }, (_, index) => ({
          address: `aws_eip.old_${index}`,
          mode: "managed" as const,
          type: "aws_eip",
          name: "old",
          provider_name: "aws",
          values: {},
        })),
      },
    },
  },
  resource_changes: Array.from({ length: changes }, (_, index) => ({
    address: `aws_eip.new_${index}`,
    mode: "managed" as const,
    type: "aws_eip",
    name: "new",
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions: ["create" as const], before: null, after: {} },
  })),
});

interface Behaviour {
  readonly changes?: number;
  readonly existing?: number;
  readonly failsAt?: "plan" | "apply";
  readonly summary?: string;
}

/** Terraform's answers as each root is told to give them; what is under test is the order and what is left. */
class Answering extends Terraform {
  constructor(
    readonly root: DeliveredRoot,
    readonly behaviour: Behaviour,
    readonly calls: string[],
    readonly locks: unknown[] = [],
  ) {
    super({ folder: root.folder, env: {} });
  }
  #answer(command: "plan" | "apply") {
    this.calls.push(`${command} ${this.root.id}`);
    if (this.behaviour.failsAt !== command) return;
    const summary = this.behaviour.summary ?? "no more addresses";
    throw new TerraformFault(command, this.root.folder, [{ severity: "error", summary }]);
  }
  override async init() {}
  override async plan({ lockTimeoutSeconds }: PlanOptions) {
    this.locks.push(lockTimeoutSeconds);
    this.#answer("plan");
    return { hasChanges: (this.behaviour.changes ?? 1) > 0 };
  }
  override async showPlan() {
    return planWith(this.behaviour.changes ?? 1, this.behaviour.existing ?? 1);
  }
  override async showPlanForPeople() {
    return "";
  }
  override async apply() {
    this.#answer("apply");
  }
}

const around = {
  planFolder: "/nowhere",
  contextOf: async () => ({ adoptedIds: new Map(), allowed: [], liveImpact: [] }),
  regionOf: () => "eu-west-1",
  onStart: () => undefined,
  onProgress: () => undefined,
  onDone: () => undefined,
};

async function applied(
  behaviours: Readonly<Record<string, Behaviour>>,
  chosen = roots.map(({ id }) => id),
  given: { readonly roots?: readonly DeliveredRoot[]; readonly isAdministrator?: boolean } = {},
) {
  const calls: string[] = [];
  const outcomes = await applyRoots({
    ...around,
    roots,
    chosen: new Set(chosen),
    runnerOf: (each) => new Answering(each, behaviours[each.id] ?? {}, calls),
    lockTimeoutSeconds: 1,
    windowOf: () => null,
    now: new Date(0),
    isAdministrator: false,
    ...given,
  });
  return { calls, statuses: outcomes.map(({ root: { id }, status, reason }) => [id, status, reason ?? ""]) };
}

describe("an apply of several roots", () => {
  it("goes in order, and plans each right before its apply", async () => {
    const { calls, statuses } = await applied({});
    expect(calls).toEqual(roots.flatMap(({ id }) => [`plan ${id}`, `apply ${id}`]));
    expect(new Set(statuses.map(([, status]) => status))).toEqual(new Set(["applied"]));
  });

  it("stops what waits for a root that failed, says for which, and goes on with the rest", async () => {
    const { calls, statuses } = await applied({ "dev/database": { failsAt: "apply" } });
    expect(statuses.map(([id, status]) => [id, status])).toEqual([
      ["dev/network", "applied"],
      ["dev/database", "failed"],
      ["dev/edge", "applied"],
      ["dev/compute", "skipped"],
      ["dev/cost", "applied"],
    ]);
    expect(statuses[1]?.[2]).toContain("terraform apply failed: no more addresses");
    expect(statuses[3]?.[2]).toBe("waits for dev/database");
    expect(calls).not.toContain("plan dev/compute");
  });

  it("names the root at the beginning of the chain, not the one in between", async () => {
    const { statuses } = await applied({ "dev/network": { failsAt: "plan" } });
    expect(statuses.find(([id]) => id === "dev/compute")).toEqual(["dev/compute", "skipped", "waits for dev/network"]);
  });

  it("leaves alone what is as it should be", async () => {
    const { calls, statuses } = await applied({ "dev/cost": { changes: 0 } });
    expect(statuses.at(-1)?.[1]).toBe("unchanged");
    expect(calls).not.toContain("apply dev/cost");
  });

  it("holds a dependent whose plan follows from a change, and what waits for it", async () => {
    const { calls, statuses } = await applied({ "dev/database": { changes: 0 }, "dev/compute": { changes: 0 } }, [
      "dev/network",
    ]);
    expect(statuses.slice(0, 4).map(([id, status]) => [id, status])).toEqual([
      ["dev/network", "applied"],
      ["dev/database", "unchanged"],
      ["dev/edge", "held"],
      ["dev/compute", "skipped"],
    ]);
    expect(statuses[2]?.[2]).toBe(
      "what it reads has changed, and so its plan (1 to add): look at it by uplift ci plan --roots dev/edge",
    );
    expect(calls.filter((call) => call.startsWith("apply"))).toEqual(["apply dev/network"]);
  });

  it("does not make a dependent that was never there, nor fail over what that leaves unreadable", async () => {
    const { statuses } = await applied(
      {
        "dev/database": { existing: 0 },
        "dev/edge": { changes: 0 },
        "dev/compute": { failsAt: "plan", summary: "Unable to find remote state" },
        "dev/cost": { changes: 0 },
      },
      ["dev/network"],
    );
    expect(statuses).toEqual([
      ["dev/network", "applied", ""],
      ["dev/database", "waiting", "has never been applied, and this run is not about it"],
      ["dev/edge", "unchanged", ""],
      ["dev/compute", "waiting", "can be planned once dev/database has been applied"],
      ["dev/cost", "unchanged", ""],
    ]);
  });
});

describe("what bounds the pipelines", () => {
  const own = [root("dev/bootstrap"), root("dev/foundation"), root("dev/delivery"), root("dev/cost")];
  const ids = own.map(({ id }) => id);

  it("are held for an administrator", async () => {
    const { calls, statuses } = await applied({}, ids, { roots: own });
    expect(statuses.map(([id, status]) => [id, status])).toEqual([
      ["dev/bootstrap", "held"],
      ["dev/foundation", "held"],
      ["dev/delivery", "held"],
      ["dev/cost", "applied"],
    ]);
    expect(statuses[2]?.[2]).toBe(
      "an administrator applies it, since it holds what bounds the pipelines: uplift ci apply --roots dev/delivery --as-administrator",
    );
    expect(calls).not.toContain("apply dev/delivery");
  });

  it("are applied by one", async () => {
    const { statuses } = await applied({}, ids, { roots: own, isAdministrator: true });
    expect(new Set(statuses.map(([, status]) => status))).toEqual(new Set(["applied"]));
  });

  it("hold nothing up while they are as they should be", async () => {
    const { statuses } = await applied(
      { "dev/bootstrap": { changes: 0 }, "dev/foundation": { changes: 0 }, "dev/delivery": { changes: 0 } },
      ids,
      {
        roots: own,
      },
    );
    expect(statuses.map(([, status]) => status)).toEqual(["unchanged", "unchanged", "unchanged", "applied"]);
  });
});

it("plans of several roots take no lock: the role that plans may write none", async () => {
  const locks: unknown[] = [];
  const runnerOf = (each: DeliveredRoot) => new Answering(each, {}, [], locks);
  const outcomes = await planRoots({ ...around, roots, chosen: new Set(roots.map(({ id }) => id)), runnerOf }, 2);
  expect(outcomes.map(({ status }) => status)).toEqual(roots.map(() => "planned"));
  expect(locks).toEqual(roots.map(() => null));
});
