import { describe, expect, it } from "vitest";
import { claimsOn, claimsWithEarlier } from "../../../src/adopt/claims.js";
import type { DeclaredObject, DeclaredValue } from "../../../src/adopt/declared.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { resource } from "../../support/account.js";

type Shorthand = string | number | boolean | DeclaredValue;
const adopted = (key: string, attribute = "id"): DeclaredValue => ({ kind: "adopted", key, attribute });
const made = (address: string, attribute = "id"): DeclaredValue => ({
  kind: "made",
  name: `prod/layer/${address}`,
  attribute,
});
const open = (expression: string): DeclaredValue => ({ kind: "open", expression });
const declare = (
  type: string,
  given: Readonly<Record<string, Shorthand>>,
  over: Partial<DeclaredObject> = {},
): DeclaredObject => ({
  root: "prod/layer",
  address: `${type}.this`,
  type,
  region: "eu-west-1",
  isTagged: false,
  arguments: Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === "object" ? value : { kind: "known", value }]),
  ),
  ...over,
});

const zone = resource("aws_route53_zone", "Z1", { region: "global", attributes: { Name: "example.test" } });
const record = (name: string, attributes: InventoryResource["attributes"] = {}, zoneId = "Z1") =>
  resource("aws_route53_record", `${zoneId}_${name}`, {
    region: "global",
    attributes: { Name: name, Type: "A", ...attributes },
    links: [["zone_id", "aws_route53_zone", zoneId, true]],
  });
const range = (id: string, cidr: string, vpc = "vpc-1") =>
  resource("aws_vpc_ipv4_cidr_block_association", id, {
    attributes: { CidrBlock: cidr },
    links: [["vpc_id", "aws_vpc", vpc, true]],
  });
const route = (attributes: InventoryResource["attributes"], table = "rtb-1") =>
  resource("aws_route", `${table}_${JSON.stringify(attributes)}`, {
    attributes: { GatewayId: "igw-1", ...attributes },
    links: [["route_table_id", "aws_route_table", table, true]],
  });
const balancers = resource("aws_security_group", "sg-new", {
  attributes: { GroupName: "prod-edge" },
  links: [["vpc_id", "aws_vpc", "vpc-1"]],
  owner: { kind: "terraform", name: "terraform" },
});
const others = resource("aws_security_group", "sg-old", {
  attributes: { GroupName: "office" },
  links: [["vpc_id", "aws_vpc", "vpc-1"]],
});
const rule = (type: string, port: number, peer: string, given: InventoryResource["attributes"] = {}, group = "sg-1") =>
  resource(type, `sgr-${group}-${port}-${peer}`, {
    attributes: { IpProtocol: "tcp", FromPort: port, ToPort: port, ...given },
    links: [
      ["security_group_id", "aws_security_group", group, true],
      ["security_group_id", "aws_default_security_group", group, true],
      ...(peer ? [["referenced_security_group_id", "aws_security_group", peer] as const] : []),
    ],
  });
const ingress = "aws_vpc_security_group_ingress_rule";
const egress = "aws_vpc_security_group_egress_rule";
const edgeGroup = declare(
  "aws_security_group",
  { name: "prod-edge", vpc_id: adopted("aws_vpc/vpc-1") },
  { isTagged: true },
);
const attachment = (role: string, policy: string) =>
  resource("aws_iam_role_policy_attachment", `${role}/${policy}`, {
    region: "global",
    attributes: { PolicyArn: policy },
    links: [["role", "aws_iam_role", role, true]],
  });
const bucketPolicy = (bucket: string) =>
  resource("aws_s3_bucket_policy", bucket, { links: [["bucket", "aws_s3_bucket", bucket, true]] });

const validation = (what: string) =>
  open(
    `\${one([for option in aws_acm_certificate.this["web"].domain_validation_options : option.resource_record_${what} if option.domain_name == "example.test"])}`,
  );
const validating = declare("aws_route53_record", {
  zone_id: adopted("aws_route53_zone/Z1", "zone_id"),
  name: validation("name"),
  type: validation("type"),
});
const inZone = { zone_id: adopted("aws_route53_zone/Z1", "zone_id"), type: "A" };

