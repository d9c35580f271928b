import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { ModuleStack } from "../../src/core/module.js";
import { observability } from "../../src/modules/observability/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(observability);
const made = declared(observability);
const topic = "arn:aws:sns:eu-west-1:123456789012:example-dev-alarms";

const runs = { account_id: "123456789012", bucket_name: "example-dev-canaries" };
const canary = { code_bucket: "example-code", code_key: "shop.zip", runtime_version: "syn-nodejs-puppeteer-10.0" };

describe("the interface of modules/observability", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "logs_key_arn",
      "log_groups",
      "metric_filters",
      "alarms",
      "alarm_groups",
      "critical_topic_arns",
      "warning_topic_arns",
      "dashboards",
      "agent",
      "prometheus",
      "prometheus_rules",
      "partition",
      "permissions_boundary_arn",
      "canary_runs",
      "canaries",
      "grafana",
      "tags",
    ]);
    expect(outputs).toEqual([
      "log_group_names",
      "log_group_arns",
      "alarm_names",
      "group_alarm_names",
      "agent_parameter_names",
      "canary_names",
      "grafana_endpoints",
      "prometheus_endpoints",
    ]);
  });

  const alarm = (change: object) => ({ alarms: { a: { ...observability.example.alarms?.shop_errors, ...change } } });
  it.each([
    [{ name: "a".repeat(33) }, ["name: ", "at most 32 characters"]],
    [{ logs_key_arn: "alias/logs" }, ["logs_key_arn: ", "the ARN of a key"]],
    [{ log_groups: { a: { name: "/a", retention_days: 31 } } }, ["log_groups.retention_days: ", "one of 1, 3, 5"]],
    [
      { log_groups: { a: { name: "/a", class: "COLD" } } },
      ["log_groups.class: ", "one of STANDARD, INFREQUENT_ACCESS"],
    ],
    [alarm({ severity: "info" }), ["alarms.severity: ", "one of critical, warning"]],
    [alarm({ statistic: "Median" }), ["alarms.statistic: ", "one of Average, Maximum, Minimum, SampleCount, Sum"]],
    [alarm({ percentile: "99" }), ["alarms.percentile: ", "a percentile, e.g. p99"]],
    [alarm({ comparison: "above" }), ["alarms.comparison: ", "one of GreaterThanThreshold"]],
    [alarm({ period_seconds: 45 }), ["alarms.period_seconds: ", "one of 10, 30, 60"]],
    [alarm({ periods: 0 }), ["alarms.periods: ", "a number from 1 to 100"]],
    [alarm({ missing_data: "good" }), ["alarms.missing_data: ", "one of breaching, notBreaching, ignore, missing"]],
    [
      {
        alarm_groups: { a: { description: "Many", warnings: Array.from({ length: 101 }, (_, index) => `a${index}`) } },
      },
      ["alarm_groups.warnings: ", "at most 100"],
    ],
    [{ canary_runs: { ...runs, account_id: "dev" } }, ["canary_runs.account_id: ", "12 digits"]],
    [
      { canary_runs: { ...runs, bucket_name: "Canaries" } },
      ["canary_runs.bucket_name: ", "3 to 63 lower-case letters"],
    ],
    [{ canary_runs: { ...runs, retention_days: 0 } }, ["canary_runs.retention_days: ", "a number from 1 to 3650"]],
    [
      { canaries: { shop: { ...canary, runtime_version: "nodejs22.x" } } },
      ["canaries.runtime_version: ", "a runtime of"],
    ],
    [
      { canaries: { shop: { ...canary, schedule: "often" } } },
      ["canaries.schedule: ", "a schedule: rate(…) or cron(…)"],
    ],
    [
      { canaries: { shop: { ...canary, timeout_seconds: 1 } } },
      ["canaries.timeout_seconds: ", "a number from 3 to 840"],
    ],
    [{ grafana: { account_id: "dev" } }, ["grafana.account_id: ", "12 digits"]],
    [{ prometheus: { key_arn: "alias/data" } }, ["prometheus.key_arn: ", "the ARN of a key"]],
  ])("refuses %j", (given, words) => {
    for (const word of words) {
      expect(() => checkArguments("a call", observability, { ...observability.example, ...given })).toThrow(word);
    }
  });
});

