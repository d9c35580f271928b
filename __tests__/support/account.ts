import {
  type Inventory,
  type InventoryLink,
  type InventoryResource,
  inventorySchemaVersion,
} from "../../src/domain/inventory.js";
import type { JsonObject } from "../../src/domain/json.js";

export const accountId = "111122223333";

interface Given {
  readonly attributes?: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
  readonly links?: readonly (readonly [attribute: string, type: string, id: string, isPart?: true])[];
  readonly region?: string;
  readonly importId?: string;
  readonly owner?: InventoryResource["owner"];
}

/** An object of an inventory with as little as a test needs to say. */
export function resource(type: string, id: string, given: Given = {}): InventoryResource {
  const { attributes = {}, tags = {}, links = [], region = "eu-west-1", importId = id, owner } = given;
  return {
    type,
    id,
    importId,
    region,
    attributes,
    tags,
    links: links.map(
      ([attribute, target, targetId, isPart]): InventoryLink => ({
        attribute,
        type: target,
        id: targetId,
        ...(isPart && { isPart }),
      }),
    ),
    ...(owner && { owner }),
  };
}

export const inventoryOf = (resources: readonly InventoryResource[], over: Partial<Inventory> = {}): Inventory => ({
  schema_version: inventorySchemaVersion,
  account_id: accountId,
  partition: "aws",
  regions: ["eu-west-1"],
  resources,
  gaps: [],
  findings: [],
  ...over,
});

/** A small monolith: a VPC with a subnet, a group with a rule, and an instance in it. */
export const smallMonolith = (): InventoryResource[] => [
  resource("aws_vpc", "vpc-1", {
    attributes: { CidrBlock: "10.0.0.0/16", EnableDnsSupport: true, EnableDnsHostnames: false },
    tags: { Name: "Monolith" },
  }),
  resource("aws_subnet", "subnet-1", {
    attributes: { CidrBlock: "10.0.1.0/24", AvailabilityZone: "eu-west-1a" },
    tags: { Name: "public a" },
    links: [["vpc_id", "aws_vpc", "vpc-1"]],
  }),
  resource("aws_security_group", "sg-1", {
    attributes: { GroupName: "web", Description: "open ${to} all" },
    links: [["vpc_id", "aws_vpc", "vpc-1"]],
  }),
  resource("aws_vpc_security_group_ingress_rule", "sgr-1", {
    attributes: { IpProtocol: "tcp", FromPort: 80, ToPort: 80, CidrIpv4: "0.0.0.0/0" },
    links: [["security_group_id", "aws_security_group", "sg-1", true]],
  }),
  resource("aws_instance", "i-1", {
    attributes: {
      ImageId: "ami-1",
      InstanceType: "t3.small",
      UserData: Buffer.from("#!/bin/sh\necho ${HOME} %{x}\n").toString("base64"),
    },
    tags: { Name: "app 1", "aws:something": "AWS's own" },
    links: [
      ["subnet_id", "aws_subnet", "subnet-1"],
      ["vpc_security_group_ids", "aws_security_group", "sg-1"],
    ],
  }),
];
