import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Books } from "../../src/adopt/addresses.js";
import { adoptBeside } from "../../src/adopt/beside.js";
import { identities } from "../../src/adopt/identities.js";
import { emptyMapping, type Mapping } from "../../src/adopt/mapping.js";
import { rules } from "../../src/adopt/types/all.js";
import { declaredBeside } from "../../src/assembly.js";
import { environmentOf, loadOrganization } from "../../src/config/load.js";
import { organization as configured } from "../../src/config/organization.js";
import type { EnvironmentConfig } from "../../src/config/schema.js";
import { addressOf } from "../../src/domain/adoption.js";
import { type InventoryResource, resourceKey } from "../../src/domain/inventory.js";
import type { Move } from "../../src/domain/traffic.js";
import { inventoryOf, resource } from "../support/account.js";
import { fittingAccount, record } from "../support/fitting-account.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-declared-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const region = "eu-west-1";
const organizationWith = (change: (prod: EnvironmentConfig) => EnvironmentConfig) =>
  loadOrganization({
    ...configured,
    environments: configured.environments.filter(({ name }) => name === "prod").map(change),
    connected: [],
  });
const moving = (move: Move) =>
  organizationWith((prod) => ({ ...prod, traffic: prod.traffic && { ...prod.traffic, move } }));
const declaredIn = (organization: ReturnType<typeof loadOrganization>) =>
  declaredBeside({ organization, environment: environmentOf(organization, "prod"), outdir });

const range = (id: string, cidr: string) =>
  resource("aws_vpc_ipv4_cidr_block_association", id, {
    attributes: { CidrBlock: cidr },
    links: [["vpc_id", "aws_vpc", "vpc-1", true]],
  });
const rule = (id: string, peer: string) =>
  resource("aws_vpc_security_group_ingress_rule", id, {
    attributes: { IpProtocol: "tcp", FromPort: 80, ToPort: 80 },
    links: [
      ["security_group_id", "aws_security_group", "sg-1", true],
      ["referenced_security_group_id", "aws_security_group", peer],
    ],
  });
const found = fittingAccount();
const balancers = resource("aws_security_group", "sg-2", {
  attributes: { GroupName: "example-prod-edge" },
  tags: { "managed-by": "terraform" },
  links: [["vpc_id", "aws_vpc", "vpc-1"]],
  owner: { kind: "terraform", name: "terraform" },
});
const ours = [
  record("_d930b28b.example.test", "CNAME"),
  range("assoc-1", "10.64.0.0/16"),
  rule("sgr-1", "sg-2"),
  resource("aws_cloudwatch_dashboard", "example-prod-service_shop", { attributes: { Body: "{}" } }),
];
const handMade = [
  record("www.example.test", "CNAME"),
  range("assoc-2", "10.99.0.0/16"),
  rule("sgr-2", "sg-1"),
  resource("aws_cloudwatch_dashboard", "office", { attributes: { Body: "{}" } }),
];

const adoptAgain = (
  resources: readonly InventoryResource[],
  { addresses, elsewhere }: Books,
  organization = moving({ phase: "as_found" }),
  mapping: Mapping = emptyMapping,
) => adoptBeside(inventoryOf(resources), mapping, addresses, { region, elsewhere }, declaredIn(organization));
const nothing: Books = { addresses: [], elsewhere: [] };
const first = adoptAgain(found, nothing);
const keys = (entries: readonly { readonly type: string; readonly id: string }[]) => entries.map(resourceKey).sort();
const inheritedOf = ({ adoption }: typeof first) => adoption.roots.inherited.resources.map(addressOf);

