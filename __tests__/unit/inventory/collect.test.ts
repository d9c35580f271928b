import { describe, expect, it } from "vitest";
import type { Clients } from "../../../src/inventory/call.js";
import { collect, type Haul } from "../../../src/inventory/collect.js";
import type { AnyCollector } from "../../../src/inventory/collector.js";
import { instances } from "../../../src/inventory/collectors/ec2-compute.js";
import { vpcs } from "../../../src/inventory/collectors/ec2-network.js";
import { routeTables } from "../../../src/inventory/collectors/ec2-routes.js";
import { securityGroupRules } from "../../../src/inventory/collectors/ec2-security.js";
import { roles } from "../../../src/inventory/collectors/iam.js";
import { parameterGroups } from "../../../src/inventory/collectors/rds.js";
import { zones } from "../../../src/inventory/collectors/route53.js";
import { createPool } from "../../../src/inventory/pool.js";

type Answer = (input: Record<string, unknown>) => unknown;

const denied = (action: string) => () => {
  throw Object.assign(new Error(`not authorized to perform ${action}`), {
    name: "AccessDenied",
    $fault: "client",
    $metadata: { httpStatusCode: 403 },
  });
};

/** Runs a collector against answers by the name of the API call. */
async function haulOf(
  collector: AnyCollector,
  answers: Readonly<Record<string, Answer>>,
): Promise<Haul & { calls: string[] }> {
  const calls: string[] = [];
  const client = {
    send: async (command: { constructor: { name: string }; input: Record<string, unknown> }) => {
      const name = command.constructor.name.replace(/Command$/, "");
      calls.push(name);
      const answer = answers[name];
      if (!answer) throw new Error(`no answer for ${name}`);
      return answer(command.input);
    },
  };
  const clients = { ec2: client, elb: client, iam: client, rds: client, route53: client } as unknown as Clients;
  const haul: Haul = { resources: [], gaps: [], findings: [] };
  const place = { accountId: "111122223333", partition: "aws", region: "eu-west-1" };
  await collect(collector, undefined, {
    place,
    clients,
    signal: new AbortController().signal,
    haul,
    pool: createPool(4),
  });
  return { ...haul, calls };
}

describe("a collector", () => {
  it("reads every page", async () => {
    const { resources, calls } = await haulOf(securityGroupRules, {
      DescribeSecurityGroupRules: ({ NextToken }) =>
        NextToken
          ? { SecurityGroupRules: [{ SecurityGroupRuleId: "sgr-2", GroupId: "sg-1", IsEgress: true }] }
          : {
              SecurityGroupRules: [{ SecurityGroupRuleId: "sgr-1", GroupId: "sg-1", IsEgress: false }],
              NextToken: "more",
            },
    });
    expect(resources.map(({ type, id }) => `${type} ${id}`)).toEqual([
      "aws_vpc_security_group_ingress_rule sgr-1",
      "aws_vpc_security_group_egress_rule sgr-2",
    ]);
    expect(calls).toHaveLength(2);
  });

  it("reads every page of a detail: a group may have more parameters than one answer holds", async () => {
    const page = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ParameterName: `p${first + index}`,
        ParameterValue: "1",
        Source: "user",
      }));
    const { resources } = await haulOf(parameterGroups, {
      DescribeDBParameterGroups: () => ({ DBParameterGroups: [{ DBParameterGroupName: "own" }] }),
      DescribeDBParameters: ({ Marker }) =>
        Marker === "b"
          ? { Parameters: page(200, 30) }
          : Marker === "a"
            ? { Parameters: page(100, 100), Marker: "b" }
            : { Parameters: page(0, 100), Marker: "a" },
      ListTagsForResource: () => ({ TagList: [] }),
    });
    const parameters = resources[0]?.attributes.Parameters as { ParameterName: string }[];
    expect(parameters.map(({ ParameterName }) => ParameterName)).toEqual(
      Array.from({ length: 230 }, (_, index) => `p${index}`),
    );
  });

  it("does not keep the first half of a detail whose second page is denied", async () => {
    const { resources, gaps } = await haulOf(parameterGroups, {
      DescribeDBParameterGroups: () => ({ DBParameterGroups: [{ DBParameterGroupName: "own" }] }),
      DescribeDBParameters: ({ Marker }) =>
        Marker ? denied("rds:DescribeDBParameters")() : { Parameters: [{ ParameterName: "p" }], Marker: "a" },
      ListTagsForResource: () => ({ TagList: [] }),
    });
    expect(resources[0]?.attributes).not.toHaveProperty("Parameters");
    expect(gaps.map(({ subject }) => subject)).toEqual(["parameter group own"]);
  });

  it("reports a denied listing by its action", async () => {
    const { gaps } = await haulOf(vpcs, { DescribeVpcs: denied("ec2:DescribeVpcs") });
    expect(gaps).toEqual([{ call: "ec2:DescribeVpcs", region: "eu-west-1", reason: "denied" }]);
  });

  it("reports a denied detail by the object, and keeps the object", async () => {
    const { gaps, resources } = await haulOf(roles, {
      ListRoles: () => ({ Roles: [{ RoleName: "app", Path: "/", AssumeRolePolicyDocument: "%7B%7D" }] }),
      GetRole: () => ({
        Role: { RoleName: "app", Tags: [{ Key: "team", Value: "a" }], AssumeRolePolicyDocument: "%7B%7D" },
      }),
      ListRolePolicies: () => ({ PolicyNames: ["read"] }),
      GetRolePolicy: denied("iam:GetRolePolicy"),
      ListAttachedRolePolicies: () => ({ AttachedPolicies: [] }),
    });
    expect(gaps).toEqual([
      { call: "iam:GetRolePolicy", region: "global", subject: "inline policy read of role app", reason: "denied" },
    ]);
    expect(resources).toMatchObject([
      { type: "aws_iam_role", id: "app", tags: { team: "a" }, attributes: { AssumeRolePolicyDocument: "{}" } },
      { type: "aws_iam_role_policy", id: "app:read", attributes: { PolicyName: "read" } },
    ]);
  });

  it("passes over what has gone since it was listed", async () => {
    const gone = () => {
      throw Object.assign(new Error("gone"), {
        name: "InvalidVpcID.NotFound",
        $fault: "client",
        $metadata: { httpStatusCode: 400 },
      });
    };
    const { gaps } = await haulOf(vpcs, {
      DescribeVpcs: () => ({ Vpcs: [{ VpcId: "vpc-1" }] }),
      DescribeVpcAttribute: gone,
    });
    expect(gaps).toEqual([]);
  });

  it.each([
    ["ExpiredToken", "AWS does not accept the credentials (ExpiredToken: x). Log in or set AWS_PROFILE"],
    ["CredentialsProviderError", "AWS does not accept the credentials (CredentialsProviderError: x)."],
  ])("ends at %s", async (name, message) => {
    const fail = () => {
      throw Object.assign(new Error("x"), { name });
    };
    await expect(haulOf(vpcs, { DescribeVpcs: fail })).rejects.toThrow(message);
  });

  it("ends where nothing answers", async () => {
    const fail = () => {
      throw Object.assign(new Error("x"), { name: "Error", code: "ENOTFOUND" });
    };
    await expect(haulOf(vpcs, { DescribeVpcs: fail })).rejects.toThrow(
      "ec2:DescribeVpcs got no answer in eu-west-1 (ENOTFOUND). Check the network, AWS_ENDPOINT_URL and the region's name.",
    );
  });
});

