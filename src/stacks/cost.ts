import type { Environment } from "../config/load.js";
import { outputs } from "../modules/cost/contract.js";
import { cost as costModule } from "../modules/cost/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { defineLayer } from "./layer.js";

/** What watches what the account costs. */
export const cost = defineLayer({
  name: "cost",
  description: "Budgets, unusual spending, AWS's advice",
  outputs,
  after: () => ["bootstrap", "foundation"],
  isIn: ({ environment }) => environment.cost !== null,
  declare: (root, { environment }) => {
    const { organization, name, accountId, region, partition, tags, cost } = environment;
    if (!cost) throw new Error("the cost layer is declared only where it is configured");
    const foundation = root.read("foundation", foundationOutputs, "alarm_topic_arn", "permissions_boundary_arn");
    return root.call("cost", costModule, {
      name: `${organization}-${name}`,
      account_id: accountId,
      partition,
      permissions_boundary_arn: foundation.permissions_boundary_arn,
      topic_arn: foundation.alarm_topic_arn,
      email_addresses: cost.emailAddresses,
      budgets: budgetsOf(cost),
      ...(cost.anomalyUsd !== null && { anomalies: { minimum_usd: cost.anomalyUsd } }),
      cost_allocation_tags: Object.fromEntries(cost.allocationTags.map((tag) => [tag, {}])),
      ...(cost.computeOptimizer && { compute_optimizer: {} }),
      ...(cost.costOptimizationHub && { cost_optimization_hub: {} }),
      ...(cost.exportsData && {
        data_export: { bucket_name: `${organization}-${name}-costs-${accountId}`, bucket_region: region },
      }),
      tags: { ...tags },
    });
  },
});

function budgetsOf({ monthlyUsd, byService, byTag }: NonNullable<Environment["cost"]>) {
  const services = Object.entries(byService).map(([key, { service, monthlyUsd: usd }]) => [
    `service-${key}`,
    { limit_usd: usd, filter_name: "Service", filter_values: [service] },
  ]);
  const tags = Object.entries(byTag).map(([key, { tag, value, monthlyUsd: usd }]) => [
    `tag-${key}`,
    { limit_usd: usd, filter_name: "TagKeyValue", filter_values: [`user:${tag}$${value}`] },
  ]);
  return { account: { limit_usd: monthlyUsd }, ...Object.fromEntries([...services, ...tags]) };
}
