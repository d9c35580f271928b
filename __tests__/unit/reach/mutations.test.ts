import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { linkedKey } from "../../../src/core/linked-tree.js";
import { prove, sentenceOf } from "../../../src/domain/reach/intents.js";
import { networkModel } from "../../../src/reach/from-tree.js";
import { adoptionOfOneVpc } from "../../support/adoption.js";
import { acl, added, admits, changed, key, network, rule, type Tree, without, world } from "./tree-changes.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-reach-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const organization = loadOrganization();
const trees = linkedTrees({ organization, adoptions: { prod: adoptionOfOneVpc }, outdir });
const ranges = Object.fromEntries(
  Object.values(organization.environments).map(({ name, network }) => [name, network.cidr]),
);
const failing = (name: string, tree: Tree) =>
  prove(networkModel(tree), organization.environments[name]?.reach ?? [], ranges)
    .filter(({ holds }) => !holds)
    .map(({ intent }) => sentenceOf(intent));

const databaseGroup = key("database", "aws_security_group", "this", "shop");
const edgeGroup = key("edge", "aws_security_group", "this");
const table = (name: string) => `\${${network("aws_route_table", `this["${name}"]`)}.id}`;

const mutations: readonly (readonly [string, (tree: Tree) => Tree, string])[] = [
  [
    "the route of a NAT gateway dropped",
    (t) => without(t, network("aws_route", 'nat["private_b"]')),
    "tier:private reaches internet:443 by nat",
  ],
  [
    "the route to the internet dropped",
    (t) => t.filter((each) => !linkedKey(each).includes("aws_route.internet")),
    "internet reaches edge:443 by internet",
  ],
  [
    "the S3 endpoint dropped",
    (t) => without(t, network("aws_vpc_endpoint", 'gateway["s3"]')),
    "tier:private reaches service:s3:443 by endpoint",
  ],
  [
    "the DynamoDB endpoint taken from one table",
    (t) =>
      changed(t, network("aws_vpc_endpoint", 'gateway["dynamodb"]'), (values) => ({
        ...values,
        route_table_ids: (values.route_table_ids as string[]).filter((id) => !id.includes("private_c")),
      })),
    "tier:private reaches service:dynamodb:443 by endpoint",
  ],
  [
    "a default route and open ACLs given to the data tier",
    (t) => {
      const routed = added(t, "network", "aws_route", {
        route_table_id: table("data_a"),
        destination_cidr_block: world,
        nat_gateway_id: `\${${network("aws_nat_gateway", 'this["a"]')}.id}`,
      });
      const open = (tree: Tree, direction: "ingress" | "egress") =>
        acl(tree, "data", direction, (rows) => [rule(1, "allow", world, 0, 65_535), ...rows]);
      return open(open(routed, "egress"), "ingress");
    },
    "tier:data never reaches internet:443",
  ],
  [
    "a default route given to the intra tier",
    (t) =>
      added(t, "network", "aws_route", {
        route_table_id: table("intra_b"),
        destination_cidr_block: world,
        nat_gateway_id: `\${${network("aws_nat_gateway", 'this["b"]')}.id}`,
      }),
    "tier:intra never reaches internet:443",
  ],
  [
    "SSH opened on the load balancer",
    (t) =>
      acl(admits(t, "edge", edgeGroup, { cidr_ipv4: world }, 22), "public", "ingress", (rows) => [
        rule(1, "allow", world, 22),
        ...rows,
      ]),
    "internet never reaches edge:22",
  ],
  [
    "HTTPS no longer admitted by the load balancer's group",
    (t) => without(t, key("edge", "aws_vpc_security_group_ingress_rule", 'https["everyone"]')),
    "internet reaches edge:443 by internet",
  ],
  [
    "HTTPS admitted from one range alone",
    (t) =>
      changed(t, key("edge", "aws_vpc_security_group_ingress_rule", 'https["everyone"]'), (v) => ({
        ...v,
        cidr_ipv4: "198.51.100.0/24",
      })),
    "internet reaches edge:443 by internet",
  ],
  [
    "HTTP admitted from one range alone",
    (t) =>
      changed(t, key("edge", "aws_vpc_security_group_ingress_rule", 'http["everyone"]'), (v) => ({
        ...v,
        cidr_ipv4: "198.51.100.0/24",
      })),
    "internet reaches edge:80 by internet",
  ],
  [
    "the load balancer made internal",
    (t) => changed(t, key("edge", "aws_lb", "this"), (v) => ({ ...v, internal: true })),
    "internet reaches edge:443 by internet",
  ],
  [
    "the public ACL refusing HTTPS first",
    (t) => acl(t, "public", "ingress", (rows) => [rule(1, "deny", world, 443), ...rows]),
    "internet reaches edge:443 by internet",
  ],
  [
    "the order of two rules swapped, the refusal first",
    (t) =>
      acl(t, "public", "ingress", (rows) => [
        ...rows.map((row) => ({ ...row, rule_no: Number(row.rule_no) + 1000 })),
        rule(5, "deny", world, 80),
      ]),
    "internet reaches edge:80 by internet",
  ],
  [
    "answers to the public refused",
    (t) => acl(t, "public", "egress", (rows) => rows.filter((row) => row.cidr_block !== world)),
    "internet reaches edge:443 by internet",
  ],
  [
    "answers from the internet refused to the private tier",
    (t) => acl(t, "private", "ingress", (rows) => rows.filter((row) => row.cidr_block !== world)),
    "tier:private reaches internet:443 by nat",
  ],
  [
    "the database's port opened to the load balancer",
    (t) => {
      const opened = admits(
        t,
        "database",
        databaseGroup,
        { referenced_security_group_id: `\${${edgeGroup}.id}` },
        5433,
      );
      const out = added(opened, "edge", "aws_vpc_security_group_egress_rule", {
        security_group_id: `\${${edgeGroup}.id}`,
        ip_protocol: "tcp",
        from_port: 5433,
        to_port: 5433,
        referenced_security_group_id: `\${${databaseGroup}.id}`,
      });
      const admitted = acl(out, "data", "ingress", (rows) => [rule(1, "allow", "10.64.0.0/16", 5433), ...rows]);
      const answered = acl(admitted, "data", "egress", (rows) => [
        rule(1, "allow", "10.64.0.0/16", 1024, 65_535),
        ...rows,
      ]);
      return acl(answered, "public", "egress", (rows) => [rule(1, "allow", "10.64.0.0/16", 5433), ...rows]);
    },
    "edge never reaches database:5433",
  ],
  [
    "the clients' group no longer admitted by the database",
    (t) => without(t, key("database", "aws_vpc_security_group_ingress_rule", "clients", "shop")),
    "compute reaches database:5433 by local",
  ],
  [
    "the clients' group no longer let out",
    (t) => without(t, key("database", "aws_vpc_security_group_egress_rule", "clients", "shop")),
    "compute reaches database:5433 by local",
  ],
  [
    "the database's port changed in its group alone",
    (t) =>
      changed(t, key("database", "aws_vpc_security_group_ingress_rule", "clients", "shop"), (v) => ({
        ...v,
        from_port: 5432,
        to_port: 5432,
      })),
    "compute reaches database:5433 by local",
  ],
  [
    "the data ACL refusing the private tier",
    (t) => acl(t, "data", "ingress", (rows) => [rule(1, "deny", "10.64.0.0/18", 0, 65_535), ...rows]),
    "compute reaches database:5433 by local",
  ],
  [
    "the data ACL giving no answers",
    (t) => acl(t, "data", "egress", () => []),
    "compute reaches database:5433 by local",
  ],
  [
    "the load balancer's way to the targets closed",
    (t) => without(t, key("edge", "aws_vpc_security_group_egress_rule", 'targets["port_8080"]')),
    "edge reaches compute:8080 by local",
  ],
  [
    "the targets no longer admitting the load balancer",
    (t) => without(t, key("edge", "aws_vpc_security_group_ingress_rule", 'targets["port_8080"]')),
    "edge reaches compute:8080 by local",
  ],
  [
    "SSH admitted by the instances from the load balancer, which may call everything",
    (t) => {
      const group = key("compute", "aws_security_group", "this");
      const admitted = admits(t, "compute", group, { referenced_security_group_id: `\${${edgeGroup}.id}` }, 22);
      const out = added(admitted, "edge", "aws_vpc_security_group_egress_rule", {
        security_group_id: `\${${edgeGroup}.id}`,
        ip_protocol: "-1",
        cidr_ipv4: world,
      });
      return acl(
        acl(out, "private", "ingress", (rows) => [rule(1, "allow", "10.64.0.0/16", 22), ...rows]),
        "public",
        "egress",
        (rows) => [rule(1, "allow", "10.64.0.0/16", 22), ...rows],
      );
    },
    "edge never reaches compute:22",
  ],
  [
    "mail let out of the instances",
    (t) =>
      acl(
        added(t, "compute", "aws_vpc_security_group_egress_rule", {
          security_group_id: `\${${key("compute", "aws_security_group", "this")}.id}`,
          ip_protocol: "tcp",
          from_port: 25,
          to_port: 25,
          cidr_ipv4: "203.0.113.0/24",
        }),
        "private",
        "egress",
        (rows) => [rule(1, "allow", world, 25), ...rows],
      ),
    "compute never reaches internet:25",
  ],
  [
    "HTTPS no longer let out of the instances",
    (t) => without(t, key("compute", "aws_vpc_security_group_egress_rule", "https")),
    "compute reaches internet:443 by nat",
  ],
  [
    "the endpoint of STS no longer admitting the network",
    (t) => without(t, network("aws_vpc_security_group_ingress_rule", 'endpoints["network"]')),
    "tier:private reaches endpoint:sts:443 by local",
  ],
  [
    "a peering with dev, and its route",
    (t) =>
      added(t, "network", "aws_route", {
        route_table_id: table("private_a"),
        destination_cidr_block: "10.32.0.0/16",
        vpc_peering_connection_id: "pcx-0abc",
      }),
    "tier:private never reaches environment:dev:443",
  ],
  [
    "the database open to dev by a transit gateway",
    (t) => {
      const routed = ["data_a", "data_b", "data_c"].reduce<Tree>(
        (tree, name) =>
          added(tree, "network", "aws_route", {
            route_table_id: table(name),
            destination_cidr_block: "10.32.0.0/16",
            transit_gateway_id: "tgw-0abc",
          }),
        t,
      );
      const admitted = admits(routed, "database", databaseGroup, { cidr_ipv4: "10.0.0.0/8" }, 5433);
      const open = acl(admitted, "data", "ingress", (rows) => [rule(1, "allow", "10.32.0.0/16", 5433), ...rows]);
      return acl(open, "data", "egress", (rows) => [rule(1, "allow", "10.32.0.0/16", 1024, 65_535), ...rows]);
    },
    "environment:dev never reaches database:5433",
  ],
];

describe("what prod means", () => {
  it("holds, in at least thirty intents over the environments", () => {
    for (const name of Object.keys(organization.environments)) expect(failing(name, trees[name] ?? [])).toEqual([]);
    const intents = Object.values(organization.environments).flatMap(({ reach }) => reach);
    expect(intents.length).toBeGreaterThanOrEqual(30);
  });

  it.each(mutations)("is broken by %s", (_, mutate, intent) => {
    expect(failing("prod", mutate(trees.prod ?? []))).toContain(intent);
  });
});
