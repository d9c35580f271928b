import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { afterAll, describe, expect, it } from "vitest";
import { loadOrganization } from "../../../src/config/load.js";
import { linkedKey, linkedTree, references } from "../../../src/core/linked-tree.js";
import { declareRoots } from "../../../src/stacks/index.js";
import { adoptionOfOneVpc } from "../../support/adoption.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-linked-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const roots = declareRoots(new App({ outdir }), loadOrganization(), { prod: adoptionOfOneVpc });
const treeOf = (name: string) =>
  new Map(
    linkedTree(roots.filter(({ environment }) => environment.name === name).map(({ stack }) => stack)).map((each) => [
      linkedKey(each),
      each.values,
    ]),
  );

describe("a linked tree", () => {
  it("leads from an argument to the resource of the same module", () => {
    expect(treeOf("dev").get('network/module.network.aws_subnet.this["private_a"]')?.vpc_id).toBe(
      '${network/module.network.aws_vpc.this["new_vpc"].id}',
    );
  });

  it("leads through a layer's output to the resource of another layer", () => {
    const prod = treeOf("prod");
    expect(prod.get('network/module.network.aws_subnet.this["private_a"]')?.vpc_id).toBe(
      "${inherited/aws_vpc.monolith.id}",
    );
    expect(prod.get('network/module.network.aws_route.internet["public_a"]')?.gateway_id).toBe(
      "${inherited/aws_internet_gateway.gateway.id}",
    );
  });

  it("names only resources that are there", () => {
    for (const name of ["shared", "dev", "staging", "prod"]) {
      const tree = treeOf(name);
      const targets = [...tree.values()].flatMap(references).map(({ target }) => target);
      expect(targets.length).toBeGreaterThan(50);
      expect(targets.filter((target) => !tree.has(target))).toEqual([]);
    }
  });

  it("keeps what cannot be known as it stands", () => {
    expect(references("${data.aws_ami.this.id} and ${merge(var.tags, { a = 1 })}")).toEqual([]);
  });
});
