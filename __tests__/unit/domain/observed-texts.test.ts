import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { agentConfiguration } from "../../../src/domain/agent-configuration.js";
import { prometheusRules } from "../../../src/domain/prometheus-rules.js";

describe("the CloudWatch agent's configuration", () => {
  const { metrics } = JSON.parse(agentConfiguration());

  it("measures memory, disks and processes under the names and dimensions that alarms ask for", () => {
    expect(metrics.namespace).toBe("CWAgent");
    expect(metrics.metrics_collected.mem.measurement).toContain("mem_used_percent");
    expect(metrics.metrics_collected.disk.measurement).toContain("disk_used_percent");
    expect(metrics.metrics_collected.processes.measurement).toContain("processes_zombies");
    expect(metrics.aggregation_dimensions).toContainEqual(["AutoScalingGroupName"]);
  });

  it("fits into a standard parameter of 4 KB", () => {
    expect(Buffer.byteLength(agentConfiguration())).toBeLessThanOrEqual(4096);
  });
});

describe("Prometheus' rules", () => {
  const files = Object.entries(prometheusRules()).map(([name, yaml]) => [name, parse(yaml)] as const);
  const rules = files.flatMap(([, { groups }]) => groups.flatMap((group: { rules: object[] }) => group.rules));

  it("are groups of rules that record or alert, each with an expression", () => {
    expect(files.map(([name]) => name)).toEqual(["nodes", "workloads"]);
    for (const rule of rules) {
      expect(("record" in rule ? 1 : 0) + ("alert" in rule ? 1 : 0)).toBe(1);
      expect(rule.expr).toMatch(/[a-z_:]+/);
    }
  });

  it("alert by severity after some minutes, with words", () => {
    const alerts = rules.filter((rule) => "alert" in rule);
    expect(alerts.length).toBe(7);
    for (const { labels, annotations, for: time } of alerts) {
      expect(["critical", "warning"]).toContain(labels.severity);
      expect(annotations.summary).toMatch(/^[A-Z]/);
      expect(time).toMatch(/^\d+m$/);
    }
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it("name recorded series that are recorded", () => {
    const recorded = new Set(rules.flatMap((rule) => ("record" in rule ? [rule.record] : [])));
    const used = rules.flatMap(({ expr }) => expr.match(/[a-z]+:[a-z_]+:[a-z0-9]+/g) ?? []);
    expect(used.filter((name) => !recorded.has(name))).toEqual([]);
    expect(used).toContain("instance:node_cpu:ratio");
  });
});
