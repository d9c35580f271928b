import { describe, expect, it } from "vitest";
import type { Inventory, InventoryResource } from "../../../src/domain/inventory.js";
import { compareInventories } from "../../../src/rehearse/nothing-lost.js";

const vpc = (id: string, cidr: string): InventoryResource => ({
  type: "aws_vpc",
  id,
  importId: id,
  region: "eu-west-1",
  attributes: { CidrBlock: cidr },
  tags: {},
  links: [],
});
const inventory = (...resources: InventoryResource[]): Inventory => ({
  schema_version: 1,
  account_id: "123456789012",
  partition: "aws",
  regions: ["eu-west-1"],
  resources,
  gaps: [],
  findings: [],
});

describe("two inventories of one account", () => {
  it("tell what is as it was, what changed and what is gone; what is new does not matter", () => {
    const before = inventory(vpc("vpc-1", "10.0.0.0/16"), vpc("vpc-2", "10.1.0.0/16"), vpc("vpc-3", "10.2.0.0/16"));
    const after = inventory(vpc("vpc-4", "10.9.0.0/16"), vpc("vpc-2", "10.8.0.0/16"), vpc("vpc-1", "10.0.0.0/16"));
    const { same, changed, lost } = compareInventories(before, after);
    expect([same, changed, lost].map((list) => list.map(({ id }) => id))).toEqual([["vpc-1"], ["vpc-2"], ["vpc-3"]]);
  });
});
