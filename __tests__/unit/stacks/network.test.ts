import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { afterAll, describe, expect, it } from "vitest";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";
import { concreteTree } from "../../../src/core/concrete-tree.js";
import { declareRoots } from "../../../src/stacks/index.js";
import { adoptionOfOneVpc } from "../../support/adoption.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-unit-"));
afterAll(() => rmSync(outdir, { recursive: true }));

function networkOf(name: string, change: Partial<EnvironmentConfig["network"]> = {}, zones?: string[]) {
  const environments = organization.environments.map((each) =>
    each.name === name ? { ...each, zones: zones ?? each.zones, network: { ...each.network, ...change } } : each,
  );
  const roots = declareRoots(new App({ outdir }), loadOrganization({ ...organization, environments }), {
    prod: adoptionOfOneVpc,
  });
  const root = roots.find(({ environment, layer }) => environment.name === name && layer.name === "network");
  if (!root) throw new Error(`no network in ${name}`);
  return { root, tree: concreteTree(root.stack) };
}
const types = (tree: ReturnType<typeof concreteTree>) => new Set(tree.map(({ type }) => type));

describe("the network of an environment", () => {
  it("spans four tiers in each zone, with a route table each", () => {
    const { tree } = networkOf("shared");
    const keys = (type: string) =>
      tree.filter((each) => each.type === type).map(({ address }) => /\["(.*)"\]/.exec(address)?.[1]);
    const expected = ["public", "private", "data", "intra"].flatMap((tier) =>
      ["a", "b", "c"].map((zone) => `${tier}_${zone}`),
    );
    expect(keys("aws_subnet").sort()).toEqual(expected.sort());
    expect(keys("aws_route_table").sort()).toEqual(expected);
    expect(keys("aws_network_acl")).toEqual(["data", "intra", "private", "public"]);
  });

  it("has one NAT gateway a zone, or a single one that every zone uses", () => {
    const natOf = (tree: ReturnType<typeof concreteTree>) =>
      tree
        .filter(({ address }) => address.startsWith("module.network.aws_route.nat"))
        .map(({ values }) => values.nat_gateway_id);
    expect(natOf(networkOf("shared").tree)).toEqual(Array(3).fill('${aws_nat_gateway.this["a"].id}'));
    expect(natOf(networkOf("staging").tree)).toEqual(
      ["a", "b", "c"].map((zone) => `\${aws_nat_gateway.this["${zone}"].id}`),
    );
  });

  it("routes the data and intra tiers nowhere but inside", () => {
    const routes = networkOf("staging").tree.filter(({ type }) => type === "aws_route");
    expect(routes.filter(({ address }) => /data|intra/.test(address))).toEqual([]);
    expect(routes).toHaveLength(6);
  });

  it("grows the adopted VPC by a range of its own and touches nothing else of it", () => {
    const { tree, root } = networkOf("prod");
    expect(types(tree)).not.toContain("aws_vpc");
    expect(types(tree)).not.toContain("aws_internet_gateway");
    expect(types(tree)).not.toContain("aws_default_security_group");
    const range = tree.find(({ type }) => type === "aws_vpc_ipv4_cidr_block_association");
    expect(range?.values).toMatchObject({
      cidr_block: "10.64.0.0/16",
      vpc_id: '${data.terraform_remote_state.inherited.outputs.vpc_ids["monolith"]}',
    });
    expect(root.after).toEqual(["bootstrap", "inherited"]);
  });

  it("says what to do when the VPC to grow has not been adopted", () => {
    expect(() => declareRoots(new App({ outdir }), loadOrganization(), {})).toThrow(
      'src/config/prod.ts: network.existingVpc: the environment builds on the adopted "monolith", but nothing of account 888888888888 has been adopted. Run "uplift inventory prod" and "uplift adopt prod"',
    );
  });

  it("goes out by the gateway that the adopted VPC has", () => {
    const route = networkOf("prod").tree.find(
      ({ address }) => address === 'module.network.aws_route.internet["public_a"]',
    );
    expect(route?.values.gateway_id).toBe(
      '${data.terraform_remote_state.inherited.outputs.internet_gateway_ids["gateway"]}',
    );
  });

  it("suggests the nearest VPC when no adopted one has the name", () => {
    expect(() => networkOf("prod", { existingVpc: { name: "monolit", cidr: "10.40.0.0/16" } })).toThrow(
      'src/config/prod.ts: network.existingVpc.name: no adopted VPC has this name (got "monolit"). Did you mean "monolith"?',
    );
  });

  it("only adds when a zone is added", () => {
    const before = networkOf("dev").tree;
    const after = new Map(
      networkOf("dev", {}, ["eu-west-1c", "eu-west-1b", "eu-west-1a"]).tree.map((each) => [each.address, each]),
    );
    for (const resource of before) {
      const grown = after.get(resource.address);
      expect(grown, resource.address).toBeDefined();
      if (resource.type !== "aws_vpc_endpoint") expect(grown?.values).toEqual(resource.values);
    }
    expect(after.size).toBeGreaterThan(before.length);
  });

  it("tags everything that can be tagged with its owner and who pays", () => {
    const untaggable = new Set([
      "aws_route",
      "aws_route_table_association",
      "aws_network_acl_association",
      "aws_iam_role_policy",
      "aws_vpc_ipv4_cidr_block_association",
    ]);
    for (const { type, address, values } of networkOf("staging").tree) {
      if (untaggable.has(type)) continue;
      expect(values.tags, address).toMatchObject({
        environment: "staging",
        owner: "platform",
        "cost-center": "cc-1000",
      });
    }
  });

  it("lets a cluster and Karpenter find their subnets", () => {
    const tagsOf = (name: string) =>
      networkOf("dev").tree.find(({ address }) => address === `module.network.aws_subnet.this["${name}"]`)?.values.tags;
    expect(tagsOf("public_a")).toMatchObject({ "kubernetes.io/role/elb": "1" });
    expect(tagsOf("private_a")).toMatchObject({
      "kubernetes.io/role/internal-elb": "1",
      "karpenter.sh/discovery": "dev",
    });
    expect(tagsOf("data_a")).not.toHaveProperty("karpenter.sh/discovery");
  });
});
