import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeAddresses } from "../../../src/adopt/files.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const plan = (changes: readonly object[], over: object = {}) =>
  JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: changes,
    ...over,
  });

const deletion = {
  address: "aws_elb.old",
  mode: "managed",
  type: "aws_elb",
  name: "old",
  change: { actions: ["delete"], before: {}, after: null },
};

async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(cwd, path, ".."), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
  return cwd;
}

it.each([
  [["gate", "nope.json"], "nope.json: there is no such plan. Write it with: terraform plan -out=plan.tfplan"],
  [["gate", "text.json"], "text.json: this is not the JSON of a Terraform plan"],
  [["gate", "old.json"], 'old.json: format_version: this version of Terraform\'s plan JSON is not known (got "0.1").'],
  [["gate", "plan.json", "--env", "prd"], 'there is no such environment (got "prd"). Did you mean "prod"?'],
  [["gate", "plan.json", "--layer", "network"], "--layer is given without --env. Add --env ENV."],
  [["gate", "plan.json", "--manifest", "none.yaml"], "none.yaml: there is no such file."],
  [["gate", "plan.json", "--live-impact", "none.yaml"], "none.yaml: there is no such file."],
])("uplift %j is wrong input", async (argv, message) => {
  const cwd = await project({
    "text.json": "not json",
    "old.json": plan([], { format_version: "0.1" }),
    "plan.json": plan([]),
  });
  const { code, stderr } = await cli(argv, { cwd });
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});

it("passes a plan that changes nothing", async () => {
  const { code, stdout } = await cli(["gate", "plan.json"], { cwd: await project({ "plan.json": plan([]) }) });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "passed: nothing here needs anybody's agreement\n" });
});

it("prints one line a finding and exits 2", async () => {
  const { code, stdout } = await cli(["gate", "plan.json"], { cwd: await project({ "plan.json": plan([deletion]) }) });
  expect(code).toBe(2);
  expect(stdout).toBe(
    "refused aws_elb.old: it would be destroyed [delete]. Take the change out of the configuration, or name the address in a " +
      "manifest under decommission/ with reason and owner.\n1 refused\n",
  );
});

it("prints one document for machines", async () => {
  const { code, stdout } = await cli(["gate", "plan.json", "--json"], {
    cwd: await project({ "plan.json": plan([deletion]) }),
  });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ passed: false, findings: [{ rule: "delete", address: "aws_elb.old" }] });
});

it("takes manifests, agreed take-overs and adopted ids from the project", async () => {
  const route = {
    address: "aws_route.a",
    mode: "managed",
    type: "aws_route",
    name: "a",
    change: { actions: ["create"], before: null, after: { route_table_id: "rtb-1" } },
  };
  const cwd = await project({
    "plan.json": plan([deletion, route]),
    "decommission/legacy.yaml": "schema_version: 1\nentries: [{ address: aws_elb.old, reason: r, owner: o }]\n",
  });
  await writeAddresses(join(cwd, "adoption", "888888888888", "addresses.json"), [
    {
      region: "eu-west-1",
      type: "aws_route_table",
      id: "rtb-1",
      layer: "inherited",
      address: "aws_route_table.public",
    },
  ]);
  const refused = await cli(["gate", "plan.json", "--env", "prod"], { cwd });
  expect(refused.stdout).toContain("it would attach to the adopted aws_route_table.public (rtb-1) by route_table_id");
  await writeFile(
    join(cwd, "live-impact.yaml"),
    "schema_version: 1\nentries: [{ address: aws_route.a, attaches_to: aws_route_table.public, reason: r, owner: o }]\n",
  );
  expect((await cli(["gate", "plan.json", "--env", "prod"], { cwd })).code).toBe(0);
});
