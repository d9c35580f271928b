import { defaulted, nullable, output, type Rule, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches, oneOf } from "../../core/validations.js";
import { accountId, arnOf, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

export const inputs = {
  name: name("account's costs", 50),
  account_id: accountId,
  partition,
  permissions_boundary_arn: permissionsBoundaryArn,
  topic_arn: required(
    t.string,
    "Topic that is told; it must let AWS Budgets and Cost Anomaly Detection publish.",
    arnOf("sns", "a topic"),
  ),
  email_addresses: defaulted(t.list(t.string), [], "Who is told of budgets besides.", atMost(10)),
  budgets: defaulted(
    t.map(
      t.object({
        limit_usd: t.number,
        time_unit: t.optional(t.string, "MONTHLY"),
        filter_name: t.optional(t.string),
        filter_values: t.optional(t.list(t.string), []),
      }),
    ),
    {},
    "Budgets by lasting name: of the account, or of what a filter lets through, e.g. Service, or TagKeyValue with user:KEY$VALUE.",
    attribute("limit_usd", between(1, 1000000000)),
    attribute("time_unit", oneOf("DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY")),
    attribute("filter_name", oneOf("Service", "TagKeyValue", "LinkedAccount", "Region", "UsageType")),
  ),
  thresholds: defaulted(
    t.map(t.object({ percent: t.number, type: t.optional(t.string, "ACTUAL") })),
    {
      half: { percent: 50 },
      most: { percent: 80 },
      all: { percent: 100 },
      forecast: { percent: 100, type: "FORECASTED" },
    },
    "Shares of each budget at which somebody is told, spent or forecast, by lasting name; at most five.",
    attribute("percent", between(1, 1000)),
    attribute("type", oneOf("ACTUAL", "FORECASTED")),
  ),
  actions: defaulted(
    t.map(
      t.object({
        budget: t.string,
        percent: t.number,
        policy_arn: t.string,
        role_names: t.list(t.string),
        approval: t.optional(t.string, "MANUAL"),
      }),
    ),
    {},
    "Policies that are attached to roles once a share of a budget is spent, by lasting name; MANUAL asks first.",
    attribute("percent", between(1, 1000)),
    attribute("policy_arn", arnOf("iam", "a policy")),
    attribute("approval", oneOf("MANUAL", "AUTOMATIC")),
  ),
  anomalies: nullable(
    t.object({ minimum_usd: t.number }),
    "Looks for spending that is not as usual, by service, and tells of what costs so much at least. AWS allows one such monitor an account.",
    attribute("minimum_usd", between(1, 1000000)),
  ),
  cost_allocation_tags: defaulted(
    t.map(t.object({ status: t.optional(t.string, "Active") })),
    {},
    "Tags that costs can be told apart by, by key; only the management account may say so, and only of keys that AWS has seen.",
    attribute("status", oneOf("Active", "Inactive")),
  ),
  compute_optimizer: nullable(
    t.object({ include_member_accounts: t.optional(t.bool, false) }),
    "Lets Compute Optimizer look at how much of each instance is used.",
  ),
  cost_optimization_hub: nullable(
    t.object({ include_member_accounts: t.optional(t.bool, false) }),
    "Gathers AWS's advice on costs in one place.",
  ),
  data_export: nullable(
    t.object({
      bucket_name: t.string,
      bucket_region: t.string,
      kept_days: t.optional(t.number, 400),
    }),
    "Writes each hour's costs of each resource, as CUR 2.0, into this bucket, which is made here.",
    attribute("bucket_name", matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket")),
    attribute("kept_days", between(31, 3650)),
  ),
  tags,
};

type Budgets = Readonly<Record<string, object>>;

const actionsHaveBudgets: Rule = {
  inputs: ["actions", "budgets"],
  condition: "alltrue([for action in var.actions : contains(keys(var.budgets), action.budget)])",
  allowed: "every action names a budget",
  holds: ({ actions, budgets }) =>
    Object.values((actions ?? {}) as Readonly<Record<string, { readonly budget: string }>>).every(
      ({ budget }) => budget in ((budgets ?? {}) as Budgets),
    ),
};

/** AWS Budgets user guide, "Quotas". */
const fewThresholds: Rule = {
  inputs: ["thresholds"],
  condition: "length(var.thresholds) <= 5",
  allowed: "a budget tells at 5 thresholds at most",
  holds: ({ thresholds }) => Object.keys((thresholds ?? {}) as Budgets).length <= 5,
};

export const rules = [actionsHaveBudgets, fewThresholds];

export const outputs = {
  budget_names: output(t.map(t.string), "Names of the budgets by lasting name."),
  anomaly_monitor_arn: output(
    t.string,
    "ARN of the anomaly monitor, empty without one.",
    "arn:aws:ce::000000000000:anomalymonitor/00000000-0000-0000-0000-000000000000",
  ),
};
