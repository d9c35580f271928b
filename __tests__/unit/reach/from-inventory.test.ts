import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { Inventory } from "../../../src/domain/inventory.js";
import { parseInventory } from "../../../src/domain/inventory-document.js";
import type { NetworkModel } from "../../../src/domain/reach/model.js";
import { reach } from "../../../src/domain/reach/reach.js";
import { networkGaps, networkOfInventory } from "../../../src/reach/from-inventory.js";
import { inventoryOf, resource, smallMonolith } from "../../support/account.js";

describe("the monolith as it was found", () => {
  let model: NetworkModel;
  beforeAll(async () => {
    const file = "inventory/888888888888.json";
    model = networkOfInventory(parseInventory(await readFile(file, "utf8"), file));
  });
  const ask = (from: string, to: string, port: number) => reach(model, from, to, port);

  it("lets the internet reach the load balancer on 80 alone", () => {
    expect(ask("internet", "web", 80)).toMatchObject({ isReachable: true, via: "internet" });
    expect(ask("internet", "web", 443)).toMatchObject({ isReachable: false });
  });

  it("lets an office reach SSH of an instance, and the load balancer alone its web port", () => {
    const ssh = ask("internet", "web-1", 22);
    expect(ssh.isReachable).toBe(true);
    expect(ssh.hops.map(({ at, because }) => `${at}: ${because}`)).toEqual([
      "web-1: has a public address",
      "rtb-55e5513d85f9ea6c5: leads to igw-1ce79617400f0d0ea",
      "acl-c29ac6b2cdb397f43: allows 22 from 0.0.0.0/0",
      "security groups of web-1: sgr-b0341c7df5e68d9e1 admits 22 from internet (203.0.113.0/24 of it)",
      "acl-c29ac6b2cdb397f43: allows answers to 0.0.0.0/0",
    ]);
    expect(ask("internet", "web-1", 80).hops.at(-1)).toEqual({
      at: "security groups of web-1",
      passes: false,
      because: "none admits 80 from internet",
    });
    expect(ask("web", "i-978137eede21a62e6", 80)).toMatchObject({ isReachable: true, via: "local" });
  });

  it("joins no two VPCs that nothing connects", () => {
    expect(ask("worker", "subnet:subnet-3952f6405b782b2e8", 80).hops.at(-1)).toMatchObject({
      passes: false,
      because: "has no route to the other VPC",
    });
  });
});

const privateParts = [
  resource("aws_vpc", "vpc-1", { attributes: { CidrBlock: "10.0.0.0/16" } }),
  resource("aws_subnet", "subnet-web", {
    attributes: { CidrBlock: "10.0.1.0/24" },
    tags: { tier: "private" },
    links: [["vpc_id", "aws_vpc", "vpc-1"]],
  }),
  resource("aws_subnet", "subnet-data", {
    attributes: { CidrBlock: "10.0.2.0/24" },
    links: [["vpc_id", "aws_vpc", "vpc-1"]],
  }),
  resource("aws_route_table", "rtb-main", { attributes: { IsMain: true }, links: [["vpc_id", "aws_vpc", "vpc-1"]] }),
  resource("aws_db_subnet_group", "data", { links: [["subnet_ids", "aws_subnet", "subnet-data"]] }),
  resource("aws_db_instance", "shop", {
    links: [
      ["db_subnet_group_name", "aws_db_subnet_group", "data"],
      ["vpc_security_group_ids", "aws_security_group", "sg-db"],
    ],
  }),
  resource("aws_security_group", "sg-db", { links: [["vpc_id", "aws_vpc", "vpc-1"]] }),
  resource("aws_vpc_security_group_ingress_rule", "sgr-db", {
    attributes: { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, CidrIpv4: "10.0.0.0/16" },
    links: [["security_group_id", "aws_security_group", "sg-db", true]],
  }),
];
const network = (...more: readonly ReturnType<typeof resource>[]) =>
  networkOfInventory(inventoryOf([...privateParts, ...more]));
const route = (attributes: Record<string, string>) =>
  resource("aws_route", `rtb-main_${attributes.DestinationCidrBlock}`, {
    attributes,
    links: [["route_table_id", "aws_route_table", "rtb-main", true]],
  });
const acl = (...Entries: readonly Record<string, string | number | boolean | Record<string, number>>[]) =>
  resource("aws_network_acl", "acl-1", {
    attributes: { Entries },
    links: [["subnet_ids", "aws_subnet", "subnet-data"]],
  });
