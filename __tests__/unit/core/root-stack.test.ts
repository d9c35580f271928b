import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { App } from "cdktf";
import { Construct } from "constructs";
import { afterAll, describe, expect, it } from "vitest";
import { output } from "../../../src/core/contract.js";
import { at } from "../../../src/core/outputs.js";
import { type FrontDoor, RootStack } from "../../../src/core/root-stack.js";
import * as t from "../../../src/core/types.js";
import { tiny } from "../../support/tiny-module.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-unit-"));
afterAll(() => rmSync(outdir, { recursive: true }));

function root(frontDoor: FrontDoor = "terraform", usesLockFile = false) {
  return new RootStack(new App({ outdir }), {
    environment: "dev",
    layer: "tiny",
    accountId: "666666666666",
    region: "eu-west-1",
    partition: "aws",
    frontDoor,
    state: {
      bucket: "b",
      region: "eu-west-1",
      lockTable: "l",
      usesLockFile,
      kmsKeyAlias: "alias/k",
      accountId: "666666666666",
    },
  });
}
const upstream = { ids: output(t.map(t.string), "Ids."), name: output(t.string, "Name.") };

describe("a root", () => {
  it("keeps its state in the bucket under its layer's key, locked in the table", () => {
    const { terraform } = root().toTerraform() as { terraform: { backend: unknown } };
    expect(terraform.backend).toEqual({
      s3: {
        bucket: "b",
        key: "dev/tiny/terraform.tfstate",
        region: "eu-west-1",
        encrypt: true,
        kms_key_id: "alias/k",
        dynamodb_table: "l",
        allowed_account_ids: ["666666666666"],
      },
    });
  });

  it("adds S3's own lock file where the switch is on", () => {
    const { terraform } = root("terraform", true).toTerraform() as { terraform: { backend: { s3: object } } };
    expect(terraform.backend.s3).toMatchObject({ use_lockfile: true, dynamodb_table: "l" });
  });

  it("accepts its own account alone and adds no tags of its own", () => {
    const { provider } = root().toTerraform();
    expect(provider).toEqual({ aws: [{ region: "eu-west-1", allowed_account_ids: ["666666666666"] }] });
  });

  it("calls a module with escaped literals", () => {
    const stack = root();
    const { vpc_id } = stack.call("tiny", tiny, { name: "${x}", subnets: {} });
    stack.publish({ vpc: output(t.string, "Id.") }, { vpc: vpc_id });
    expect(stack.toTerraform().module).toMatchObject({ tiny: { source: "../../../modules/tiny", name: "$${x}" } });
    expect(stack.toTerraform().output).toEqual({ vpc: { value: "${module.tiny.vpc_id}", description: "Id." } });
  });

  it("reads another layer from its state behind Terraform's door", () => {
    const stack = root();
    const { ids } = stack.read("other", upstream, "ids");
    stack.publish({ id: output(t.string, "Id.") }, { id: at(ids, "a/1") });
    expect(stack.toTerraform().output).toMatchObject({
      id: { value: '${data.terraform_remote_state.other.outputs.ids["a/1"]}' },
    });
    expect(stack.toTerraform().data).toMatchObject({
      terraform_remote_state: { other: { backend: "s3", config: { key: "dev/other/terraform.tfstate", bucket: "b" } } },
    });
  });

  it("reads another layer from variables behind Terragrunt's door, and only what it asks for", () => {
    const stack = root("terragrunt");
    const { name } = stack.read("other", upstream, "name");
    stack.publish({ name: output(t.string, "Name.") }, { name });
    expect(stack.toTerraform().variable).toEqual({
      other_name: { type: "string", description: "Name. From layer other.", nullable: false },
    });
    expect(stack.toTerraform().output).toMatchObject({ name: { value: "${var.other_name}" } });
    expect(stack.toTerraform().data).toBeUndefined();
  });

  it("names addresses by the construct path, and its main child after itself", () => {
    const stack = root();
    new Vpc(new Construct(stack, "outer"), "aws_vpc.this", {});
    new Vpc(new Construct(stack, "inner"), "aws_vpc.second", {});
    expect(Object.keys((stack.toTerraform().resource as { aws_vpc: object }).aws_vpc)).toEqual([
      "outer",
      "inner_second",
    ]);
  });

  it("refuses two elements with one address, which cdktf would merge", () => {
    const stack = root();
    new Vpc(new Construct(stack, "a_b"), "aws_vpc.c", {});
    new Vpc(new Construct(stack, "a"), "aws_vpc.b_c", {});
    expect(() => stack.toTerraform()).toThrow(
      'two elements have the logical id "a_b_c": dev-tiny/a_b/aws_vpc.c and dev-tiny/a/aws_vpc.b_c; rename one of them',
    );
  });
});

describe("a value of a map output", () => {
  it("is looked up in a literal map and refused when it is missing", () => {
    expect(at({ a: "1" }, "a")).toBe("1");
    expect(() => at({ a: "1" }, "b")).toThrow('no resource has this key (got "b"). Known keys: a.');
  });
});