describe("a second adoption", () => {
  it("leaves what layers made to their roots, and takes what was made by hand beside it", () => {
    const again = adoptAgain([...found, balancers, ...ours, ...handMade], first);
    expect(keys(first.addresses)).toEqual(keys(found));
    expect(keys(again.addresses)).toEqual(keys([...found, ...handMade]));
    expect(again.elsewhere.map(({ id, root, address }) => [id, `${root}: ${address}`])).toEqual([
      [
        "example-prod-service_shop",
        'prod/observability: module.observability.aws_cloudwatch_dashboard.this["service_shop"]',
      ],
      ["assoc-1", 'prod/network: module.network.aws_vpc_ipv4_cidr_block_association.this["platform"]'],
      ["sgr-1", 'prod/traffic: module.traffic.aws_vpc_security_group_ingress_rule.admission["legacy_instances"]'],
      ["Z1__d930b28b.example.test_CNAME", 'prod/dns: module.dns.aws_route53_record.validation["example_test"]'],
    ]);
    expect(again.adoption.leftOut).toContainEqual({
      type: "aws_vpc_ipv4_cidr_block_association",
      id: "assoc-1",
      kind: "other-owner",
      reason: 'prod/network makes it: module.network.aws_vpc_ipv4_cidr_block_association.this["platform"]',
    });
    expect(adoptAgain([...found, balancers, ...ours, ...handMade], again)).toEqual(again);
  });

  it("forgets what is found no longer, so that its name is free for others", () => {
    const again = adoptAgain([...found, ...ours], first);
    expect(adoptAgain([...found, ...handMade], again).elsewhere).toEqual([]);
  });

  it("keeps leaving what a root has given up while it is found", () => {
    const again = adoptAgain([...found, ...ours], first);
    const other = organizationWith((prod) => ({ ...prod, network: { ...prod.network, cidr: "10.68.0.0/16" } }));
    const third = adoptAgain([...found, ...ours, ...handMade], again, other);
    expect(keys(third.elsewhere)).toEqual(keys(ours));
    expect(third.adoption.leftOut.find(({ id }) => id === "assoc-1")?.reason).toContain("declares it no longer");
    const resources = { [resourceKey(ours[1] as InventoryResource)]: { fate: "keep" } } as const;
    const decided = adoptAgain([...found, ...ours], again, other, { ...emptyMapping, resources });
    expect(keys(decided.addresses)).toContain("aws_vpc_ipv4_cidr_block_association/assoc-1");
    expect(keys(decided.elsewhere)).not.toContain("aws_vpc_ipv4_cidr_block_association/assoc-1");
  });

  it("refuses a decision to take what a root makes", () => {
    const resources = { [resourceKey(ours[1] as InventoryResource)]: { fate: "keep" } } as const;
    expect(() => adoptAgain([...found, ...ours], first, undefined, { ...emptyMapping, resources })).toThrow(
      /resources\.aws_vpc_ipv4_cidr_block_association\/assoc-1: it cannot be adopted: prod\/network makes it: /,
    );
  });

  it("keeps the record that was handed over, before its name has weights and after", () => {
    expect(inheritedOf(adoptAgain([...found, ...handMade], first))).toContain("aws_route53_record.app_example_test_a");
    const sides = ["legacy", "next"].map((side) => record("app.example.test", "A", { SetIdentifier: side, Weight: 1 }));
    const weighted = adoptAgain(
      [...found.filter(({ id }) => id !== "Z1_app.example.test_A"), ...sides],
      first,
      moving({ phase: "dns", newPercent: 10 }),
    );
    expect(inheritedOf(weighted)).toContain("aws_route53_record.app_example_test_a_legacy");
    expect(weighted.elsewhere).toMatchObject([{ id: "Z1_app.example.test_A_next", root: "prod/traffic" }]);
  });

  it("is refused where the configuration names what is not there; a first one goes by the inventory alone", () => {
    const other = organizationWith((prod) => ({
      ...prod,
      network: {
        ...prod.network,
        existingVpc: prod.network.existingVpc && { ...prod.network.existingVpc, name: "main" },
      },
    }));
    expect(keys(adoptAgain(found, nothing, other).addresses)).toEqual(keys(found));
    expect(() => adoptAgain([...found, ...handMade], first, other)).toThrow('(got "main")');
  });
});

describe("what other roots declare", () => {
  it("holds that every type is told apart that a module makes without tags and that is adopted", () => {
    const organization = loadOrganization();
    const untold = Object.values(organization.environments).flatMap((environment) => {
      const declared = declaredBeside({ organization, environment, outdir })(first);
      return declared.filter(({ type, isTagged }) => !isTagged && rules.has(type) && !identities[type]);
    });
    expect([...new Set(untold.map(({ type }) => type))]).toEqual([]);
  });

  it("is of every environment of the account, and never of what was adopted", () => {
    const prod = configured.environments.find(({ name }) => name === "prod") as EnvironmentConfig;
    const beside: EnvironmentConfig = {
      ...prod,
      name: "beside",
      region: "eu-central-1",
      zones: ["eu-central-1a", "eu-central-1b"],
      network: { ...prod.network, existingVpc: null, natGatewayZones: ["eu-central-1a"] },
      dns: { ...prod.dns, existingZone: null },
      backup: prod.backup && { ...prod.backup, copies: { ...prod.backup.copies, region: "eu-west-3" } },
      traffic: null,
    };
    const organization = loadOrganization({ ...configured, environments: [prod, beside], connected: [] });
    const declared = declaredIn(organization)(first);
    const roots = new Set(declared.map(({ root }) => root));
    expect(roots).toContain("prod/dns");
    expect(roots).toContain("beside/dns");
    expect([...roots].filter((root) => /inherited|legacy/.test(root))).toEqual([]);
    expect(new Set(declared.filter(({ root }) => root === "beside/network").map((each) => each.region))).toEqual(
      new Set(["eu-central-1"]),
    );
  });
});
