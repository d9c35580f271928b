import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadOrganization } from "../../src/config/load.js";
import { organization } from "../../src/config/organization.js";
import type { EnvironmentConfig } from "../../src/config/schema.js";
import { edge } from "../../src/modules/edge/index.js";
import { network } from "../../src/modules/network/index.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";
import { declareRoots } from "../../src/stacks/index.js";
import { network as networkLayer } from "../../src/stacks/network.js";
import type { ResourceChange } from "../../src/terraform/plan.js";
import { applied } from "../support/applied.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-growth-"));
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ accountId: "777777777777", seed: 1, env: process.env });
});
afterAll(async () => {
  await simulator?.stop();
  rmSync(outdir, { recursive: true });
});

const provider = { aws: { region: "eu-west-1" } };
const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;

/** A root that calls the network as the layer of staging does, were staging in these zones. */
function networkIn(...letters: readonly string[]) {
  const zones = letters.map((letter) => `eu-west-1${letter}`);
  const environment = { ...staging, zones, network: { ...staging.network, natGatewayZones: zones } };
  const config = loadOrganization({ ...organization, environments: [environment], connected: [] });
  const [root] = declareRoots(new App({ outdir }), config, {}, [networkLayer]);
  const call = root?.stack.calls[0]?.arguments;
  return { provider, module: { network: { source: "../modules/network", ...call } } };
}

const subnet = (zone: string, third: number) => ({
  vpc_id: "${aws_vpc.beside.id}",
  cidr_block: `10.0.${third}.0/24`,
  availability_zone: `eu-west-1${zone}`,
});

/** A root that calls the load balancer's module with its example, and these services beside the one that this has. */
const edgeWith = (services: Readonly<Record<string, { readonly port: number; readonly priority: number }>>) => {
  const entries = Object.entries(services);
  const { example } = edge;
  const call = {
    ...example,
    source: "../modules/edge",
    vpc_id: "${aws_vpc.beside.id}",
    subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
    certificate_arn: "${aws_acm_certificate.beside.arn}",
    log_key_arn: "${aws_kms_key.beside.arn}",
    target_groups: {
      ...example.target_groups,
      ...Object.fromEntries(entries.map(([key, { port }]) => [key, { name: `example-dev-${key}`, port }])),
    },
    target_ports: {
      ...example.target_ports,
      ...Object.fromEntries(entries.map(([, { port }]) => [`port_${port}`, { port }])),
    },
    routes: {
      ...example.routes,
      ...Object.fromEntries(entries.map(([key, { priority }]) => [key, { priority, target_group: key }])),
    },
  };
  const resource = {
    aws_vpc: { beside: { cidr_block: "10.0.0.0/16" } },
    aws_subnet: { a: subnet("a", 0), b: subnet("b", 1) },
    aws_kms_key: { beside: {} },
    aws_acm_certificate: { beside: { domain_name: "shop.example.com", validation_method: "DNS" } },
  };
  return { provider, module: { edge: call }, resource };
};

/** Attributes that a plan changes, or that it will know only after the apply. */
const changedArguments = ({ before, after, after_unknown }: ResourceChange["change"]) =>
  Object.keys({ ...(before as object), ...(after_unknown as object) }).filter((name) => {
    const [was, is, unknown] = [before, after, after_unknown].map((each) => (each as Record<string, unknown>)[name]);
    return unknown === true || JSON.stringify(was) !== JSON.stringify(is);
  });

it.concurrent("a third zone only adds, but for endpoints that also serve the new subnets and tables", async () => {
  const { changes } = await applied(simulator, [network], networkIn("a", "b"), networkIn("a", "b", "c"));
  const actions = (change: (typeof changes)[number]) => change.change.actions.join();
  const made = changes.filter((each) => actions(each) === "create").map(({ address }) => address);
  for (const tier of ["public", "private", "data", "intra"]) {
    expect(made).toContain(`module.network.aws_subnet.this["${tier}_c"]`);
    expect(made).toContain(`module.network.aws_route_table.this["${tier}_c"]`);
  }
  expect(made).toContain('module.network.aws_nat_gateway.this["c"]');
  const others = changes.filter((each) => actions(each) !== "create");
  expect(new Set(others.map((each) => `${actions(each)} ${each.type}`))).toEqual(new Set(["update aws_vpc_endpoint"]));
  // Gateway endpoints serve tables, interface endpoints subnets; the new ones have no id yet.
  expect(others.map(({ change }) => changedArguments(change)).sort()).toEqual([
    ...Array(2).fill(["route_table_ids"]),
    ...Array(4).fill(["subnet_ids"]),
  ]);
});

it.concurrent("a service only adds", async () => {
  const later = edgeWith({ search: { port: 9443, priority: 110 } });
  const { remaining } = await applied(simulator, [edge], edgeWith({}), later);
  expect(remaining).toEqual([
    'create module.edge.aws_lb_listener_rule.this["search"]',
    'create module.edge.aws_lb_target_group.this["search"]',
    'create module.edge.aws_vpc_security_group_egress_rule.targets["port_9443"]',
    'create module.edge.aws_vpc_security_group_ingress_rule.targets["port_9443"]',
  ]);
});
