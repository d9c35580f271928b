import { describe, expect, it } from "vitest";
import { adopt } from "../../../src/adopt/adopt.js";
import { coverageOf } from "../../../src/adopt/coverage.js";
import { emptyMapping, type Mapping } from "../../../src/adopt/mapping.js";
import { addressesInState, parseForeignState } from "../../../src/adopt/state-objects.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource, smallMonolith } from "../../support/account.js";

const region = "eu-west-1";

const stateOf = (...resources: readonly { type: string; name: string; attributes: object; module?: string }[]) =>
  JSON.stringify({
    version: 4,
    resources: resources.map(({ attributes, ...each }) => ({ mode: "managed", ...each, instances: [{ attributes }] })),
  });

function cover(
  resources: readonly InventoryResource[],
  {
    mapping = emptyMapping,
    imported = () => true,
    later = [],
    state,
    laterPlaceOf = () => undefined,
  }: {
    mapping?: Mapping;
    imported?: (address: string) => boolean;
    later?: readonly InventoryResource[];
    state?: string;
    laterPlaceOf?: (resource: InventoryResource) => string | undefined;
  } = {},
) {
  const { addresses } = adopt(inventoryOf(resources), mapping, [], { region });
  const found = coverageOf({
    inventory: inventoryOf([...resources, ...later]),
    mapping,
    addresses,
    isInState: ({ address }) => imported(address),
    laterPlaceOf,
    otherStates: state ? [parseForeignState(state, "other.tfstate")] : [],
  });
  return { ...found, of: (id: string) => found.objects.find((each) => each.id === id) };
}

