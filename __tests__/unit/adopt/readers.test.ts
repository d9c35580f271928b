import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatAddresses, parseBooks } from "../../../src/adopt/addresses.js";
import { adopt } from "../../../src/adopt/adopt.js";
import {
  adoptionPaths,
  readAdoption,
  readInventory,
  writeAddresses,
  writeInventory,
} from "../../../src/adopt/files.js";
import { parseLiveImpact, parseManifest, readManifests } from "../../../src/adopt/gate/decision-files.js";
import { addPatterns, emptyMapping, parseMapping } from "../../../src/adopt/mapping.js";
import { formatInventory, parseInventory } from "../../../src/domain/inventory-document.js";
import { accountId, inventoryOf, resource, smallMonolith } from "../../support/account.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

describe("an inventory", () => {
  const text = formatInventory(inventoryOf(smallMonolith()));

  it("comes back as it was written", () => {
    expect(parseInventory(text, "a.json")).toEqual(inventoryOf(smallMonolith()));
  });

  it("that is not there is named", async () => {
    await expect(readInventory("/nowhere/a.json")).rejects.toThrow(
      "/nowhere/a.json: there is no inventory. Make it with: uplift inventory ENV (or --region REGION --out FILE).",
    );
  });

  it.each([
    ["cut off", text.slice(0, 200), "a.json: this is not a whole inventory: "],
    ["empty", "", "a.json: this is not a whole inventory: it is empty."],
    ["something else", "{}", "a.json: this is not a whole inventory: it has no schema_version."],
    [
      "of a newer version",
      text.replace('"schema_version": 1', '"schema_version": 2'),
      "a.json: schema_version: this build reads version 1 of the inventory (got 2).",
    ],
    ["edited", text.replace('"type": "aws_vpc"', '"kind": "aws_vpc"'), "a.json: resources."],
  ])("that is %s is refused", (_, content, message) => {
    expect(() => parseInventory(content, "a.json")).toThrow(message);
  });

  it("of another account is refused", () => {
    expect(() => parseInventory(text, "a.json", "999999999999")).toThrow(
      'a.json: account_id: this is the inventory of another account, not of 999999999999 (got "111122223333"). ' +
        "Give the right file, or make the inventory with that account's credentials.",
    );
  });

  it("with one object twice is refused", () => {
    const twice = formatInventory(inventoryOf([resource("aws_vpc", "vpc-1"), resource("aws_vpc", "vpc-1")]));
    expect(() => parseInventory(twice, "a.json")).toThrow("a.json: resources.1: aws_vpc/vpc-1 is in it twice");
  });

  it("is readable for its owner alone", async () => {
    const file = join(await temporaryFolder(), "inventory", "a.json");
    await writeInventory(file, inventoryOf([]));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe("mapping.yaml", () => {
  it("may be empty", () => expect(parseMapping("", "m.yaml")).toEqual(emptyMapping));

  it.each([
    ["resources: [", "m.yaml: this is not YAML: "],
    ["schema_version: 2", "m.yaml: schema_version: must be 1 (got 2)."],
    [
      "schema_version: 1\nresources: { aws_vpc/a: { fate: maybe } }",
      'm.yaml: resources.aws_vpc/a.fate: is neither keep nor doomed (got "maybe").',
    ],
    [
      "schema_version: 1\nresources: { aws_vpc/a: { ignore: true } }",
      "m.yaml: resources.aws_vpc/a.reason: is ignored without a reason.",
    ],
    [
      "schema_version: 1\nresources: { aws_vpc/a: { name: Main VPC } }",
      "m.yaml: resources.aws_vpc/a.name: is no Terraform name: use lower-case letters, digits and underscores",
    ],
  ])("with %j is refused", (content, message) => {
    expect(() => parseMapping(content, "m.yaml")).toThrow(message);
  });

  it("keeps comments and order when patterns are added", () => {
    const before =
      "# ours\nschema_version: 1\nresources:\n  # the old one\n  aws_vpc/vpc-1: { name: main } # ask Ann\n";
    const after = addPatterns(before, { keep: ["aws_eip.*"], doom: [] });
    for (const comment of ["# ours", "# the old one", "# ask Ann"]) expect(after).toContain(comment);
    expect(parseMapping(after, "m.yaml")).toEqual({
      keep: ["aws_eip.*"],
      doom: [],
      resources: { "aws_vpc/vpc-1": { name: "main" } },
    });
    expect(addPatterns(after, { keep: ["aws_eip.*"], doom: [] })).toBe(after);
  });

  it("is made with its explanation where there is none", () => {
    expect(addPatterns(undefined, { keep: [], doom: ["aws_vpc.*"] })).toMatch(
      /^# What people decide[\s\S]*aws_vpc\.\*/,
    );
  });

  it("about unknown objects is refused with the nearest", () => {
    const mapping = { ...emptyMapping, resources: { "aws_vpc/vpc-2": { name: "main" } } };
    expect(() => adopt(inventoryOf(smallMonolith()), mapping, [], { region: "eu-west-1" })).toThrow(
      'mapping.yaml: resources.aws_vpc/vpc-2: the inventory has no such object. Write it as TYPE/ID, or take the entry out. Did you mean "aws_vpc/vpc-1"?',
    );
  });

  it("that wants what somebody else owns is refused", () => {
    const owned = resource("aws_vpc", "vpc-1", { owner: { kind: "cloudformation", name: "base" } });
    const mapping = { ...emptyMapping, resources: { "aws_vpc/vpc-1": { fate: "keep" as const } } };
    expect(() => adopt(inventoryOf([owned]), mapping, [], { region: "eu-west-1" })).toThrow(
      'resources.aws_vpc/vpc-1: it cannot be adopted: CloudFormation stack "base" owns it.',
    );
  });
});

describe("addresses.json", () => {
  const entry = {
    region: "eu-west-1",
    type: "aws_vpc",
    id: "vpc-1",
    layer: "inherited",
    address: "aws_vpc.main",
  } as const;

  it("comes back as it was written", () => {
    expect(parseBooks(formatAddresses([entry]), "a.json")).toEqual({ addresses: [entry], elsewhere: [] });
  });

  it.each([
    [
      [entry, { ...entry, address: "aws_vpc.other" }],
      "aws_vpc/vpc-1 has two addresses: aws_vpc.main and aws_vpc.other",
    ],
    [[entry, { ...entry, id: "vpc-2" }], "aws_vpc.main is the address of two objects: aws_vpc/vpc-1 and aws_vpc/vpc-2"],
  ])("in which two things are one is refused", (book, message) => {
    expect(() => parseBooks(formatAddresses(book), "a.json")).toThrow(`a.json: ${message}. Restore the file from Git`);
  });

  it("holds what was left to other roots, where there is any", () => {
    const left = { region: "eu-west-1", type: "aws_vpc", id: "vpc-2", root: "prod/network", address: "aws_vpc.this" };
    const text = formatAddresses([entry], [left]);
    expect(parseBooks(text, "a.json")).toEqual({ addresses: [entry], elsewhere: [left] });
    expect(formatAddresses([entry])).not.toContain("elsewhere");
    expect(() => parseBooks(formatAddresses([entry], [{ ...left, id: entry.id }]), "a.json")).toThrow(
      "a.json: aws_vpc/vpc-1 has two addresses: aws_vpc.main and prod/network/aws_vpc.this. Restore the file from Git",
    );
  });

  it("that is cut off is refused", () => {
    expect(() => parseBooks('{"schema', "a.json")).toThrow("a.json: this is not whole JSON: ");
  });
});

describe("readAdoption", () => {
  it("is nothing where the account has no inventory", async () => {
    expect(await readAdoption(await temporaryFolder(), accountId, "eu-west-1")).toBeUndefined();
  });

  it("gives what the files say, and asks for adopt where an object has no address yet", async () => {
    const project = await temporaryFolder();
    const paths = adoptionPaths(project, accountId);
    await writeInventory(paths.inventory, inventoryOf(smallMonolith()));
    await expect(readAdoption(project, accountId, "eu-west-1", "prod")).rejects.toThrow(
      /^adoption\/111122223333\/addresses\.json: the inventory or the mapping has changed since the last adoption: .* Run: uplift adopt prod$/,
    );
    const { addresses, adoption } = adopt(inventoryOf(smallMonolith()), emptyMapping, [], { region: "eu-west-1" });
    await writeAddresses(paths.addresses, addresses);
    expect(await readAdoption(project, accountId, "eu-west-1")).toEqual(adoption);
  });

  it("leaves what the last adoption left to other roots, without asking them", async () => {
    const project = await temporaryFolder();
    const paths = adoptionPaths(project, accountId);
    await writeInventory(paths.inventory, inventoryOf(smallMonolith()));
    const { addresses } = adopt(inventoryOf(smallMonolith()), emptyMapping, [], { region: "eu-west-1" });
    const [given, ...kept] = addresses;
    const { region = "", type = "", id = "" } = given ?? {};
    await writeAddresses(paths.addresses, kept, [{ region, type, id, root: "prod/compute", address: "m.x" }]);
    const adoption = await readAdoption(project, accountId, "eu-west-1");
    expect(adoption?.leftOut).toEqual([{ type, id, kind: "other-owner", reason: "prod/compute makes it: m.x" }]);
  });

  it("refuses a region that the inventory does not cover", async () => {
    const project = await temporaryFolder();
    await writeInventory(adoptionPaths(project, accountId).inventory, inventoryOf([]));
    await expect(readAdoption(project, accountId, "us-east-1")).rejects.toThrow(
      "the inventory does not cover region us-east-1",
    );
  });
});

describe("decisions of people", () => {
  it.each([
    ["entries: []", "l.yaml: schema_version: must be 1."],
    [
      "schema_version: 1\nentries: [{ address: a.b, attaches_to: vpc-1, reason: r }]",
      "l.yaml: entries.0.owner: must be a text. Each entry has address, attaches_to, reason and owner",
    ],
    ["schema_version: 1\nentries: [", "l.yaml: this is not YAML: "],
  ])("in live-impact.yaml are refused: %j", (content, message) => {
    expect(() => parseLiveImpact(content, "l.yaml")).toThrow(message);
  });

  it("in a manifest allow deletes unless they say otherwise", () => {
    const text = "schema_version: 1\nentries: [{ address: aws_elb.old, reason: r, owner: o }]";
    expect(parseManifest(text, "m.yaml").entries[0]?.action).toBe("delete");
  });

  it("count only for the root that they name", async () => {
    const project = await temporaryFolder();
    await mkdir(join(project, "decommission"));
    await writeFile(
      join(project, "decommission", "legacy.yaml"),
      "schema_version: 1\nenvironment: prod\nlayer: legacy\nentries: [{ address: aws_elb.old, reason: r, owner: o }]",
    );
    expect(await readManifests(project, "prod", "legacy")).toHaveLength(1);
    expect(await readManifests(project, "prod", "network")).toEqual([]);
    expect(await readManifests(await temporaryFolder())).toEqual([]);
    expect(await readFile(join(project, "decommission", "legacy.yaml"), "utf8")).toContain("aws_elb.old");
  });
});
