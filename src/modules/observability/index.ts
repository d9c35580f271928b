import { defineModule } from "../../core/module.js";
import { declareAlarms } from "./alarms.js";
import { declareCanaries } from "./canaries.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareGrafana } from "./grafana.js";
import { declareLogs } from "./logs.js";
import { declareAgent, declareDashboards, declarePrometheus } from "./views.js";

/**
 * What tells how an environment does: log groups, alarms by severity, dashboards, the CloudWatch agent's configuration, Prometheus.
 *
 * Costs in eu-west-1 (AWS price list, 2026): an alarm $0.10 a month, one over a group $0.50, a dashboard after the third $3; logs
 * $0.57 a GiB.
 */
export const observability = defineModule({
  name: "observability",
  description:
    "What tells how an environment does: log groups, alarms by severity, dashboards, the CloudWatch agent's configuration, Prometheus.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const groups = declareLogs(scope, seen);
    const { critical, groups: groupAlarms } = declareAlarms(scope, seen);
    declareDashboards(scope, seen);
    const agents = declareAgent(scope, seen);
    const workspaces = declarePrometheus(scope, seen);
    const canaries = declareCanaries(scope, seen);
    const grafana = declareGrafana(scope, seen);
    return {
      log_group_names: seen.log_groups.map((round) => groups.at(round).name),
      log_group_arns: seen.log_groups.map((round) => groups.at(round).arn),
      alarm_names: seen.alarms.where("severity", "critical").map((round) => critical.at(round).alarmName),
      group_alarm_names: seen.alarm_groups.map((round) => groupAlarms.at(round).alarmName),
      agent_parameter_names: seen.agent.map((round) => agents.at(round).name),
      canary_names: seen.canaries.map((round) => canaries.at(round).name),
      grafana_endpoints: seen.grafana.map((round) => grafana.at(round).endpoint),
      prometheus_endpoints: seen.prometheus.map((round) => workspaces.at(round).prometheusEndpoint),
    };
  },
});
