import { expect, it } from "vitest";
import { policyRules } from "../../../src/policy/index.js";
import { cli } from "../../support/run-cli.js";

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