describe("a log group", () => {
  it("is encrypted and kept for a time", () => {
    expect(made.aws_cloudwatch_log_group?.['this["shop"]']).toMatchObject({
      name: "/example/dev/shop",
      retention_in_days: 30,
      kms_key_id: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    });
  });

  it("is counted in, under the environment's namespace", () => {
    expect(made.aws_cloudwatch_log_metric_filter?.['this["shop_errors"]']).toMatchObject({
      log_group_name: '${aws_cloudwatch_log_group.this["shop"].name}',
      pattern: '{ $.level = "error" }',
      metric_transformation: { name: "shop_errors", namespace: "example-dev", value: "1", default_value: "0" },
    });
  });
});

describe("the alarms", () => {
  it("tell by themselves where they are critical, that they began and that they ended", () => {
    expect(made.aws_cloudwatch_metric_alarm?.['critical["shop_latency"]']).toMatchObject({
      alarm_name: "example-dev-shop_latency",
      extended_statistic: "p99",
      dimensions: { LoadBalancer: "app/example-dev/0123456789abcdef" },
      threshold: 1,
      period: 60,
      evaluation_periods: 5,
      treat_missing_data: "notBreaching",
      alarm_actions: [topic],
      ok_actions: [topic],
    });
  });

  it("tell by their group where they are warnings, once for all of it", () => {
    const warned = declared(observability, { warning_topic_arns: [topic] });
    expect(warned.aws_cloudwatch_metric_alarm?.['warning["shop_errors"]']).toMatchObject({ statistic: "Sum" });
    expect(warned.aws_cloudwatch_metric_alarm?.['warning["shop_errors"]']).not.toHaveProperty("alarm_actions");
    expect(warned.aws_cloudwatch_composite_alarm?.['this["shop"]']).toMatchObject({
      alarm_name: "example-dev-shop-warnings",
      alarm_rule: 'ALARM("${aws_cloudwatch_metric_alarm.warning["shop_errors"].alarm_name}")',
      alarm_actions: [topic],
      ok_actions: [topic],
    });
  });

  it("are one rule over all warnings of a group, here and in the emitted module", () => {
    const one = observability.example.alarms?.shop_errors;
    const both = { alarms: { a: one, b: one }, alarm_groups: { two: { description: "Two", warnings: ["b", "a"] } } };
    expect(declared(observability, both).aws_cloudwatch_composite_alarm?.['this["two"]']?.alarm_rule).toBe(
      'ALARM("${aws_cloudwatch_metric_alarm.warning["b"].alarm_name}") OR ALARM("${aws_cloudwatch_metric_alarm.warning["a"].alarm_name}")',
    );
    const { resource } = new ModuleStack(observability).toTerraform() as {
      resource: Record<string, Record<string, { alarm_rule: string }>>;
    };
    expect(resource.aws_cloudwatch_composite_alarm?.this?.alarm_rule).toBe(
      '${join(" OR ", [for key in each.value.warnings : "ALARM(\\"${aws_cloudwatch_metric_alarm.warning[key].alarm_name}\\")"])}',
    );
  });
});

