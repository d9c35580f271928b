import { defineModule } from "../../core/module.js";
import { declareActions, declareBudgets } from "./budgets.js";
import { inputs, outputs, rules } from "./contract.js";
import { example } from "./example.js";
import { declareAdvisers, declareAnomalies, declareDataExport } from "./insight.js";

/**
 * What watches an account's costs: budgets that tell before they are spent, unusual spending found, costs told apart by tag, and
 * AWS's own advice. Nothing is ever bought here: a commitment is a person's decision.
 *
 * Costs (AWS price list, 2026): two budgets nothing, each further $0.62 a month; anomalies and advice nothing.
 */
export const cost = defineModule({
  name: "cost",
  description:
    "What watches an account's costs: budgets with notifications and actions, unusual spending, cost allocation tags, AWS's advice.",
  inputs,
  outputs,
  rules,
  example,
  build(scope, seen) {
    const budgets = declareBudgets(scope, seen);
    declareActions(scope, seen, budgets);
    const monitors = declareAnomalies(scope, seen);
    declareAdvisers(scope, seen);
    declareDataExport(scope, seen);
    return {
      budget_names: seen.budgets.map(({ key }) => `${seen.name}-${key}`),
      anomaly_monitor_arn: seen.anomalies.either(
        () => monitors.get("anomalies").arn,
        () => "",
      ),
    };
  },
});
