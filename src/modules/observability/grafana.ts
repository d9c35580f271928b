import { GrafanaWorkspace } from "@cdktf/provider-aws/lib/grafana-workspace/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import { declareServiceRole } from "../../parts/service-role.js";
import type { Seen } from "./logs.js";

/** What Grafana reads of each source (Amazon Managed Grafana user guide, "Permissions for AWS data sources"). */
const reads = {
  CloudWatch: [
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:DescribeAlarmsForMetric",
    "cloudwatch:GetInsightRuleReport",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    "ec2:DescribeInstances",
    "ec2:DescribeRegions",
    "ec2:DescribeTags",
    "tag:GetResources",
  ],
  Logs: [
    "logs:DescribeLogGroups",
    "logs:GetLogEvents",
    "logs:GetLogGroupFields",
    "logs:GetQueryResults",
    "logs:StartQuery",
    "logs:StopQuery",
  ],
  Prometheus: [
    "aps:DescribeWorkspace",
    "aps:GetLabels",
    "aps:GetMetricMetadata",
    "aps:GetSeries",
    "aps:ListWorkspaces",
    "aps:QueryMetrics",
  ],
};

/** Declares the Grafana workspace and the role by which it reads, and changes nothing. $9 a month for each editor, $5 for each viewer. */
export function declareGrafana(scope: Construct, seen: Seen): Resources<GrafanaWorkspace> {
  const { name, grafana } = seen;
  return grafana.each((round) => {
    const { role, policy } = declareServiceRole(
      scope,
      {
        name: "grafana",
        roleName: `${name}-grafana`,
        description: `What Grafana reads of ${name}`,
        service: "grafana.amazonaws.com",
        sourceAccount: round.value.account_id,
        permissionsBoundary: seen.permissions_boundary_arn,
        policyName: "read",
        statements: Object.entries(reads).map(([source, actions]) => ({
          Sid: source,
          Effect: "Allow" as const,
          Action: actions,
          Resource: "*",
        })),
        tags: seen.tags,
      },
      round,
    );
    return new GrafanaWorkspace(scope, round.id("aws_grafana_workspace.this"), {
      ...round.loop,
      name,
      description: `Metrics and logs of ${name}`,
      accountAccessType: "CURRENT_ACCOUNT",
      authenticationProviders: ["AWS_SSO"],
      permissionType: "CUSTOMER_MANAGED",
      roleArn: round.instance(role).arn,
      dataSources: ["CLOUDWATCH", "PROMETHEUS"],
      grafanaVersion: round.value.version,
      tags: tagged(seen.tags, { Name: name }),
      dependsOn: [policy],
    });
  });
}
