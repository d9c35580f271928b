import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget/index.js";
import { BudgetsBudgetAction } from "@cdktf/provider-aws/lib/budgets-budget-action/index.js";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Place, SeenInputs } from "../../core/seen.js";
import { declareServiceRole } from "../../parts/service-role.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/** Declares budgets, of the account and of parts of it, with what is told at which share. The first two cost nothing, each further $0.62 a month. */
export function declareBudgets(scope: Construct, seen: Seen): readonly Resources<BudgetsBudget>[] {
  const { name, budgets, thresholds } = seen;
  const budget = (
    place: Place & { readonly key: string },
    id: string,
    { limit_usd, time_unit }: { readonly limit_usd: number; readonly time_unit: string },
    filter: { readonly costFilter?: { readonly name: string; readonly values: string[] }[] },
  ) => {
    const made = new BudgetsBudget(scope, place.id(`aws_budgets_budget.${id}`), {
      ...place.loop,
      name: `${name}-${place.key}`,
      budgetType: "COST",
      limitAmount: Token.asString(limit_usd),
      limitUnit: "USD",
      timeUnit: time_unit,
      ...filter,
      tags: tagged(seen.tags, { Name: `${name}-${place.key}` }),
    });
    thresholds.blocks(made, "notification", ({ value }) => ({
      comparison_operator: "GREATER_THAN",
      threshold: value.percent,
      threshold_type: "PERCENTAGE",
      notification_type: value.type,
      subscriber_sns_topic_arns: [seen.topic_arn],
      subscriber_email_addresses: seen.email_addresses,
    }));
    return made;
  };
  return [
    budgets.whereAbsent("filter_name").each((round) => budget(round, "this", round.value, {})),
    budgets.whereSet("filter_name").each((round) =>
      budget(round, "filtered", round.value, {
        costFilter: [{ name: round.value.filter_name, values: listOf(round.value.filter_values) }],
      }),
    ),
  ];
}

/** Declares what is done once too much is spent, and the role by which AWS Budgets does it. An action costs $0.10 a day after the first two. */
export function declareActions(scope: Construct, seen: Seen, budgets: readonly Resources<BudgetsBudget>[]): void {
  const { name, partition, account_id, actions } = seen;
  const role = `arn:${partition}:iam::${account_id}:role/${name}-budget-actions`;
  const made = actions.any("actions").each((round) => {
    const { policy } = declareServiceRole(
      scope,
      {
        name: "actions",
        roleName: `${name}-budget-actions`,
        description: `Does what a spent budget of ${name} asks for`,
        service: "budgets.amazonaws.com",
        sourceAccount: account_id,
        permissionsBoundary: seen.permissions_boundary_arn,
        policyName: "actions",
        statements: [
          {
            Sid: "AttachesPoliciesToRoles",
            Effect: "Allow",
            Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
            Resource: `arn:${partition}:iam::${account_id}:role/*`,
          },
        ],
        tags: seen.tags,
      },
      round,
    );
    return policy;
  });
  actions.each(
    ({ id, loop, key, value }) =>
      new BudgetsBudgetAction(scope, id("aws_budgets_budget_action.this"), {
        ...loop,
        budgetName: `${name}-${value.budget}`,
        actionType: "APPLY_IAM_POLICY",
        approvalModel: value.approval,
        notificationType: "ACTUAL",
        executionRoleArn: role,
        actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: value.percent },
        definition: { iamActionDefinition: { policyArn: value.policy_arn, roles: listOf(value.role_names) } },
        subscriber: [{ subscriptionType: "SNS", address: seen.topic_arn }],
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
        dependsOn: [...budgets.flatMap(({ all }) => all), ...made.all],
      }),
  );
}