describe("what looks on", () => {
  it("has the agent's configuration where the agent's policy lets it read", () => {
    expect(made).not.toHaveProperty("aws_ssm_parameter");
    const agent = { configuration: '{"metrics":{}}' };
    expect(declared(observability, { agent }).aws_ssm_parameter?.['agent["agent"]']).toMatchObject({
      name: "AmazonCloudWatch-example-dev",
      type: "String",
      value: '{"metrics":{}}',
    });
  });

  it("has dashboards by name", () => {
    const dashboards = { environment: { body: '{"widgets":[]}' } };
    expect(declared(observability, { dashboards }).aws_cloudwatch_dashboard?.['this["environment"]']).toMatchObject({
      dashboard_name: "example-dev-environment",
      dashboard_body: '{"widgets":[]}',
    });
  });

  it("has a Prometheus workspace with its rules where asked", () => {
    const given = { prometheus: {}, prometheus_rules: { nodes: { yaml: "groups: []" } } };
    const { aws_prometheus_workspace: workspace, aws_prometheus_rule_group_namespace: rules } = declared(
      observability,
      given,
    );
    expect(workspace?.['this["prometheus"]']).toMatchObject({ alias: "example-dev" });
    expect(rules?.['this["nodes"]']).toMatchObject({
      name: "nodes",
      workspace_id: '${aws_prometheus_workspace.this["prometheus"].id}',
      data: "groups: []",
    });
  });
});

describe("canaries", () => {
  const boundary = "arn:aws:iam::123456789012:policy/example-dev-boundary";
  const asked = declared(observability, {
    canary_runs: runs,
    canaries: { shop: canary },
    permissions_boundary_arn: boundary,
  });

  it("are there only where they are asked for", () => {
    for (const type of ["aws_synthetics_canary", "aws_iam_role", "aws_s3_bucket"]) expect(made[type]).toBeUndefined();
  });

  it("run every five minutes by their own zip file, and keep what they saw encrypted for a month", () => {
    expect(asked.aws_synthetics_canary?.['this["shop"]']).toMatchObject({
      name: "example-dev-shop",
      s3_bucket: "example-code",
      s3_key: "shop.zip",
      handler: "index.handler",
      runtime_version: "syn-nodejs-puppeteer-10.0",
      schedule: { expression: "rate(5 minutes)" },
      start_canary: true,
      artifact_config: {
        s3_encryption: { encryption_mode: "SSE_KMS", kms_key_arn: observability.example.logs_key_arn },
      },
    });
    const rules = asked.aws_s3_bucket_lifecycle_configuration?.['canaries["canary_runs"]']?.rule;
    expect(rules).toEqual(expect.arrayContaining([expect.objectContaining({ expiration: [{ days: 30 }] })]));
  });

  it("may write into their bucket and their logs, and measure under their namespace, by a bounded role", () => {
    expect(asked.aws_iam_role?.['canaries["canary_runs"]']).toMatchObject({ permissions_boundary: boundary });
    const statements = statementsOf(asked.aws_iam_role_policy?.['canaries["canary_runs"]']?.policy);
    expect(statements[0]).toEqual({
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::example-dev-canaries/*",
    });
    expect(statements.at(-1)).toMatchObject({
      Action: "cloudwatch:PutMetricData",
      Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
    });
  });
});

describe("Grafana", () => {
  const asked = declared(observability, { grafana: { account_id: "123456789012" } });

  it("lets people in by IAM Identity Center, and reads by its own role", () => {
    expect(made.aws_grafana_workspace).toBeUndefined();
    expect(asked.aws_grafana_workspace?.['this["grafana"]']).toMatchObject({
      authentication_providers: ["AWS_SSO"],
      permission_type: "CUSTOMER_MANAGED",
      role_arn: '${aws_iam_role.grafana["grafana"].arn}',
      data_sources: ["CLOUDWATCH", "PROMETHEUS"],
      grafana_version: "10.4",
    });
  });

  it("changes nothing", () => {
    const actions = statementsOf(asked.aws_iam_role_policy?.['grafana["grafana"]']?.policy).flatMap(
      ({ Action }) => Action,
    );
    expect(actions.length).toBeGreaterThan(15);
    for (const action of actions) expect(action).toMatch(/:(Describe|Get|List|Query|Start|Stop)/);
    expect(statementsOf(asked.aws_iam_role?.['grafana["grafana"]']?.assume_role_policy)).toMatchObject([
      {
        Principal: { Service: "grafana.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });
});