const world = { CidrBlock: "0.0.0.0/0", Protocol: "-1", RuleAction: "allow", RuleNumber: 100 };

describe("an inventory's network", () => {
  it("follows a database to its subnets and groups", () => {
    expect(reach(network(), "tier:private", "shop", 5432).isReachable).toBe(true);
    expect(reach(network(), "tier:private", "shop", 22).isReachable).toBe(false);
  });

  it("reads ACLs with their order, ports and directions", () => {
    const open = acl({ ...world, Egress: false }, { ...world, Egress: true });
    expect(reach(network(open), "tier:private", "shop", 5432).isReachable).toBe(true);
    const port = { RuleNumber: 50, RuleAction: "deny", Protocol: "6", PortRange: { From: 5432, To: 5432 } };
    const closed = acl({ ...world, Egress: false }, { ...world, ...port, Egress: false }, { ...world, Egress: true });
    expect(reach(network(closed), "tier:private", "shop", 5432).hops.at(-1)).toEqual({
      at: "acl-1",
      passes: false,
      because: "refuses 5432 from 10.0.1.0/24",
    });
    const mute = acl({ ...world, Egress: false });
    expect(reach(network(mute), "tier:private", "shop", 5432).hops.at(-1)?.because).toBe(
      "refuses answers to 10.0.1.0/24",
    );
  });

  it.each([
    [{ DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" }, "internet", "nat"],
    [{ DestinationCidrBlock: "10.9.0.0/16", VpcPeeringConnectionId: "pcx-1" }, "range:10.9.0.0/16", "peering"],
    [{ DestinationCidrBlock: "10.9.0.0/16", TransitGatewayId: "tgw-1" }, "range:10.9.0.0/16", "transit"],
    [{ DestinationCidrBlock: "10.9.0.0/16", GatewayId: "vgw-1" }, "range:10.9.0.0/16", "transit"],
    [{ DestinationCidrBlock: "0.0.0.0/0", InstanceId: "i-nat" }, "internet", "other"],
  ])("goes by the main table's route %j", (attributes, to, via) => {
    expect(reach(network(route(attributes)), "tier:private", to, 443)).toMatchObject({ isReachable: true, via });
  });

  it("loses what a route leads to a target that is gone", () => {
    const gone = route({ DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1", State: "blackhole" });
    expect(reach(network(gone), "tier:private", "internet", 443).hops.at(-1)).toEqual({
      at: "rtb-main",
      passes: false,
      because: "leads to nat-1, which is gone",
    });
  });

  it("reaches S3 by a gateway endpoint, and a service by its interface endpoint", () => {
    const gateway = resource("aws_vpc_endpoint", "vpce-s3", {
      attributes: { VpcEndpointType: "Gateway", ServiceName: "com.amazonaws.eu-west-1.s3" },
      links: [["route_table_ids", "aws_route_table", "rtb-main"]],
    });
    expect(reach(network(gateway), "tier:private", "service:s3", 443)).toMatchObject({ via: "endpoint" });
    const sts = resource("aws_vpc_endpoint", "vpce-sts", {
      attributes: { VpcEndpointType: "Interface", ServiceName: "com.amazonaws.eu-west-1.sts" },
      links: [["subnet_ids", "aws_subnet", "subnet-data"]],
    });
    // No group admits it.
    expect(reach(network(sts), "tier:private", "endpoint:sts", 443).isReachable).toBe(false);
  });

  it("lets a network load balancer without groups be called", () => {
    const nlb = resource("aws_lb", "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/edge/1", {
      attributes: { LoadBalancerName: "edge", Scheme: "internal" },
      links: [["subnets", "aws_subnet", "subnet-data"]],
    });
    expect(reach(network(nlb), "tier:private", "edge", 443).isReachable).toBe(true);
  });

  it("stops what has neither a route nor a public address", () => {
    const model = networkOfInventory(inventoryOf(smallMonolith()));
    expect(reach(model, "internet", "app 1", 80).hops[0]).toMatchObject({ because: "has no public address" });
  });
});

it("what could not be read of the network is told", () => {
  const gap = (call: string) => ({ call, region: "eu-west-1", reason: "AccessDenied" });
  const inventory: Inventory = inventoryOf([], { gaps: [gap("ec2:DescribeNetworkAcls"), gap("s3:ListAllMyBuckets")] });
  expect(networkGaps(inventory)).toEqual(["ec2:DescribeNetworkAcls"]);
});
