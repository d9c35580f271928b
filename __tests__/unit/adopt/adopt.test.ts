import { describe, expect, it } from "vitest";
import type { AddressBook } from "../../../src/adopt/addresses.js";
import { adopt, adoptedResources } from "../../../src/adopt/adopt.js";
import { emptyMapping, type Mapping } from "../../../src/adopt/mapping.js";
import { addressOf } from "../../../src/domain/adoption.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource, smallMonolith } from "../../support/account.js";

const run = (
  resources: readonly InventoryResource[],
  mapping: Partial<Mapping> = {},
  book: AddressBook = [],
  singleRoot = false,
) => adopt(inventoryOf(resources), { ...emptyMapping, ...mapping }, book, { region: "eu-west-1", singleRoot });

const configurationOf = (result: ReturnType<typeof run>, address: string) =>
  adoptedResources(result.adoption).find((each) => addressOf(each) === address)?.configuration;

describe("adopt", () => {
  it("puts what stays into inherited and what is doomed into legacy", () => {
    const { roots } = run(smallMonolith()).adoption;
    expect(roots.inherited.resources.map(addressOf)).toEqual(["aws_subnet.public_a", "aws_vpc.monolith"]);
    expect(roots.legacy.resources.map(addressOf)).toEqual([
      "aws_instance.app_1",
      "aws_security_group.web",
      "aws_vpc_security_group_ingress_rule.web_tcp_80_from_anywhere",
    ]);
  });

  it("refers to what is in the same root and names what is in another by its id", () => {
    const split = run(smallMonolith());
    expect(configurationOf(split, "aws_subnet.public_a")).toMatchObject({ vpc_id: "${aws_vpc.monolith.id}" });
    expect(configurationOf(split, "aws_instance.app_1")).toMatchObject({
      subnet_id: "subnet-1",
      vpc_security_group_ids: ["${aws_security_group.web.id}"],
    });
    const single = run(smallMonolith(), {}, [], true);
    expect(configurationOf(single, "aws_instance.app_1")).toMatchObject({ subnet_id: "${aws_subnet.public_a.id}" });
  });

  it("escapes literals, keeps user data as a file, and leaves AWS's own tags out", () => {
    const result = run(smallMonolith());
    expect(configurationOf(result, "aws_security_group.web")).toMatchObject({ description: "open $${to} all" });
    expect(configurationOf(result, "aws_instance.app_1")).toMatchObject({
      user_data: '${file("${path.module}/user-data/app_1.sh")}',
      tags: { Name: "app 1" },
    });
    const [file] = result.adoption.roots.legacy.files;
    expect(file?.path).toBe("user-data/app_1.sh");
    expect(Buffer.from(file?.content ?? []).toString()).toBe("#!/bin/sh\necho ${HOME} %{x}\n");
  });

  it.each([
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 1]), "gz", "filebase64"],
    ["bytes that are no UTF-8", Buffer.from([0xff, 0x00, 0x41]), "bin", "filebase64"],
    ["text that Terraform would normalize", Buffer.from("e\u0301"), "bin", "filebase64"],
    ["plain text", Buffer.from("é\r\n"), "sh", "file"],
  ])("reads %s back byte for byte", (_, content, ending, read) => {
    const instance = resource("aws_instance", "i-1", { attributes: { UserData: content.toString("base64") } });
    const { roots } = run([instance]).adoption;
    expect(roots.legacy.resources[0]?.configuration.user_data).toContain(`${read}("\${path.module}/user-data/`);
    expect(roots.legacy.files[0]?.path.endsWith(`.${ending}`)).toBe(true);
  });

  it("does not compare user data that holds a secret", () => {
    const instance = resource("aws_instance", "i-1", { attributes: { UserDataSha1: "abc" } });
    const [adopted] = run([instance]).adoption.roots.legacy.resources;
    expect(adopted).toMatchObject({
      ignoreChanges: ["user_data", "user_data_replace_on_change"],
      ignoreReason: "its user data holds a secret and is not kept",
    });
    expect(adopted?.configuration.user_data).toBeUndefined();
  });

  it("never destroys stateful things that stay, but lets doomed ones go", () => {
    const protectedOnes = (mapping: Partial<Mapping>) =>
      adoptedResources(run([...smallMonolith(), resource("aws_ebs_volume", "vol-1")], mapping).adoption)
        .filter(({ preventDestroy }) => preventDestroy)
        .map(({ type }) => type);
    expect(protectedOnes({})).toEqual(["aws_vpc"]);
    expect(protectedOnes({ keep: ["aws_ebs_volume.*"] })).toEqual(["aws_ebs_volume", "aws_vpc"]);
  });

  it("lets parts follow their whole", () => {
    const { roots } = run(smallMonolith(), { keep: ["aws_security_group.web"] }).adoption;
    expect(roots.inherited.resources.map(({ type }) => type)).toContain("aws_vpc_security_group_ingress_rule");
  });

  it("lists everything that is not adopted with its reason", () => {
    const { leftOut } = run(
      [
        ...smallMonolith(),
        resource("aws_key_pair", "admin"),
        resource("aws_instance", "i-9", { owner: { kind: "autoscaling", name: "workers" } }),
      ],
      { resources: { "aws_security_group/sg-1": { ignore: true, reason: "shared with another team" } } },
    ).adoption;
    expect(leftOut.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([
      'i-9: auto scaling group "workers" owns it',
      "admin: AWS did not give its public key: instances name it by key_name, so leave it",
      "sg-1: ignored: shared with another team",
      "sgr-1: it is part of aws_security_group/sg-1, which is left out",
    ]);
  });

  it("tells ids to later layers by kind, also where there are none", () => {
    expect(run(smallMonolith()).adoption.roots.inherited.outputs).toEqual({
      vpc_ids: { monolith: "${aws_vpc.monolith.id}" },
      subnet_ids: { public_a: "${aws_subnet.public_a.id}" },
      internet_gateway_ids: {},
      route_table_ids: {},
      zone_ids: {},
      instance_ids: {},
      security_group_ids: {},
    });
    expect(run(smallMonolith()).adoption.roots.legacy.outputs).toMatchObject({
      instance_ids: { app_1: "${aws_instance.app_1.id}" },
      vpc_ids: {},
    });
  });
});

