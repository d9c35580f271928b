import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { cost } from "../../src/modules/cost/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(cost);
const made = declared(cost);
const action = {
  budget: "account",
  percent: 110,
  policy_arn: "arn:aws:iam::123456789012:policy/nothing-new",
  role_names: ["deployers"],
};

describe("the interface of modules/cost", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "partition",
      "permissions_boundary_arn",
      "topic_arn",
      "email_addresses",
      "budgets",
      "thresholds",
      "actions",
      "anomalies",
      "cost_allocation_tags",
      "compute_optimizer",
      "cost_optimization_hub",
      "data_export",
      "tags",
    ]);
    expect(outputs).toEqual(["budget_names", "anomaly_monitor_arn"]);
  });

  it.each([
    [{ budgets: { account: { limit_usd: 0 } } }, "a number from 1 to"],
    [{ budgets: { account: { limit_usd: 5, time_unit: "WEEKLY" } } }, "one of DAILY"],
    [{ budgets: { account: { limit_usd: 5, filter_name: "Colour" } } }, "one of Service"],
    [{ thresholds: { all: { percent: 0 } } }, "a number from 1 to 1000"],
    [
      { thresholds: Object.fromEntries([1, 2, 3, 4, 5, 6].map((percent) => [`t${percent}`, { percent }])) },
      "5 thresholds at most",
    ],
    [{ actions: { stop: { ...action, budget: "nowhere" } } }, "every action names a budget"],
    [{ actions: { stop: { ...action, approval: "NEVER" } } }, "one of MANUAL, AUTOMATIC"],
    [{ anomalies: { minimum_usd: 0 } }, "a number from 1 to"],
    [{ cost_allocation_tags: { owner: { status: "On" } } }, "one of Active, Inactive"],
    [{ data_export: { bucket_name: "Costs", bucket_region: "eu-west-1" } }, "the name of a bucket"],
  ])("refuses %j", (given, allowed) => {
    expect(() => checkArguments("prod/cost: module cost", cost, { ...cost.example, ...given })).toThrow(allowed);
  });
});

describe("a budget", () => {
  it("is of the account, or of what a filter lets through", () => {
    expect(made.aws_budgets_budget).toMatchObject({
      'this["account"]': { name: "example-dev-account", budget_type: "COST", limit_unit: "USD", time_unit: "MONTHLY" },
      'filtered["databases"]': {
        cost_filter: [{ name: "Service", values: ["Amazon Relational Database Service"] }],
      },
      'filtered["shop"]': { cost_filter: [{ name: "TagKeyValue", values: ["user:owner$shop"] }] },
    });
    expect(Number(made.aws_budgets_budget?.['this["account"]']?.limit_amount)).toBe(1000);
  });

  it("tells topic and addresses at a half, most and all of it, and when all of it is forecast", () => {
    const budget = declared(cost, { email_addresses: ["a@example.com"] }).aws_budgets_budget?.['this["account"]'];
    const notification = budget?.notification as readonly Record<string, unknown>[];
    expect(notification.map(({ threshold, notification_type }) => [threshold, notification_type])).toEqual([
      [100, "ACTUAL"],
      [100, "FORECASTED"],
      [50, "ACTUAL"],
      [80, "ACTUAL"],
    ]);
    for (const each of notification) {
      expect(each).toMatchObject({
        comparison_operator: "GREATER_THAN",
        threshold_type: "PERCENTAGE",
        subscriber_sns_topic_arns: [cost.example.topic_arn],
        subscriber_email_addresses: ["a@example.com"],
      });
    }
  });

  it("asks before it does anything, by a role that does nothing else", () => {
    expect(made).not.toHaveProperty("aws_budgets_budget_action");
    expect(made).not.toHaveProperty("aws_iam_role");
    const acting = declared(cost, { actions: { stop: action } });
    expect(acting.aws_budgets_budget_action?.['this["stop"]']).toMatchObject({
      budget_name: "example-dev-account",
      approval_model: "MANUAL",
      action_type: "APPLY_IAM_POLICY",
      execution_role_arn: "arn:aws:iam::123456789012:role/example-dev-budget-actions",
      definition: { iam_action_definition: { policy_arn: action.policy_arn, roles: ["deployers"] } },
    });
    expect(statementsOf(acting.aws_iam_role_policy?.['actions["actions"]']?.policy)).toEqual([
      {
        Sid: "AttachesPoliciesToRoles",
        Effect: "Allow",
        Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
        Resource: "arn:aws:iam::123456789012:role/*",
      },
    ]);
  });
});

describe("insight", () => {
  it("finds unusual spending by service and tells at once", () => {
    expect(made.aws_ce_anomaly_monitor?.['this["anomalies"]']).toMatchObject({
      monitor_type: "DIMENSIONAL",
      monitor_dimension: "SERVICE",
    });
    expect(made.aws_ce_anomaly_subscription?.['this["anomalies"]']).toMatchObject({
      frequency: "IMMEDIATE",
      subscriber: [{ type: "SNS", address: cost.example.topic_arn }],
      threshold_expression: {
        dimension: { key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", match_options: ["GREATER_THAN_OR_EQUAL"] },
      },
    });
  });

  it("asks AWS for advice, tells costs apart and exports them, where asked", () => {
    const all = declared(cost, {
      compute_optimizer: {},
      cost_optimization_hub: {},
      cost_allocation_tags: { owner: {} },
      data_export: { bucket_name: "example-dev-costs", bucket_region: "eu-west-1" },
    });
    expect(all.aws_computeoptimizer_enrollment_status?.['this["compute_optimizer"]']).toMatchObject({
      status: "Active",
      include_member_accounts: false,
    });
    expect(all).toHaveProperty("aws_costoptimizationhub_enrollment_status");
    expect(all.aws_ce_cost_allocation_tag?.['this["owner"]']).toMatchObject({ tag_key: "owner", status: "Active" });
    const [, write] = statementsOf(all.aws_s3_bucket_policy?.['export["data_export"]']?.policy);
    expect(write).toMatchObject({
      Principal: { Service: ["bcm-data-exports.amazonaws.com", "billingreports.amazonaws.com"] },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
    expect(JSON.stringify(all.aws_bcmdataexports_export)).toContain("line_item_resource_id");
  });

  it("never buys anything", () => {
    expect(interfaceOf(cost).addresses.filter((address) => /reserved|savings/.test(address))).toEqual([]);
  });
});
