import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { addCosts, costOf } from "../../../src/deliver/cost.js";
import type { Json } from "../../../src/domain/json.js";
import { priceOf } from "../../../src/domain/prices.js";
import type { PlanJson } from "../../../src/terraform/plan.js";

const planOf = (...changes: readonly { type: string; before?: Json; after?: Json }[]): PlanJson => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: changes.map(({ type, before = null, after = null }) => ({
    address: `${type}.this`,
    mode: "managed",
    type,
    name: "this",
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions: [before ? (after ? "update" : "delete") : "create"], before, after },
  })),
});

describe("what a plan does to the bill", () => {
  it("adds what is made, takes off what goes, and compares what changes", () => {
    const cost = costOf(
      planOf(
        { type: "aws_nat_gateway", after: {} },
        { type: "aws_elb", before: {} },
        { type: "aws_instance", before: { instance_type: "t3.large" }, after: { instance_type: "t3.medium" } },
      ),
      "eu-west-1",
    );
    // 730 hours at $0.048 − $0.028 − ($0.0912 − $0.0456)
    expect(cost).toEqual({ monthlyUsd: -18.69, unknown: {}, hasUsage: true });
  });

  it("never counts what it does not know as nothing", () => {
    const plan = planOf(
      { type: "aws_instance", after: { instance_type: "x2iedn.32xlarge" } },
      { type: "aws_msk_cluster", after: {} },
      { type: "aws_iam_role", after: {} },
    );
    expect(costOf(plan, "eu-west-1")).toEqual({
      monthlyUsd: 0,
      unknown: { aws_instance: 1, aws_msk_cluster: 1 },
      hasUsage: false,
    });
  });

  it("knows no price of another region, but what is free is free everywhere", () => {
    const plan = planOf({ type: "aws_nat_gateway", after: {} }, { type: "aws_iam_role", after: {} });
    expect(costOf(plan, "us-east-1")).toEqual({ monthlyUsd: 0, unknown: { aws_nat_gateway: 1 }, hasUsage: false });
  });

  it("doubles a database with a standby", () => {
    const values = { instance_class: "db.t4g.medium", allocated_storage: 100, storage_type: "gp3" };
    const price = (multi_az: boolean) => priceOf("aws_db_instance", { ...values, multi_az });
    expect(price(false)).toEqual({ monthlyUsd: 0.0725 * 730 + 12.7, hasUsage: true });
    expect(price(true)).toEqual({ monthlyUsd: 2 * (0.0725 * 730 + 12.7), hasUsage: true });
  });

  it("leaves no-ops out, and adds roots up", () => {
    const plan = planOf({ type: "aws_nat_gateway", before: {}, after: {} });
    const still = {
      ...plan,
      resource_changes: plan.resource_changes?.map((each) => ({
        ...each,
        change: { ...each.change, actions: ["no-op" as const] },
      })),
    } as PlanJson;
    expect(costOf(still, "eu-west-1").monthlyUsd).toBe(0);
    expect(
      addCosts([
        { monthlyUsd: 0.1, unknown: { a: 1 }, hasUsage: false },
        { monthlyUsd: 0.2, unknown: { a: 2, b: 1 }, hasUsage: true },
      ]),
    ).toEqual({ monthlyUsd: 0.3, unknown: { a: 3, b: 1 }, hasUsage: true });
  });

  it("knows every type that the modules make, or names those it does not", () => {
    const modules = fileURLToPath(new URL("../../../modules", import.meta.url));
    const types = readdirSync(modules).flatMap((name) =>
      Object.keys(
        (JSON.parse(readFileSync(`${modules}/${name}/main.tf.json`, "utf8")) as { resource?: object }).resource ?? {},
      ),
    );
    const unknown = [...new Set(types)].filter((type) => priceOf(type, {}) === "unknown").sort();
    // Of these the values decide, or AWS's list has more than a plan tells.
    expect(unknown).toEqual([
      "aws_autoscaling_group",
      "aws_bcmdataexports_export",
      "aws_budgets_budget_action",
      "aws_config_config_rule",
      "aws_db_instance",
      "aws_elasticache_replication_group",
      "aws_grafana_workspace",
      "aws_rds_cluster",
      "aws_rds_cluster_instance",
      "aws_synthetics_canary",
      "aws_vpc_endpoint",
    ]);
  });
});
