import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../../src/config/schema.js";
import { linkedKey } from "../../../src/core/linked-tree.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-growth-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
const alone = (environment: EnvironmentConfig, over: Partial<OrganizationConfig> = {}) =>
  loadOrganization({ ...organization, environments: [environment], connected: [], ...over });
const treeOf = (config: ReturnType<typeof alone>, name = "staging") =>
  new Map(
    (linkedTrees({ organization: config, adoptions: {}, outdir })[name] ?? []).map((each) => [linkedKey(each), each]),
  );

type Tree = ReturnType<typeof treeOf>;
/** What became of one tree on the way to another: what is gone, and which arguments of what stays have changed. */
function difference(before: Tree, after: Tree) {
  const gone = [...before.keys()].filter((key) => !after.has(key));
  const changed = [...before].flatMap(([key, { type, values }]) => {
    const now = after.get(key)?.values ?? values;
    const names = new Set([...Object.keys(values), ...Object.keys(now)]);
    return [...names]
      .filter((name) => JSON.stringify(values[name]) !== JSON.stringify(now[name]))
      .map((name) => `${type}.${name}`);
  });
  return { gone, changed: [...new Set(changed)].sort(), added: after.size - before.size };
}

describe("an environment that grows", () => {
  it("by a zone adds what the zone needs, and only lists of subnets and tables become longer", () => {
    const two = { ...staging, zones: ["eu-west-1a", "eu-west-1b"] };
    const three = { ...staging, zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] };
    const nat = { natGatewayZones: ["eu-west-1a"] };
    const [before, after] = [two, three].map((each) =>
      treeOf(alone({ ...each, network: { ...each.network, ...nat } })),
    ) as [Tree, Tree];
    const { gone, changed, added } = difference(before, after);
    expect(gone).toEqual([]);
    expect(changed).toEqual([
      "aws_autoscaling_group.vpc_zone_identifier",
      "aws_db_subnet_group.subnet_ids",
      "aws_lb.subnets",
      "aws_vpc_endpoint.route_table_ids",
      "aws_vpc_endpoint.subnet_ids",
    ]);
    expect(added).toBeGreaterThan(10);
  });

  it("by a service adds its target group, its route, its port and what watches it, and changes nothing", () => {
    const services = {
      ...organization.services,
      search: {
        ...(organization.services.shop as OrganizationConfig["services"][string]),
        port: 9443,
        routes: [{ host: "search", paths: ["/*"], priority: 110 }],
      },
    };
    const before = treeOf(alone(staging));
    const after = treeOf(alone({ ...staging, services: [...staging.services, "search"] }, { services }));
    const { gone, changed } = difference(before, after);
    expect({ gone, changed }).toEqual({ gone: [], changed: [] });
    const watching = (type: string, ...names: readonly string[]) =>
      names.map((name) => `observability/module.observability.${type}.${name}`);
    expect([...after.keys()].filter((key) => !before.has(key)).sort()).toEqual([
      'edge/module.edge.aws_lb_listener_rule.this["search"]',
      'edge/module.edge.aws_lb_target_group.this["search"]',
      'edge/module.edge.aws_vpc_security_group_egress_rule.targets["port_9443"]',
      'edge/module.edge.aws_vpc_security_group_ingress_rule.targets["port_9443"]',
      ...watching("aws_cloudwatch_composite_alarm", 'this["service_search"]'),
      ...watching("aws_cloudwatch_dashboard", 'this["service_search"]'),
      ...watching("aws_cloudwatch_log_group", 'this["search"]'),
      ...watching(
        "aws_cloudwatch_metric_alarm",
        'critical["service_search_errors"]',
        'critical["service_search_none_well"]',
        'warning["service_search_latency"]',
        'warning["service_search_unwell"]',
      ),
    ]);
  });
});

describe("a fifth environment", () => {
  it("is one file: the same resources as its model, under its own names, account and ranges", () => {
    const fifth: EnvironmentConfig = {
      ...staging,
      name: "load",
      account: "load",
      network: { ...staging.network, cidr: "10.96.0.0/16" },
      reach: staging.reach.filter(({ from, to }) => ![from, to].some((end) => end.startsWith("environment:"))),
    };
    const accounts = { ...organization.accounts, load: { id: "999999999999", email: "aws-load@example.com" } };
    const config = loadOrganization({
      ...organization,
      accounts: accounts as OrganizationConfig["accounts"],
      environments: [staging, fifth],
      connected: [],
    });
    const [model, made] = [treeOf(config, "staging"), treeOf(config, "load")];
    expect([...made.keys()]).toEqual([...model.keys()]);
    const text = JSON.stringify([...made.values()]);
    for (const foreign of ["staging-", "777777777777"]) expect(text).not.toContain(foreign);
    expect(text).toContain("example-load-state-999999999999");
  });
});
