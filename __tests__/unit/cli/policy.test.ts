import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { policyRules } from "../../../src/policy/index.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

it("finds nothing unwaived in the example, and says over how much", async () => {
  const { code, stdout } = await cli(["policy"]);
  expect(stdout).toMatch(/passed shared: \d{2,} resources, \d{2,} checks/);
  expect(stdout).toMatch(/passed prod: \d{2,} resources, \d{2,} checks/);
  expect(code).toBe(0);
});

it("judges one environment for machines", async () => {
  const { code, stdout } = await cli(["policy", "dev", "--json"]);
  const { verdicts } = JSON.parse(stdout);
  expect(Object.keys(verdicts)).toEqual(["dev"]);
  expect(verdicts.dev).toMatchObject({ findings: [], unused: [] });
  expect(code).toBe(0);
});

it("lists its rules with where auditors find them", async () => {
  const { stdout } = await cli(["policy", "--rules"]);
  for (const { id } of policyRules) expect(stdout).toContain(id);
  expect(stdout).toContain("CKV2_AWS_11");
});

it("knows its environments", async () => {
  const { code, stderr } = await cli(["policy", "prd"]);
  expect(stderr).toContain('there is no such environment (got "prd"). Did you mean "prod"?');
  expect(code).toBe(1);
});

describe("of a plan", () => {
  const bucket = { mode: "managed", type: "aws_s3_bucket", name: "this", address: "module.edge.aws_s3_bucket.logs" };
  const plan = (tags: object) => ({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: { child_modules: [{ address: "module.edge", resources: [{ ...bucket, values: { tags } }] }] },
    },
    resource_changes: [{ ...bucket, change: { actions: ["create"], before: null, after_unknown: {} } }],
  });
  const waivers = `schema_version: 1
entries:
${["encrypted", "private", "versioned", "tls-only", "uploads-end"]
  .map(
    (rule) =>
      `  - {rule: s3.${rule}, environments: [dev], resource: "edge/*", reason: a lab, owner: o, expires: "2099-01-01"}`,
  )
  .join("\n")}
`;
  async function project(tags: object = {}) {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "plan.json"), JSON.stringify(plan(tags)));
    await writeFile(join(cwd, "state.json"), JSON.stringify({ format_version: "1.0", values: {} }));
    await writeFile(join(cwd, "policy-waivers.yaml"), waivers);
    return cwd;
  }

  it("prints one line a finding and refuses errors", async () => {
    const { code, stdout } = await cli(["policy", "plan.json"], { cwd: await project() });
    expect(stdout).toContain(
      "error module.edge.aws_s3_bucket.logs: it has no tag environment, owner, cost-center [tags.attributed]. " +
        "Pass the environment's tags to the module, and merge them with tagged.",
    );
    expect(stdout).toMatch(
      /refused plan\.json: 1 resources, 6 checks, 6 errors, 0 warnings, 0 waived, 0 of adopted objects, 0 unknown\n$/,
    );
    expect(code).toBe(2);
  });

  it("takes the waivers of its environment and layer", async () => {
    const cwd = await project({ environment: "dev", owner: "o", "cost-center": "c" });
    const argv = ["policy", "plan.json", "--env", "dev", "--layer", "edge", "--json"];
    const { code, stdout } = await cli(argv, { cwd });
    const { verdict } = JSON.parse(stdout);
    expect(verdict).toMatchObject({ findings: [], unknown: [], adopted: [], resources: 1, checks: 6 });
    expect(verdict.waived).toHaveLength(5);
    expect(code).toBe(0);
  });

  it.each([
    [["policy", "nope.json"], "nope.json: there is no such plan. Write it with: terraform plan -out=plan.tfplan"],
    [["policy", "state.json"], "state.json: this is not the JSON of a Terraform plan (it has no planned_values"],
    [["policy", "plan.json", "--layer", "edge"], "--layer is given without --env. Add --env ENV."],
    [["policy", "plan.json", "--env", "dev"], "--env is given without --layer, by which waivers name resources. Add"],
    [["policy", "plan.json", "--env", "prd", "--layer", "edge"], "there is no such environment"],
  ])("uplift %j is wrong input", async (argv, message) => {
    const { code, stderr } = await cli(argv, { cwd: await project() });
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});
