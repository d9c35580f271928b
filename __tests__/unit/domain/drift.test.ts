import { expect, it } from "vitest";
import { driftBetween } from "../../../src/domain/drift.js";
import { inventoryOf, resource } from "../../support/account.js";

const before = inventoryOf([
  resource("aws_vpc", "vpc-1", { attributes: { CidrBlock: "10.0.0.0/16" }, tags: { Name: "a" } }),
  resource("aws_vpc", "vpc-2", { attributes: { Options: { a: 1, b: 2 } } }),
  resource("aws_vpc", "vpc-3", { region: "us-east-1" }),
]);

it("says what was made, changed and deleted, attribute by attribute", () => {
  const after = inventoryOf([
    resource("aws_vpc", "vpc-1", { attributes: { CidrBlock: "10.0.0.0/16" }, tags: { Name: "b", team: "x" } }),
    resource("aws_vpc", "vpc-9"),
  ]);
  expect(driftBetween(before, after)).toEqual({
    made: [{ type: "aws_vpc", id: "vpc-9", region: "eu-west-1" }],
    deleted: [{ type: "aws_vpc", id: "vpc-2", region: "eu-west-1" }],
    changed: [
      {
        type: "aws_vpc",
        id: "vpc-1",
        region: "eu-west-1",
        changes: [
          { attribute: "tags.Name", before: "a", after: "b" },
          { attribute: "tags.team", before: undefined, after: "x" },
        ],
      },
    ],
  });
});

it("says nothing of an equal account, in whatever order it is written", () => {
  const turned = inventoryOf([
    resource("aws_vpc", "vpc-3", { region: "us-east-1" }),
    resource("aws_vpc", "vpc-2", { attributes: { Options: { b: 2, a: 1 } } }),
    ...before.resources.slice(0, 1),
  ]);
  expect(driftBetween(before, turned)).toEqual({ made: [], deleted: [], changed: [] });
});
