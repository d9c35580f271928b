import { describe, expect, it } from "vitest";
import { ownDefaultVpcs } from "../../../src/domain/default-vpcs.js";
import { inheritOwners, ownerByTags } from "../../../src/domain/owners.js";
import { resource } from "../../support/account.js";

describe("ownerByTags", () => {
  it.each([
    [{ "aws:cloudformation:stack-name": "shop" }, { kind: "cloudformation", name: "shop" }],
    [{ "aws:autoscaling:groupName": "web" }, { kind: "autoscaling", name: "web" }],
    [{ "kubernetes.io/cluster/prod": "owned" }, { kind: "kubernetes", name: "prod" }],
    [{ "kubernetes.io/cluster/prod": "shared" }, undefined],
    [
      { "aws:backup:source-resource": "vol-1:2026" },
      { kind: "aws", name: "a copy of AWS Backup, which deletes it again" },
    ],
    [{ "aws:dlm:lifecycle-policy-id": "policy-1" }, expect.objectContaining({ kind: "aws" })],
    [{ Name: "aws" }, undefined],
  ])("reads %j", (tags, owner) => {
    expect(ownerByTags(tags as Record<string, string>)).toEqual(owner);
  });
});

const ownersOf = (resources: readonly ReturnType<typeof resource>[]) =>
  Object.fromEntries(inheritOwners(resources).map(({ id, owner }) => [id, owner?.kind]));

describe("inheritOwners", () => {
  it.each([
    [{ RuleNumber: 100, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" }, "aws"],
    [{ RuleNumber: 101, Protocol: "-1", RuleAction: "allow", Ipv6CidrBlock: "::/0" }, "aws"],
    [{ RuleNumber: 100, Protocol: "-1", RuleAction: "deny", CidrBlock: "0.0.0.0/0" }, undefined],
    [{ RuleNumber: 100, Protocol: "6", RuleAction: "allow", CidrBlock: "0.0.0.0/0" }, undefined],
    [{ RuleNumber: 90, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" }, undefined],
  ])("tells whose the rule %j of a default ACL is", (attributes, owner) => {
    expect(
      ownersOf([
        resource("aws_default_network_acl", "acl-0", { owner: { kind: "aws", name: "default" } }),
        resource("aws_network_acl_rule", "rule", {
          attributes,
          links: [["network_acl_id", "aws_default_network_acl", "acl-0", true]],
        }),
      ]),
    ).toEqual({ "acl-0": "aws", rule: owner });
  });

  it("hands the owner of a whole down to its parts", () => {
    const stack = { kind: "cloudformation", name: "shop" } as const;
    expect(
      ownersOf([
        resource("aws_security_group", "sg-1", { owner: stack }),
        resource("aws_vpc_security_group_ingress_rule", "sgr-1", {
          links: [["security_group_id", "aws_security_group", "sg-1", true]],
        }),
      ]),
    ).toEqual({ "sg-1": "cloudformation", "sgr-1": "cloudformation" });
  });

  it("tells the rules that AWS made with a default group from those of people", () => {
    const links = [["security_group_id", "aws_default_security_group", "sg-0", true]] as const;
    expect(
      ownersOf([
        resource("aws_default_security_group", "sg-0", { owner: { kind: "aws", name: "default" } }),
        resource("aws_vpc_security_group_ingress_rule", "made", {
          attributes: { IpProtocol: "-1", ReferencedGroupInfo: { GroupId: "sg-0" } },
          links,
        }),
        resource("aws_vpc_security_group_egress_rule", "made-too", {
          attributes: { IpProtocol: "-1", IsEgress: true, CidrIpv4: "0.0.0.0/0" },
          links,
        }),
        resource("aws_vpc_security_group_ingress_rule", "added", {
          attributes: { IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIpv4: "0.0.0.0/0" },
          links,
        }),
      ]),
    ).toEqual({ "sg-0": "aws", made: "aws", "made-too": "aws", added: undefined });
  });

  it("knows a volume that goes with its instance as part of its instance", () => {
    expect(
      ownersOf([
        resource("aws_instance", "i-1", { links: [["block_device", "aws_ebs_volume", "vol-root"]] }),
        resource("aws_ebs_volume", "vol-root"),
        resource("aws_ebs_volume", "vol-data"),
      ]),
    ).toEqual({ "i-1": undefined, "vol-root": "instance", "vol-data": undefined });
  });
});

describe("ownDefaultVpcs", () => {
  const defaultVpc = [
    resource("aws_vpc", "vpc-d", { attributes: { IsDefault: true } }),
    resource("aws_subnet", "subnet-d", { attributes: { DefaultForAz: true }, links: [["vpc_id", "aws_vpc", "vpc-d"]] }),
  ];

  it("leaves an unused default VPC to AWS", () => {
    expect(ownDefaultVpcs(defaultVpc).map(({ owner }) => owner?.kind)).toEqual(["aws", "aws"]);
  });

  it("takes a default VPC with an instance in it for somebody's", () => {
    const used = [...defaultVpc, resource("aws_instance", "i-1", { links: [["subnet_id", "aws_subnet", "subnet-d"]] })];
    expect(ownDefaultVpcs(used).map(({ owner }) => owner)).toEqual([undefined, undefined, undefined]);
  });
});

it("an address that a NAT gateway or a service's interface binds is theirs", () => {
  const resources = inheritOwners([
    resource("aws_nat_gateway", "nat-1", { links: [["allocation_id", "aws_eip", "eipalloc-1"]] }),
    resource("aws_network_interface", "eni-2", { owner: { kind: "aws", name: "a load balancer" } }),
    resource("aws_eip_association", "of-nat", { links: [["allocation_id", "aws_eip", "eipalloc-1", true]] }),
    resource("aws_eip_association", "of-service", {
      links: [["network_interface_id", "aws_network_interface", "eni-2"]],
    }),
    resource("aws_eip_association", "of-people", { links: [["allocation_id", "aws_eip", "eipalloc-2", true]] }),
  ]);
  const owners = Object.fromEntries(resources.map(({ id, owner }) => [id, owner?.name]));
  expect(owners).toMatchObject({ "of-nat": "NAT gateway nat-1 has the address", "of-service": "a load balancer" });
  expect(owners["of-people"]).toBeUndefined();
});
