import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TerraformFault } from "../../src/core/errors.js";
import { findTerraform } from "../../src/terraform/find-terraform.js";
import { countChanges } from "../../src/terraform/plan.js";
import { ensureProviders, writeCliConfiguration } from "../../src/terraform/providers.js";
import { Terraform, type TerraformOptions } from "../../src/terraform/terraform.js";

const { TF_CLI_CONFIG_FILE, AWS_CA_BUNDLE, ...env } = process.env;
let work: string;
let cliConfiguration: string;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "uplift-terraform-"));
  const terraform = await findTerraform(process.env);
  cliConfiguration = await writeCliConfiguration(work, await ensureProviders({ terraform, env: process.env }));
});
afterAll(() => rm(work, { recursive: true, force: true }));

let roots = 0;
async function root(configuration: object, options: Partial<TerraformOptions> = {}) {
  const folder = join(work, `root-${roots++}`);
  await mkdir(folder);
  await writeFile(join(folder, "main.tf.json"), JSON.stringify(configuration));
  return new Terraform({ folder, env: { ...env, TF_CLI_CONFIG_FILE: cliConfiguration }, ...options });
}
const failure = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => undefined,
    (fault) => fault,
  );
  expect(error).toBeInstanceOf(TerraformFault);
  return String((error as Error).message);
};

describe("Terraform", () => {
  it("goes from init to an applied plan, and a second plan is empty", async () => {
    const lines: string[] = [];
    const terraform = await root(
      {
        resource: { terraform_data: { a: { input: "one" } } },
        output: { value: { value: "$" + "{terraform_data.a.output}" } },
      },
      { onProgress: (line) => lines.push(line) },
    );
    await terraform.init();
    expect(await terraform.validate()).toEqual([]);
    expect(await terraform.stateList()).toEqual([]);
    expect(await terraform.plan({ out: "a.tfplan" })).toEqual({ hasChanges: true });
    const plan = await terraform.showPlan("a.tfplan");
    expect(plan.resource_changes?.map(({ address }) => address)).toEqual(["terraform_data.a"]);
    expect(countChanges(plan)).toMatchObject({ imported: 0, added: 1, changed: 0, destroyed: 0 });
    expect(plan.applyable).toBe(true);
    await terraform.apply("a.tfplan");
    expect(await terraform.output()).toEqual({ value: "one" });
    expect(await terraform.stateList()).toEqual(["terraform_data.a"]);
    expect(await terraform.plan({ out: "b.tfplan" })).toEqual({ hasChanges: false });
    expect(lines).toContain("terraform_data.a: Plan to create");
    expect(lines.some((line) => /Creation complete/.test(line))).toBe(true);
  });

  it("names what it found wrong, where, and what to do", async () => {
    const invalid = await root({ resource: { terraform_data: { a: { input: "$" + "{var.nowhere}" } } } });
    await invalid.init();
    const message = await failure(invalid.plan({ out: "a.tfplan" }));
    expect(message).toMatch(/terraform plan failed: Reference to undeclared input variable \(main\.tf\.json line 1\)/);
    expect(message).toMatch(/nowhere/);
    expect(await failure(invalid.validate())).toMatch(/validate failed: Reference to undeclared input variable/);
  });

  it("asks for init where that is missing", async () => {
    const terraform = await root({
      terraform: { backend: { local: { path: "x.tfstate" } } },
      resource: { terraform_data: { a: {} } },
    });
    expect(await failure(terraform.plan({ out: "a.tfplan" }))).toMatch(/Run terraform init in that folder first/);
  });

  it("refuses what is no plan", async () => {
    const terraform = await root({});
    await terraform.init();
    expect(await failure(terraform.showPlan("main.tf.json"))).toMatch(/show failed/);
  });

  it("installs the AWS provider from the mirror, without the network", async () => {
    const blocked = { HTTPS_PROXY: "http://127.0.0.1:9", HTTP_PROXY: "http://127.0.0.1:9" };
    const terraform = await root(
      {
        terraform: { required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" } } },
        resource: { aws_vpc: { this: { cidr_block: "10.0.0.0/16" } } },
      },
      { env: { ...env, ...blocked, TF_CLI_CONFIG_FILE: cliConfiguration } },
    );
    await terraform.init();
    expect(await terraform.validate()).toEqual([]);
  });

  it("plans without a lock when it must not take one", async () => {
    const abort = new AbortController();
    const held = await root(
      { resource: { terraform_data: { a: { provisioner: { "local-exec": { command: "sleep 20" } } } } } },
      { signal: abort.signal },
    );
    await held.init();
    await held.plan({ out: "a.tfplan" });
    const other = new Terraform({ ...held.options, signal: undefined });
    const isHeld = new Promise((resolve) => {
      const watched = new Terraform({
        ...held.options,
        onProgress: (line) => /Executing|Creating/.test(line) && resolve(line),
      });
      watched.apply("a.tfplan").catch(() => undefined);
    });
    await isHeld;
    await expect(other.plan({ out: "b.tfplan", lockTimeoutSeconds: 0 })).rejects.toThrow(
      "Error acquiring the state lock",
    );
    await other.plan({ out: "b.tfplan", lockTimeoutSeconds: null });
    abort.abort(new Error("the test has seen enough"));
  });

  it("stops in order when it is interrupted: the state's lock is gone", async () => {
    const abort = new AbortController();
    const terraform = await root(
      { resource: { terraform_data: { a: { provisioner: { "local-exec": { command: "sleep 20" } } } } } },
      {
        signal: abort.signal,
        onProgress: (line) => /Executing|Creating/.test(line) && abort.abort(new Error("interrupted by the test")),
      },
    );
    await terraform.init();
    await terraform.plan({ out: "a.tfplan" });
    await expect(terraform.apply("a.tfplan")).rejects.toThrow("interrupted by the test");
    const again = new Terraform({ ...terraform.options, signal: undefined });
    await again.plan({ out: "b.tfplan", lockTimeoutSeconds: 0 });
  });
});
