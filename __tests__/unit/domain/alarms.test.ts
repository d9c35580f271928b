import { describe, expect, it } from "vitest";
import {
  certificateAlarms,
  fleetAlarms,
  loadBalancerAlarms,
  natGatewayAlarms,
  targetGroupAlarms,
} from "../../../src/domain/alarms.js";
import {
  cacheNodeAlarms,
  databaseClusterAlarms,
  databaseInstanceAlarms,
  deadLetterAlarms,
  functionAlarms,
  queueAlarms,
} from "../../../src/domain/alarms-of-data.js";
import { dashboardOf } from "../../../src/domain/dashboard.js";

describe("alarms", () => {
  it("of a load balancer are about its own errors and refusals", () => {
    const alarms = loadBalancerAlarms("app/a/1", 10);
    expect(Object.keys(alarms)).toEqual(["load_balancer_errors", "load_balancer_rejected"]);
    expect(alarms.load_balancer_errors).toMatchObject({
      namespace: "AWS/ApplicationELB",
      metric: "HTTPCode_ELB_5XX_Count",
      statistic: "Sum",
      comparison: "above",
      threshold: 10,
      severity: "critical",
      dimensions: { LoadBalancer: "app/a/1" },
    });
  });

  it("of a service are about errors, the slowest, and targets that are not well", () => {
    const alarms = targetGroupAlarms("shop", "app/a/1", "targetgroup/b/2", { errorsPerMinute: 5, latencySeconds: 1.5 });
    expect(
      Object.entries(alarms).map(([key, { metric, statistic, severity }]) => [key, metric, statistic, severity]),
    ).toEqual([
      ["service_shop_errors", "HTTPCode_Target_5XX_Count", "Sum", "critical"],
      ["service_shop_latency", "TargetResponseTime", "p99", "warning"],
      ["service_shop_unwell", "UnHealthyHostCount", "Maximum", "warning"],
      ["service_shop_none_well", "HealthyHostCount", "Maximum", "critical"],
    ]);
    expect(alarms.service_shop_latency?.threshold).toBe(1.5);
    expect(alarms.service_shop_none_well).toMatchObject({ comparison: "below", threshold: 1, silenceIsBad: true });
  });

  it("of a cache's node are about its memory, its work, and how far it lags", () => {
    const alarms = cacheNodeAlarms("sessions", "example-dev-sessions", 2);
    expect(Object.entries(alarms).map(([key, { metric, threshold }]) => [key, metric, threshold])).toEqual([
      ["cache_sessions_node_2_memory", "DatabaseMemoryUsagePercentage", 85],
      ["cache_sessions_node_2_cpu", "EngineCPUUtilization", 80],
      ["cache_sessions_node_2_lag", "ReplicationLag", 10],
    ]);
    expect(alarms.cache_sessions_node_2_memory?.dimensions).toEqual({ CacheClusterId: "example-dev-sessions-002" });
  });

  it("of instances are about their number, load, memory and disks", () => {
    const alarms = fleetAlarms("shop", "example-dev-shop", 2);
    expect(
      Object.values(alarms).map(({ namespace, metric, comparison, threshold }) => [
        namespace,
        metric,
        comparison,
        threshold,
      ]),
    ).toEqual([
      ["AWS/AutoScaling", "GroupInServiceInstances", "below", 2],
      ["AWS/EC2", "CPUUtilization", "above", 85],
      ["CWAgent", "mem_used_percent", "above", 90],
      ["CWAgent", "disk_used_percent", "above", 85],
    ]);
    for (const { dimensions } of Object.values(alarms)) {
      expect(dimensions).toEqual({ AutoScalingGroupName: "example-dev-shop" });
    }
  });

  it("of a NAT gateway are about ports and dropped packets", () => {
    expect(Object.entries(natGatewayAlarms("a", "nat-1")).map(([key, { metric }]) => [key, metric])).toEqual([
      ["nat_a_ports", "ErrorPortAllocation"],
      ["nat_a_drops", "PacketsDropCount"],
    ]);
  });

  it("of a certificate look once a day", () => {
    expect(certificateAlarms("web", "arn:aws:acm:eu-west-1:1:certificate/a", 30).certificate_web_expiry).toMatchObject({
      metric: "DaysToExpiry",
      statistic: "Minimum",
      comparison: "below",
      threshold: 30,
      periodSeconds: 86_400,
      periods: 1,
    });
  });

  it("of a database instance are about load, connections, storage and memory, in bytes", () => {
    const alarms = databaseInstanceAlarms("shop", "example-dev-shop", { storageGib: 100, connections: 300 });
    expect(Object.keys(alarms)).toEqual([
      "database_shop_cpu",
      "database_shop_connections",
      "database_shop_storage",
      "database_shop_memory",
    ]);
    expect(alarms.database_shop_storage).toMatchObject({
      metric: "FreeStorageSpace",
      comparison: "below",
      threshold: 5_368_709_120,
      dimensions: { DBInstanceIdentifier: "example-dev-shop" },
    });
    expect(alarms.database_shop_connections?.threshold).toBe(300);
  });

  it("of a cluster are about its capacity in place of storage", () => {
    const alarms = databaseClusterAlarms("shop", "example-dev-shop", { connections: 300 });
    expect(Object.values(alarms).map(({ metric }) => metric)).toEqual([
      "CPUUtilization",
      "DatabaseConnections",
      "ACUUtilization",
    ]);
    expect(alarms.database_shop_cpu?.dimensions).toEqual({ DBClusterIdentifier: "example-dev-shop" });
  });

  it("of queues and functions are about late, lost and failed work", () => {
    expect(queueAlarms("orders", "orders.fifo", 600).queue_orders_age).toMatchObject({
      metric: "ApproximateAgeOfOldestMessage",
      threshold: 600,
      severity: "warning",
    });
    expect(deadLetterAlarms("orders", "orders-dead").dead_letters_orders_any).toMatchObject({
      metric: "ApproximateNumberOfMessagesVisible",
      threshold: 0,
      periods: 1,
      severity: "critical",
    });
    expect(Object.values(functionAlarms("resize", "resize")).map(({ metric }) => metric)).toEqual([
      "Errors",
      "Throttles",
    ]);
  });
});

