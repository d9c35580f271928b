import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { afterAll, describe, expect, it } from "vitest";
import { assemble, readAdoptions } from "../../src/assembly.js";
import { loadOrganization } from "../../src/config/load.js";
import { organization as configured } from "../../src/config/organization.js";
import type { EnvironmentConfig } from "../../src/config/schema.js";
import { layerNames } from "../../src/domain/layers.js";
import { adoptionOfOneVpc } from "../support/adoption.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-unit-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const assembled = () => assemble({ organization: loadOrganization(), adoptions: { prod: adoptionOfOneVpc }, outdir });
const { files, roots } = assembled();
const text = (path: string) => {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is not emitted`);
  return new TextDecoder().decode(file.content);
};
const json = (path: string) => JSON.parse(text(path));

describe("what is emitted", () => {
  it("is the same bytes at every run", () => {
    expect(assembled().files).toEqual(files);
  });

  it("has no path twice", () => {
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  it("holds every layer of every environment behind the environment's own door", () => {
    const without = (...left: readonly string[]) => layerNames.filter((layer) => !left.includes(layer));
    const adopted = ["inherited", "legacy"];
    expect(roots.map(({ folder }) => folder)).toEqual([
      // Nothing of it faces the public or holds data.
      ...without(...adopted, "recovery", "edge", "database", "cache", "compute", "backup", "traffic").map(
        (layer) => `environments/shared/${layer}`,
      ),
      ...without(...adopted, "recovery", "cache", "compute", "replica", "registry", "traffic").map(
        (layer) => `environments/dev/${layer}`,
      ),
      ...without(...adopted, "recovery", "cache", "replica", "registry", "traffic").map(
        (layer) => `terragrunt/staging/${layer}`,
      ),
      // Images lie in shared alone, and there is no cache.
      ...without("cache", "replica", "registry").map((layer) => `environments/prod/${layer}`),
    ]);
  });

  it("binds every root to its account, and every state to a bucket of that account", () => {
    for (const { folder, environment, layer } of roots) {
      const [aws] = json(`${folder}/providers.tf.json`).provider.aws;
      const region = ["recovery", "replica"].includes(layer.name) ? "eu-central-1" : environment.region;
      expect(aws).toEqual({ allowed_account_ids: [environment.accountId], region });
      const { s3 } = json(`${folder}/backend.tf.json`).terraform.backend;
      expect(s3.allowed_account_ids).toEqual([environment.accountId]);
      expect(s3.bucket).toContain(environment.accountId);
    }
  });

  it("gives no two roots one state", () => {
    const states = roots.map(({ folder }) => {
      const { s3 } = json(`${folder}/backend.tf.json`).terraform.backend;
      return `${s3.bucket}/${s3.key}`;
    });
    expect(new Set(states).size).toBe(roots.length);
  });

  it("tells where it comes from, and not to edit it", () => {
    for (const { path } of files.filter(({ path }) => path.endsWith(".tf.json"))) {
      expect(json(path)["//"]).toMatch(/^Generated from src\/\S.* by npm run synth\. Do not edit\.$/);
    }
  });

  it("holds modules without backend and provider, for anyone's root", () => {
    for (const { path } of files.filter(({ path }) => /^modules\/.*\.tf\.json$/.test(path))) {
      expect(json(path)).not.toHaveProperty("provider");
      expect(json(path)).not.toHaveProperty("terraform.backend");
    }
  });

  it("imports what is adopted by blocks, and by a script for those who want commands", () => {
    expect(json("environments/prod/inherited/imports.tf.json").import).toEqual([
      { id: "vpc-0aaa", to: "aws_vpc.monolith" },
      { id: "igw-0aaa", to: "aws_internet_gateway.gateway" },
      { id: "Z0AAA", to: "aws_route53_zone.example_test" },
    ]);
    expect(json("environments/prod/inherited/main.tf.json").resource).toMatchObject({
      aws_vpc: { monolith: { cidr_block: "10.40.0.0/16", lifecycle: { prevent_destroy: true } } },
      aws_internet_gateway: { gateway: { lifecycle: { ignore_changes: ["tags"] } } },
    });
    expect(text("environments/prod/inherited/import.sh")).toContain("terraform import 'aws_vpc.monolith' 'vpc-0aaa'");
  });
});

describe("Terragrunt's door", () => {
  it("names each environment's bucket and lock, and generates nothing", async () => {
    const { remote_state, locals } = await parse("root.hcl", text("terragrunt/root.hcl"));
    expect(remote_state).toMatchObject([{ backend: "s3", disable_init: true }]);
    expect(remote_state[0]).not.toHaveProperty("generate");
    expect(locals[0].states).toMatchObject({ staging: { bucket: "example-staging-state-777777777777" } });
  });

  it("runs units from a folder from which the modules' relative paths hold", async () => {
    const { download_dir } = await parse("root.hcl", text("terragrunt/root.hcl"));
    expect(download_dir).toBe("${get_parent_terragrunt_dir()}/../.terragrunt-cache");
    const { module } = json("terragrunt/staging/network/main.tf.json");
    expect(join("/project/.terragrunt-cache/unit/source", module.network.source)).toBe("/project/modules/network");
  });

  it("has a unit for each root, after the layers that it follows", async () => {
    const unit = await parse("terragrunt.hcl", text("terragrunt/staging/network/terragrunt.hcl"));
    expect(unit.include).toHaveProperty("root");
    expect(unit.dependencies).toEqual([{ paths: ["../bootstrap"] }]);
  });

  it("feeds what a root reads as variables, with mocks that no apply takes", async () => {
    const organization = loadOrganization();
    const prod = organization.environments.prod;
    if (!prod) throw new Error("no prod");
    const behind = { ...organization, environments: { prod: { ...prod, frontDoor: "terragrunt" as const } } };
    const moved = assemble({ organization: behind, adoptions: { prod: adoptionOfOneVpc }, outdir });
    const file = moved.files.find(({ path }) => path === "terragrunt/prod/network/terragrunt.hcl");
    const unit = await parse("terragrunt.hcl", new TextDecoder().decode(file?.content));
    expect(unit.dependency.inherited[0]).toMatchObject({
      config_path: "../inherited",
      mock_outputs: { vpc_ids: { monolith: "vpc-00000000" }, internet_gateway_ids: { gateway: "igw-00000000" } },
      mock_outputs_allowed_terraform_commands: ["init", "validate", "plan"],
    });
    expect(unit.inputs).toEqual({
      inherited_vpc_ids: "${dependency.inherited.outputs.vpc_ids}",
      inherited_internet_gateway_ids: "${dependency.inherited.outputs.internet_gateway_ids}",
    });
    const backend = moved.files.find(({ path }) => path === "terragrunt/prod/network/backend.tf.json");
    expect(JSON.parse(new TextDecoder().decode(backend?.content)).terraform).toEqual(
      json("environments/prod/network/backend.tf.json").terraform,
    );
  });
});

it("takes what exists in an account over once, by the first of its environments", async () => {
  const prod = configured.environments.find(({ name }) => name === "prod") as EnvironmentConfig;
  const again: EnvironmentConfig = {
    ...prod,
    name: "second",
    region: "eu-central-1",
    zones: ["eu-central-1a", "eu-central-1b"],
    network: { ...prod.network, existingVpc: null, natGatewayZones: ["eu-central-1a"] },
    dns: { ...prod.dns, existingZone: null },
    backup: prod.backup && { ...prod.backup, copies: { ...prod.backup.copies, region: "eu-west-3" } },
    traffic: null,
  };
  const organization = loadOrganization({ ...configured, environments: [prod, again], connected: [] });
  const adoptions = await readAdoptions(process.cwd(), organization);
  expect(adoptions.prod?.roots.inherited.resources.length).toBeGreaterThan(0);
  expect(adoptions["second"]).toBeUndefined();
  const { roots } = assemble({ organization, adoptions, outdir });
  const ofAgain = roots.filter(({ environment }) => environment.name === "second").map(({ layer }) => layer.name);
  expect(ofAgain).toContain("database");
  expect(ofAgain).not.toContain("inherited");
});
