import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js";
import { PrometheusRuleGroupNamespace } from "@cdktf/provider-aws/lib/prometheus-rule-group-namespace/index.js";
import { PrometheusWorkspace } from "@cdktf/provider-aws/lib/prometheus-workspace/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import { agentParameter } from "../../domain/agent-start.js";
import type { Seen } from "./logs.js";

/** Declares the dashboards. */
export function declareDashboards(scope: Construct, { name, dashboards }: Seen): void {
  dashboards.each(
    ({ id, loop, key, value }) =>
      new CloudwatchDashboard(scope, id("aws_cloudwatch_dashboard.this"), {
        ...loop,
        dashboardName: `${name}-${key}`,
        dashboardBody: value.body,
      }),
  );
}

/** Declares the parameter that holds the CloudWatch agent's configuration. */
export function declareAgent(scope: Construct, seen: Seen): Resources<SsmParameter> {
  const { name, agent } = seen;
  // CloudWatchAgentServerPolicy lets instances read parameters of this prefix alone.
  const parameter = agentParameter(name);
  return agent.each(
    ({ id, loop, value }) =>
      new SsmParameter(scope, id("aws_ssm_parameter.agent"), {
        ...loop,
        name: parameter,
        description: `What the CloudWatch agent measures on instances of ${name}`,
        type: "String",
        value: value.configuration,
        tags: tagged(seen.tags, { Name: parameter }),
      }),
  );
}

/** Declares the Prometheus workspace with its rules. $0.90 for 10 million samples, nothing while none comes. */
export function declarePrometheus(scope: Construct, seen: Seen): Resources<PrometheusWorkspace> {
  const { name, prometheus, prometheus_rules } = seen;
  const workspaces = prometheus.each(
    ({ id, loop, value }) =>
      new PrometheusWorkspace(scope, id("aws_prometheus_workspace.this"), {
        ...loop,
        alias: name,
        kmsKeyArn: value.key_arn,
        tags: tagged(seen.tags, { Name: name }),
      }),
  );
  prometheus_rules.each(
    ({ id, loop, key, value }) =>
      new PrometheusRuleGroupNamespace(scope, id("aws_prometheus_rule_group_namespace.this"), {
        ...loop,
        name: key,
        workspaceId: workspaces.get("prometheus").id,
        data: value.yaml,
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
  return workspaces;
}