describe("the dashboard", () => {
  const alarms = { ...natGatewayAlarms("a", "nat-1"), ...natGatewayAlarms("b", "nat-2") };
  const { widgets } = JSON.parse(dashboardOf(alarms, "eu-west-1", (key) => `arn:${key}`));

  it("begins with the state of every alarm", () => {
    expect(widgets[0]).toMatchObject({
      type: "alarm",
      properties: { alarms: ["arn:nat_a_drops", "arn:nat_a_ports", "arn:nat_b_drops", "arn:nat_b_ports"] },
    });
  });

  it("shows each alarm's metric with its bound, three a row, none over another", () => {
    expect(widgets.slice(1).map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual([
      [0, 4],
      [8, 4],
      [16, 4],
      [0, 10],
    ]);
    expect(widgets[1].properties).toMatchObject({
      region: "eu-west-1",
      stat: "Sum",
      metrics: [["AWS/NATGateway", "PacketsDropCount", "NatGatewayId", "nat-1"]],
      annotations: { horizontal: [{ label: "warning", value: 100, fill: "above" }] },
    });
  });

  it("has a second state widget beyond the hundred alarms that one takes", () => {
    const many = Object.assign({}, ...Array.from({ length: 51 }, (_, index) => natGatewayAlarms(`n${index}`, "nat-1")));
    const all = JSON.parse(dashboardOf(many, "eu-west-1", (key) => key)).widgets;
    const states = all.filter(({ type }: { type: string }) => type === "alarm");
    expect(states.map(({ properties }: { properties: { alarms: string[] } }) => properties.alarms.length)).toEqual([
      100, 2,
    ]);
    expect(all[2].y).toBe(8);
  });
});