describe("what collectors make of answers", () => {
  it("a route table's own, propagated and endpoint routes are no objects", async () => {
    const { resources } = await haulOf(routeTables, {
      DescribeRouteTables: () => ({
        RouteTables: [
          {
            RouteTableId: "rtb-1",
            VpcId: "vpc-1",
            Tags: [{ Key: "Name", Value: "public" }],
            Associations: [
              { Main: true, RouteTableAssociationId: "rtbassoc-0" },
              { RouteTableAssociationId: "rtbassoc-1", SubnetId: "subnet-1" },
            ],
            Routes: [
              { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local", Origin: "CreateRouteTable" },
              { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1", Origin: "CreateRoute" },
              { DestinationCidrBlock: "10.9.0.0/16", GatewayId: "vgw-1", Origin: "EnableVgwRoutePropagation" },
              { DestinationPrefixListId: "pl-1", GatewayId: "vpce-1", Origin: "CreateRoute" },
            ],
          },
        ],
      }),
    });
    expect(resources.map(({ type, importId }) => `${type} ${importId}`)).toEqual([
      "aws_route_table rtb-1",
      "aws_route rtb-1_0.0.0.0/0",
      "aws_route_table_association subnet-1/rtb-1",
    ]);
  });

  it("user data with a secret is never kept", async () => {
    const secret = ["DB_PASSWORD=", "hunter2secret"].join("");
    const haul = await haulOf(instances, {
      DescribeInstances: () => ({ Reservations: [{ Instances: [{ InstanceId: "i-1" }] }] }),
      DescribeInstanceAttribute: ({ Attribute }) =>
        Attribute === "userData" ? { UserData: { Value: Buffer.from(secret).toString("base64") } } : {},
    });
    expect(JSON.stringify(haul)).not.toContain(Buffer.from(secret).toString("base64"));
    expect(haul.findings).toEqual([
      { type: "aws_instance", id: "i-1", attribute: "user_data", rule: "assigned secret" },
    ]);
  });

  it("a wildcard's name is read as people write it, and a zone's own records are AWS's", async () => {
    const { resources } = await haulOf(zones, {
      ListHostedZones: () => ({ HostedZones: [{ Id: "/hostedzone/Z1", Name: "example.com." }] }),
      ListTagsForResources: () => ({ ResourceTagSets: [] }),
      ListResourceRecordSets: () => ({
        ResourceRecordSets: [
          { Name: "example.com.", Type: "NS" },
          { Name: "\\052.example.com.", Type: "A", SetIdentifier: "blue" },
        ],
      }),
    });
    expect(resources.map(({ id, owner }) => [id, owner?.kind])).toEqual([
      ["Z1", undefined],
      ["Z1_example.com_NS", "aws"],
      ["Z1_*.example.com_A_blue", undefined],
    ]);
  });
});