type Case = readonly [
  what: string,
  declared: readonly DeclaredObject[],
  ours: InventoryResource,
  handMade: readonly InventoryResource[],
];
const cases: readonly Case[] = [
  [
    "a record",
    [declare("aws_route53_record", { ...inZone, name: "App.example.test." })],
    record("app.example.test"),
    [
      record("www.example.test"),
      record("app.example.test", { Type: "AAAA" }),
      record("app.example.test", { SetIdentifier: "blue", Weight: 1 }),
      record("app.example.test", {}, "Z2"),
    ],
  ],
  [
    "a record whose name is told without its zone's",
    [declare("aws_route53_record", { ...inZone, name: "app" })],
    record("app.example.test"),
    [record("example.test")],
  ],
  [
    "a record of the zone's own name",
    [declare("aws_route53_record", { ...inZone, name: "" })],
    record("example.test"),
    [record("app.example.test")],
  ],
  [
    "a record named after the adopted zone",
    [declare("aws_route53_record", { ...inZone, name: adopted("aws_route53_zone/Z1", "name") })],
    record("example.test"),
    [record("app.example.test")],
  ],
  [
    "one of several records of a name",
    [declare("aws_route53_record", { ...inZone, name: "app.example.test", set_identifier: "next" })],
    record("app.example.test", { SetIdentifier: "next", Weight: 0 }),
    [record("app.example.test"), record("app.example.test", { SetIdentifier: "legacy", Weight: 100 })],
  ],
  [
    "a record by which ACM checks a name",
    [validating],
    record("_d930b28b.example.test", { Type: "CNAME" }),
    [
      record("_d930b28b.shop.example.test", { Type: "CNAME" }),
      record("_d930b28b.example.test", { Type: "TXT" }),
      record("www.example.test", { Type: "CNAME" }),
    ],
  ],
  [
    "a range of a VPC",
    [
      declare("aws_vpc_ipv4_cidr_block_association", {
        vpc_id: adopted("aws_vpc/vpc-1"),
        cidr_block: "10.64.0.0/16",
      }),
    ],
    range("a-1", "10.64.0.0/16"),
    [range("a-2", "10.65.0.0/16"), range("a-3", "10.64.0.0/16", "vpc-2")],
  ],
  [
    "a route",
    [
      declare("aws_route", {
        route_table_id: adopted("aws_route_table/rtb-1"),
        destination_cidr_block: "10.64.0.0/16",
        vpc_peering_connection_id: open("${var.peering}"),
      }),
    ],
    route({ DestinationCidrBlock: "10.64.0.0/16" }),
    [
      route({ DestinationCidrBlock: "0.0.0.0/0" }),
      route({ DestinationIpv6CidrBlock: "::/0" }),
      route({ DestinationCidrBlock: "10.64.0.0/16" }, "rtb-2"),
    ],
  ],
  [
    "a rule from a group of ours into an adopted one",
    [
      declare(ingress, {
        security_group_id: adopted("aws_security_group/sg-1"),
        ip_protocol: "tcp",
        from_port: 80,
        to_port: 80,
        referenced_security_group_id: made("aws_security_group.this"),
      }),
      edgeGroup,
    ],
    rule(ingress, 80, "sg-new"),
    [
      rule(ingress, 80, "sg-old"),
      rule(ingress, 81, "sg-new"),
      rule(ingress, 80, "", { CidrIpv4: "10.0.0.0/8" }),
      rule(ingress, 80, "sg-new", {}, "sg-2"),
      rule(egress, 80, "sg-new"),
    ],
  ],
  [
    "a rule of a range and all protocols",
    [
      declare(egress, {
        security_group_id: adopted("aws_security_group/sg-1"),
        ip_protocol: "-1",
        cidr_ipv4: "0.0.0.0/0",
      }),
    ],
    rule(egress, -1, "", { IpProtocol: "-1", CidrIpv4: "0.0.0.0/0" }),
    [rule(egress, -1, "", { IpProtocol: "-1", CidrIpv6: "::/0" }), rule(egress, 443, "", { CidrIpv4: "0.0.0.0/0" })],
  ],
  [
    "a dashboard",
    [declare("aws_cloudwatch_dashboard", { dashboard_name: "prod-shop" })],
    resource("aws_cloudwatch_dashboard", "prod-shop"),
    [resource("aws_cloudwatch_dashboard", "office")],
  ],
  [
    "a policy of an adopted role",
    [
      declare("aws_iam_role_policy_attachment", {
        role: adopted("aws_iam_role/app", "name"),
        policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      }),
    ],
    attachment("app", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
    [
      attachment("app", "arn:aws:iam::aws:policy/PowerUserAccess"),
      attachment("ops", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
    ],
  ],
  [
    "the policy of an adopted bucket",
    [declare("aws_s3_bucket_policy", { bucket: adopted("aws_s3_bucket/files") })],
    bucketPolicy("files"),
    [bucketPolicy("other")],
  ],
];

const around = [
  zone,
  balancers,
  others,
  resource("aws_route53_zone", "Z2", { region: "global", attributes: { Name: "example.test" } }),
];
const claimsIn = (declared: readonly DeclaredObject[], found: readonly InventoryResource[]) =>
  claimsOn([...around, ...found], declared, "eu-west-1");

describe("what another root declares", () => {
  it.each(cases)("is that root's: %s; one made by hand beside it is not", (_, declared, ours, handMade) => {
    const claimOf = claimsIn(declared, [ours, ...handMade]);
    expect(claimOf(ours)).toMatchObject({
      isCertain: true,
      root: "prod/layer",
      reason: `prod/layer makes it: ${ours.type}.this`,
    });
    expect(handMade.map(claimOf)).toEqual(handMade.map(() => undefined));
  });

  it("is not that root's where the root lies in another region", () => {
    const over = { region: "eu-central-1" };
    const alias = resource("aws_kms_alias", "alias/a");
    expect(claimsIn([declare("aws_kms_alias", { name: "alias/a" }, over)], [])(alias)).toBeUndefined();
    expect(claimsIn([declare("aws_kms_alias", { name: "alias/a" })], [])(alias)?.isCertain).toBe(true);
    // Every region answers with every dashboard.
    const dashboard = declare("aws_cloudwatch_dashboard", { dashboard_name: "a" }, over);
    expect(claimsIn([dashboard], [])(resource("aws_cloudwatch_dashboard", "a"))?.isCertain).toBe(true);
  });

  it("may be that root's where not all is known that tells it from others", () => {
    const declared = declare("aws_route53_record", { ...inZone, name: open("${random_pet.name}") });
    const claimOf = claimsIn([declared], []);
    expect(claimOf(record("www.example.test"))).toMatchObject({
      isCertain: false,
      reason:
        "prod/layer may make it as aws_route53_record.this, which only an apply can tell: leave it, or give the object a fate in mapping.yaml",
    });
    expect(claimOf(record("www.example.test", { Type: "TXT" }))).toBeUndefined();
  });

  it("may be that root's where the type is of none that is told apart, and a part of the same whole", () => {
    const alias = (name: string) =>
      resource("aws_lambda_alias", name, { links: [["function_name", "aws_lambda_function", name, true]] });
    const declared = declare("aws_lambda_alias", { function_name: adopted("aws_lambda_function/a") });
    const claimOf = claimsIn([declared], []);
    expect(claimOf(alias("a"))?.isCertain).toBe(false);
    expect(claimOf(alias("b"))).toBeUndefined();
  });

  it("is told by its tags where the root puts tags on it", () => {
    const declared = declare("aws_sqs_queue", { name: "jobs" }, { isTagged: true });
    expect(claimsIn([declared], [])(resource("aws_sqs_queue", "jobs"))).toBeUndefined();
  });
});

describe("what an earlier adoption left to a root", () => {
  const entry = { region: "eu-west-1", type: "aws_cloudwatch_dashboard", id: "a", root: "prod/x", address: "m.d" };
  const dashboard = resource("aws_cloudwatch_dashboard", "a");

  it("stays that root's while nobody asks the roots again", () => {
    const claimOf = claimsWithEarlier([entry], undefined);
    expect(claimOf(dashboard)).toMatchObject({ reason: "prod/x makes it: m.d" });
    expect(claimOf(resource("aws_cloudwatch_dashboard", "b"))).toBeUndefined();
  });

  it("is not taken either when the root declares it no longer, unless a person decides", () => {
    expect(claimsWithEarlier([entry], () => undefined)(dashboard)).toMatchObject({
      isCertain: false,
      reason:
        "prod/x made it as m.d, and declares it no longer: apply that root and make the inventory again, or give the object a fate in mapping.yaml",
    });
  });
});
