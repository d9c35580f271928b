import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-observability-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
const observed = (change: Partial<EnvironmentConfig["observability"]> = {}) => {
  const environment = { ...staging, observability: { ...staging.observability, ...change } };
  const config = loadOrganization({ ...organization, environments: [environment], connected: [] });
  const tree = linkedTrees({ organization: config, adoptions: {}, outdir }).staging ?? [];
  return tree.filter(({ layer }) => layer === "observability");
};
const alarmsOf = (tree: ReturnType<typeof observed>) =>
  new Map(
    tree
      .filter(({ type }) => type === "aws_cloudwatch_metric_alarm")
      .map(({ values }) => [String(values.alarm_name).replace("example-staging-", ""), values]),
  );

describe("what is observed of an environment", () => {
  const tree = observed();
  const alarms = alarmsOf(tree);

  it("is each NAT gateway, certificate, database, service and group of instances, and the load balancer", () => {
    const subjects = new Set([...alarms.keys()].map((name) => name.split("_").slice(0, 2).join("_")));
    expect([...subjects].sort()).toEqual([
      "certificate_web",
      "database_shop",
      "instances_monolith",
      "load_balancer",
      "nat_a",
      "nat_b",
      "nat_c",
      "service_catalogue",
      "service_monolith",
      "service_shop",
    ]);
  });

  it("is asked for by what the other layers made", () => {
    expect(alarms.get("nat_b_ports")?.dimensions).toEqual({
      NatGatewayId: '${network/module.network.aws_nat_gateway.this["b"].id}',
    });
    expect(alarms.get("service_shop_errors")?.dimensions).toEqual({
      LoadBalancer: "${edge/module.edge.aws_lb.this.arn_suffix}",
      TargetGroup: '${edge/module.edge.aws_lb_target_group.this["shop"].arn_suffix}',
    });
    expect(alarms.get("instances_monolith_disk")?.dimensions).toEqual({
      AutoScalingGroupName: "${compute/module.compute.aws_autoscaling_group.this.name}",
    });
    // The name that the database layer gives it, which is known before it is made.
    expect(alarms.get("database_shop_cpu")?.dimensions).toEqual({ DBInstanceIdentifier: "example-staging-shop" });
  });

  it("tells the environment's topic", () => {
    expect(alarms.get("nat_b_ports")?.alarm_actions).toEqual([
      "${foundation/module.foundation.aws_sns_topic.alarms.arn}",
    ]);
  });

  it("is logged by service, as long as its class of data says", () => {
    const groups = tree.filter(({ type }) => type === "aws_cloudwatch_log_group");
    expect(groups.map(({ values }) => [values.name, values.retention_in_days])).toEqual([
      ["/example/staging/catalogue", staging.observability.logRetentionDays.public],
      ["/example/staging/monolith", staging.observability.logRetentionDays.confidential],
      ["/example/staging/shop", staging.observability.logRetentionDays.confidential],
    ]);
  });

  it("is functions and queues by name, of work or of what was given up", () => {
    const given = alarmsOf(
      observed({
        functions: { resize: "resize-images" },
        queues: {
          orders: { name: "orders", holds: "work", oldestSeconds: 600 },
          lost: { name: "orders-dead", holds: "given-up", oldestSeconds: 600 },
        },
      }),
    );
    expect([...given.keys()].filter((name) => !alarms.has(name)).sort()).toEqual([
      "dead_letters_lost_any",
      "function_resize_errors",
      "function_resize_throttles",
      "queue_orders_age",
    ]);
  });
});

describe("a canary", () => {
  const given = { codeBucket: "code", codeKey: "a.zip", runtime: "syn-nodejs-puppeteer-10.0", handler: "a.handler" };
  const tree = observed({ canaries: { shop: { ...given, everyMinutes: 5 } }, hasGrafana: true });
  const of = (type: string) => tree.filter((each) => each.type === type).map(({ values }) => values);

  it("is run as often as it should, and watched under its own name", () => {
    const [canary] = of("aws_synthetics_canary");
    expect(canary).toMatchObject({ name: "example-staging-shop", schedule: { expression: "rate(5 minutes)" } });
    expect(alarmsOf(tree).get("canary_shop_fails")).toMatchObject({
      namespace: "CloudWatchSynthetics",
      metric_name: "SuccessPercent",
      dimensions: { CanaryName: canary?.name },
      period: 900,
      treat_missing_data: "breaching",
    });
  });

  it("has a bucket of the account's own name, and roles that are bounded", () => {
    expect(of("aws_s3_bucket")).toMatchObject([{ bucket: "example-staging-canaries-777777777777" }]);
    for (const { permissions_boundary } of of("aws_iam_role")) {
      expect(permissions_boundary).toBe("${foundation/module.foundation.aws_iam_policy.boundary.arn}");
    }
    expect(of("aws_iam_role")).toHaveLength(2);
  });

  it("that tries seldom is judged over three hours", () => {
    const seldom = observed({ canaries: { shop: { ...given, everyMinutes: 60 } } });
    expect(alarmsOf(seldom).get("canary_shop_fails")).toMatchObject({ period: 10_800 });
  });

  it("has a runtime of CloudWatch Synthetics", () => {
    expect(() => observed({ canaries: { shop: { ...given, runtime: "nodejs22.x", everyMinutes: 5 } } })).toThrow(
      "observability.canaries.shop.runtime: is no runtime of CloudWatch Synthetics",
    );
  });
});
