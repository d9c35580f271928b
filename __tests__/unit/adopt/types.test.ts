import { expect, it } from "vitest";
import { adopt } from "../../../src/adopt/adopt.js";
import { importCommands } from "../../../src/adopt/import-commands.js";
import { emptyMapping } from "../../../src/adopt/mapping.js";
import { rootDocuments } from "../../../src/adopt/root-documents.js";
import { leftTypes, rules } from "../../../src/adopt/types/all.js";
import type { JsonObject } from "../../../src/domain/json.js";
import { unsupportedType } from "../../../src/domain/safety-net.js";
import { collectedTypes } from "../../../src/inventory/collectors/all.js";
import { inventoryOf, resource, smallMonolith } from "../../support/account.js";

it("every type that an inventory finds is adopted or left with a reason", () => {
  const unknown = collectedTypes().filter((type) => !rules.has(type) && !leftTypes[type]);
  // What the tagging API alone knows is listed as unsupported.
  expect(unknown).toEqual([unsupportedType]);
});

const configurationOf = (
  type: string,
  id: string,
  attributes: JsonObject,
  over: Parameters<typeof resource>[2] = {},
) => {
  const inventory = inventoryOf([resource(type, id, { attributes, ...over })]);
  const { roots } = adopt(inventory, emptyMapping, [], { region: "eu-west-1" }).adoption;
  return [...roots.inherited.resources, ...roots.legacy.resources][0]?.configuration;
};

it.each([
  [
    "all protocols",
    { IpProtocol: "-1", FromPort: -1, ToPort: -1, CidrIpv4: "0.0.0.0/0" },
    { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
  ],
  [
    "any ICMP",
    { IpProtocol: "icmp", FromPort: -1, ToPort: -1, CidrIpv4: "10.0.0.0/8" },
    { ip_protocol: "icmp", cidr_ipv4: "10.0.0.0/8" },
  ],
  ["echo requests", { IpProtocol: "icmp", FromPort: 8, ToPort: -1 }, { ip_protocol: "icmp", from_port: 8 }],
  [
    "a port",
    { IpProtocol: "tcp", FromPort: 80, ToPort: 80, Description: "http" },
    { ip_protocol: "tcp", from_port: 80, to_port: 80, description: "http" },
  ],
  [
    "a group of another account",
    { IpProtocol: "-1", ReferencedGroupInfo: { UserId: "999999999999", GroupId: "sg-9" } },
    { ip_protocol: "-1", referenced_security_group_id: "999999999999/sg-9" },
  ],
] as const)("a rule for %s has no ports but real ones", (_, attributes, expected) => {
  expect(configurationOf("aws_vpc_security_group_ingress_rule", "sgr-1", attributes)).toEqual(expected);
});

it("a zone keeps its comment, also an empty one", () => {
  expect(configurationOf("aws_route53_zone", "Z1", { Name: "example.com", Comment: "" })).toEqual({
    name: "example.com",
    comment: "",
    force_destroy: false,
  });
});

it.each([
  [
    "an alias with its dualstack and without a lifetime",
    {
      Name: "a.example.com",
      Type: "A",
      TTL: 0,
      AliasTarget: { DNSName: "dualstack.LB.example.", HostedZoneId: "Z2", EvaluateTargetHealth: true },
    },
    {
      name: "a.example.com",
      type: "A",
      alias: { name: "dualstack.lb.example", zone_id: "Z2", evaluate_target_health: true },
    },
  ],
  [
    "texts without their outermost quotes",
    { Name: "example.com", Type: "TXT", TTL: 300, ResourceRecords: [{ Value: '"one" "two ${x}"' }] },
    { name: "example.com", type: "TXT", ttl: 300, records: ['one" "two $${x}'] },
  ],
  [
    "weights",
    {
      Name: "w.example.com",
      Type: "A",
      TTL: 60,
      SetIdentifier: "blue",
      Weight: 0,
      ResourceRecords: [{ Value: "10.0.0.1" }],
    },
    {
      name: "w.example.com",
      type: "A",
      ttl: 60,
      records: ["10.0.0.1"],
      set_identifier: "blue",
      weighted_routing_policy: { weight: 0 },
    },
  ],
] as const)("a record has %s", (_, attributes, expected) => {
  expect(configurationOf("aws_route53_record", "Z1_x", attributes, { region: "global" })).toEqual(expected);
});

it("what AWS does not tell about a load balancer is not compared", () => {
  const inventory = inventoryOf([
    resource("aws_elb", "shop", { attributes: { Attributes: { ConnectionDraining: { Enabled: false } } } }),
  ]);
  const [elb] = adopt(inventory, emptyMapping, [], { region: "eu-west-1" }).adoption.roots.legacy.resources;
  expect(elb?.ignoreChanges).toEqual([
    "cross_zone_load_balancing",
    "idle_timeout",
    "connection_draining_timeout",
    "desync_mitigation_mode",
  ]);
});

it("the standalone root names buckets by path only for an endpoint without TLS", () => {
  const { adoption } = adopt(inventoryOf(smallMonolith()), emptyMapping, [], { region: "eu-west-1", singleRoot: true });
  const provider = (usesPathStyle?: boolean) =>
    (rootDocuments(adoption, "local", usesPathStyle)["providers.tf.json"] as JsonObject).provider;
  const bound = { region: "eu-west-1", allowed_account_ids: ["111122223333"] };
  expect(provider()).toEqual({ aws: [bound] });
  expect(provider(true)).toEqual({ aws: [{ ...bound, s3_use_path_style: true }] });
});

it("the standalone root is bound to its account and sets no default tags", () => {
  const { adoption } = adopt(inventoryOf(smallMonolith()), emptyMapping, [], { region: "eu-west-1", singleRoot: true });
  const documents = rootDocuments(adoption, "s3");
  expect(documents["providers.tf.json"]).toMatchObject({
    terraform: { required_version: ">= 1.11", backend: { s3: {} } },
    provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["111122223333"] }] },
  });
  expect(JSON.stringify(documents)).not.toContain("default_tags");
});

it("import commands are quoted for the shell", () => {
  const odd = {
    type: "aws_route53_record",
    name: "a",
    importId: "Z_it's *_A_$(x)",
    configuration: {},
    ignoreChanges: [],
    preventDestroy: false,
  };
  expect(importCommands({ resources: [odd] }).split("\n")).toContain(
    `terraform import 'aws_route53_record.a' 'Z_it'\\''s *_A_$(x)'`,
  );
});