describe("addresses", () => {
  it("of a rename by a person are moved, of what is given up are removed", () => {
    const { addresses } = run(smallMonolith());
    const { roots } = run(
      smallMonolith(),
      {
        resources: {
          "aws_vpc/vpc-1": { name: "main" },
          "aws_subnet/subnet-1": { fate: "doomed" },
          "aws_instance/i-1": { ignore: true, reason: "it goes tomorrow" },
        },
      },
      addresses,
    ).adoption;
    expect(roots.inherited).toMatchObject({
      moved: [{ from: "aws_vpc.monolith", to: "aws_vpc.main" }],
      removed: ["aws_subnet.public_a"],
    });
    expect(roots.legacy).toMatchObject({ moved: [], removed: ["aws_instance.app_1"] });
    expect(roots.legacy.resources.map(addressOf)).toContain("aws_subnet.public_a");
  });

  it("of an object that vanished are kept in the book and given up in the root", () => {
    const before = run(smallMonolith()).addresses;
    const { adoption, addresses } = run(
      smallMonolith().filter(({ id }) => id !== "i-1"),
      {},
      before,
    );
    expect(addresses).toEqual(before);
    expect(adoption.roots.legacy.removed).toEqual(["aws_instance.app_1"]);
  });

  it("may be exchanged between two objects", () => {
    const two = [
      resource("aws_vpc", "vpc-1", { tags: { Name: "a" } }),
      resource("aws_vpc", "vpc-2", { tags: { Name: "b" } }),
    ];
    const before = run(two).addresses;
    const resources = { "aws_vpc/vpc-1": { name: "c" }, "aws_vpc/vpc-2": { name: "a" } };
    const after = run(two, { resources }, before).addresses;
    expect(after.map(({ address }) => address)).toEqual(["aws_vpc.c", "aws_vpc.a"]);
  });

  it("that two objects want are refused by name", () => {
    const two = [resource("aws_vpc", "vpc-1"), resource("aws_vpc", "vpc-2")];
    const resources = { "aws_vpc/vpc-1": { name: "main" }, "aws_vpc/vpc-2": { name: "main" } };
    expect(() => run(two, { resources })).toThrow(
      'mapping.yaml: resources.aws_vpc/vpc-2.name: aws_vpc/vpc-1 has this address already (got "aws_vpc.main"). Give one of the two another name.',
    );
  });

  it("that another object has are refused by name", () => {
    const before = run(smallMonolith()).addresses;
    const grown = [...smallMonolith(), resource("aws_vpc", "vpc-2")];
    expect(() => run(grown, { resources: { "aws_vpc/vpc-2": { name: "monolith" } } }, before)).toThrow(
      "aws_vpc/vpc-1 has this address already",
    );
  });

  it("of global objects belong to the root of one region", () => {
    const role = resource("aws_iam_role", "app", { region: "global" });
    const { addresses } = run([role]);
    const elsewhere = adopt(inventoryOf([role], { regions: ["us-east-1"] }), emptyMapping, addresses, {
      region: "us-east-1",
    });
    expect(elsewhere.adoption.leftOut).toEqual([
      { type: "aws_iam_role", id: "app", kind: "other-owner", reason: "the root of region eu-west-1 adopted it" },
    ]);
  });
});