describe("coverage", () => {
  it("counts what the state holds as managed", () => {
    const { total, types } = cover(smallMonolith());
    expect(total).toEqual({ total: 5, managed: 5, excepted: 0, unmanaged: 0, percent: 100 });
    expect(types.map(({ type }) => type)).toEqual([...types.map(({ type }) => type)].sort());
  });

  it("counts an adopted object that no apply has imported as unmanaged", () => {
    const { of, total } = cover(smallMonolith(), { imported: (address) => address !== "aws_vpc.monolith" });
    expect(of("vpc-1")).toMatchObject({ status: "not-imported", address: "aws_vpc.monolith" });
    expect(total).toMatchObject({ unmanaged: 1, percent: 80 });
  });

  it("counts what the last adoption left to another root as that root's, in whatever region that is", () => {
    const regional = resource("aws_cloudwatch_dashboard", "a");
    const record = resource("aws_iam_group", "g", { region: "global" });
    const place = { root: "prod/x", address: "m.d" };
    const { objects } = coverageOf({
      inventory: inventoryOf([regional, record, resource("aws_iam_group", "h", { region: "global" })]),
      mapping: emptyMapping,
      addresses: [],
      elsewhere: [
        { region, type: regional.type, id: "a", ...place },
        { region: "us-east-1", type: record.type, id: "g", ...place },
      ],
      isInState: () => false,
      otherStates: [],
    });
    const left = { status: "other-owner", reason: "prod/x makes it: m.d" };
    expect(objects).toMatchObject([
      { id: "a", ...left },
      { id: "g", ...left },
      { id: "h", status: "unmanaged" },
    ]);
  });

  it("counts what a later layer has taken over as managed there, whether an address was ever given or not", () => {
    const laterPlaceOf = ({ id }: InventoryResource) =>
      ["vpc-1", "vpc-2"].includes(id) ? "module.later.aws_vpc.this in later" : undefined;
    const { of } = cover(smallMonolith(), {
      imported: () => false,
      later: [resource("aws_vpc", "vpc-2"), resource("aws_vpc", "vpc-3")],
      laterPlaceOf,
    });
    for (const id of ["vpc-1", "vpc-2"]) {
      expect(of(id)).toMatchObject({
        status: "managed",
        reason: "module.later.aws_vpc.this in later, which took it over",
      });
    }
    expect(of("vpc-3")).toMatchObject({ status: "unmanaged" });
    expect(of("subnet-1")).toMatchObject({ status: "not-imported" });
  });

  it("counts what was found after the adoption as unmanaged", () => {
    const { of } = cover(smallMonolith(), { later: [resource("aws_vpc", "vpc-2")] });
    expect(of("vpc-2")).toMatchObject({ status: "unmanaged", reason: expect.stringContaining("uplift adopt") });
  });

  it("never says 100 % while anything is open", () => {
    const many = Array.from({ length: 2000 }, (_, index) => resource("aws_vpc", `vpc-${index}`));
    const { total } = cover(many, { later: [resource("aws_vpc", "vpc-new")] });
    expect(total.percent).toBe(99.9);
  });

  it.each<[string, InventoryResource, string]>([
    [
      "aws-made",
      resource("aws_default_security_group", "sg-0", { owner: { kind: "aws", name: "x" } }),
      "AWS made it: x",
    ],
    [
      "part",
      resource("aws_ebs_volume", "vol-0", { owner: { kind: "instance", name: "i-1" } }),
      "it came with instance i-1",
    ],
    ["other-owner", resource("aws_vpc", "vpc-0", { owner: { kind: "eks", name: "c" } }), 'EKS cluster "c" owns it'],
    ["cannot-adopt", resource("aws_key_pair", "ops"), "AWS did not give its public key"],
    ["unsupported", resource("aws_no_such_thing", "x"), "no rule for its type yet"],
  ])("%s has its reason", (status, object, reason) => {
    const { of, total } = cover([object]);
    expect(of(object.id)).toMatchObject({ status, reason: expect.stringContaining(reason) });
    expect(total.unmanaged).toBe(status === "unsupported" ? 1 : 0);
  });

  it("takes a person's reason for any object, and for its parts", () => {
    const mapping: Mapping = {
      ...emptyMapping,
      resources: { "aws_security_group/sg-1": { ignore: true, reason: "the auditors' own" } },
    };
    const { of, total } = cover(smallMonolith(), { mapping });
    expect(of("sg-1")).toMatchObject({ status: "ignored", reason: "ignored: the auditors' own" });
    expect(of("sgr-1")).toMatchObject({ status: "ignored" });
    expect(total.percent).toBe(100);
  });

  it("leaves to another state what it has, and the parts of that", () => {
    const state = stateOf({ type: "aws_security_group", name: "web", attributes: { id: "sg-1" } });
    const { of } = cover(smallMonolith(), { imported: (address) => !address.includes("security_group"), state });
    expect(of("sg-1")).toMatchObject({
      status: "other-owner",
      reason: "another Terraform state has it: other.tfstate",
    });
    expect(of("sgr-1")).toMatchObject({ status: "other-owner" });
  });

  it("knows an object of another state by its import id where the state's id is another", () => {
    const route = resource("aws_route", "rtb-1_0.0.0.0/0");
    const attributes = { id: "r-rtb-11080289494", route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" };
    const { of } = cover([], { later: [route], state: stateOf({ type: "aws_route", name: "default", attributes }) });
    expect(of(route.id)).toMatchObject({ status: "other-owner" });
  });
});

describe("a state file", () => {
  it("gives the addresses that terraform state list gives", () => {
    const content = JSON.stringify({
      version: 4,
      resources: [
        { mode: "data", type: "aws_region", name: "here", instances: [{ attributes: {} }] },
        { mode: "managed", type: "aws_vpc", name: "this", instances: [{ attributes: {} }] },
        {
          mode: "managed",
          module: "module.net",
          type: "aws_subnet",
          name: "this",
          instances: [
            { index_key: "a b", attributes: {} },
            { index_key: 0, attributes: {} },
          ],
        },
      ],
    });
    expect(addressesInState(content, "x")).toEqual([
      "aws_vpc.this",
      'module.net.aws_subnet.this["a b"]',
      "module.net.aws_subnet.this[0]",
    ]);
  });

  it.each([
    ["{", "x.tfstate: this is not a whole Terraform state of version 4 ("],
    ['{"version":3,"modules":[]}', "(version: "],
    ['{"format_version":"1.2"}', "Write it with: terraform state pull > FILE"],
  ])("%j is refused", (content, message) => {
    expect(() => parseForeignState(content, "x.tfstate")).toThrow(message);
  });
});
