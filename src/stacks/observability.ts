import { agentConfiguration } from "../domain/agent-configuration.js";
import type { Alarm } from "../domain/alarms.js";
import { dashboardOf } from "../domain/dashboard.js";
import { environmentName } from "../domain/names.js";
import { prometheusRules } from "../domain/prometheus-rules.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs } from "../modules/observability/contract.js";
import { observability as observabilityModule } from "../modules/observability/index.js";
import { defineLayer } from "./layer.js";
import { type Area, areasOf } from "./observed.js";

/** What tells how the environment does. */
export const observability = defineLayer({
  name: "observability",
  description: "Log groups, alarms, dashboards",
  outputs,
  after: ({ environment }) => [
    "bootstrap",
    "foundation",
    "network",
    ...(Object.keys(environment.dns.certificates).length > 0 ? ["dns"] : []),
    ...(environment.edge ? ["edge"] : []),
    ...(environment.compute ? ["compute"] : []),
  ],
  isIn: () => true,
  declare: (root, { environment }) => {
    const { organization, accountId, region, partition, services, compute, tags } = environment;
    const { logRetentionDays, hasPrometheus, hasGrafana, canaries } = environment.observability;
    const foundation = root.read(
      "foundation",
      foundationOutputs,
      "logs_key_arn",
      "alarm_topic_arn",
      "data_key_arn",
      "permissions_boundary_arn",
    );
    const name = environmentName(organization, environment.name);
    const areas = Object.entries(areasOf(root, environment)).filter(([, { alarms }]) => Object.keys(alarms).length > 0);
    const alarmArn = (key: string) => `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}-${key}`;
    return root.call("observability", observabilityModule, {
      name,
      logs_key_arn: foundation.logs_key_arn,
      log_groups: Object.fromEntries(
        Object.entries(services).map(([service, { dataClass }]) => [
          service,
          { name: `/${organization}/${environment.name}/${service}`, retention_days: logRetentionDays[dataClass] },
        ]),
      ),
      alarms: Object.fromEntries(
        areas.flatMap(([, { alarms }]) => Object.entries(alarms).map(([key, alarm]) => [key, inputOf(alarm)])),
      ),
      alarm_groups: Object.fromEntries(areas.flatMap(([key, area]) => groupOf(key, area))),
      critical_topic_arns: [foundation.alarm_topic_arn],
      warning_topic_arns: [foundation.alarm_topic_arn],
      dashboards: Object.fromEntries(
        areas.map(([key, { alarms }]) => [key, { body: dashboardOf(alarms, region, alarmArn) }]),
      ),
      permissions_boundary_arn: foundation.permissions_boundary_arn,
      ...(Object.keys(canaries).length > 0 && {
        canary_runs: {
          account_id: accountId,
          bucket_name: `${organization}-${environment.name}-canaries-${accountId}`,
        },
      }),
      canaries: Object.fromEntries(
        Object.entries(canaries).map(([key, { codeBucket, codeKey, runtime, handler, everyMinutes }]) => [
          key,
          {
            code_bucket: codeBucket,
            code_key: codeKey,
            runtime_version: runtime,
            handler,
            schedule: `rate(${everyMinutes} minute${everyMinutes === 1 ? "" : "s"})`,
          },
        ]),
      ),
      ...(hasGrafana && { grafana: { account_id: accountId } }),
      partition,
      ...(compute && { agent: { configuration: agentConfiguration() } }),
      ...(hasPrometheus && {
        prometheus: { key_arn: foundation.data_key_arn },
        prometheus_rules: Object.fromEntries(Object.entries(prometheusRules()).map(([key, yaml]) => [key, { yaml }])),
      }),
      tags: { ...tags },
    });
  },
});

/** The group of an area's warnings, if it has any. */
function groupOf(key: string, { description, alarms }: Area) {
  const warnings = Object.keys(alarms).filter((alarm) => alarms[alarm]?.severity === "warning");
  return warnings.length > 0 ? [[key, { description, warnings: warnings.sort() }] as const] : [];
}

const inputOf = (alarm: Alarm) => ({
  description: alarm.description,
  severity: alarm.severity,
  namespace: alarm.namespace,
  metric_name: alarm.metric,
  ...(alarm.statistic.startsWith("p") ? { percentile: alarm.statistic } : { statistic: alarm.statistic }),
  dimensions: alarm.dimensions,
  comparison: alarm.comparison === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
  threshold: alarm.threshold,
  period_seconds: alarm.periodSeconds,
  periods: alarm.periods,
  missing_data: alarm.silenceIsBad ? "breaching" : "notBreaching",
});
