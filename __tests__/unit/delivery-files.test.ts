import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toolVersions } from "../../src/core/versions.js";
import { deliveredRoots, pipelineFacts } from "../../src/delivery-files.js";
import {
  atlantis,
  circleciCommands,
  delivered,
  files,
  githubCommands,
  organization,
  roots,
  textOf,
  workflowNames,
} from "../support/delivered.js";

/** Layers by environment, in the order in which a list of commands or names gives them. */
const layersIn = (commands: readonly string[]) =>
  Object.fromEntries(
    commands.flatMap((command) => {
      const [, environment, layers] = /--env (\S+) --layers (\S+)/.exec(command) ?? [];
      return environment && layers ? [[environment, layers.split(",")]] : [];
    }),
  );
const layersOf = (pairs: readonly (readonly [string, string])[]) =>
  Object.fromEntries(
    [...new Set(pairs.map(([name]) => name))].map((name) => [
      name,
      pairs.flatMap(([own, layer]) => (own === name ? [layer] : [])),
    ]),
  );

/** Workflows that go through roots. */
const ofRoots = workflowNames.filter((name) => name !== "images");

describe("one layer model", () => {
  const expected = layersOf(delivered.map(({ environment, layer }) => [environment, layer]));

  it("gives Atlantis and both pipelines the same layers in the same order as there are roots", () => {
    expect(Object.keys(expected)).toEqual(["shared", "dev", "staging", "prod"]);
    expect(layersOf(atlantis.projects.map(({ dir }) => dir.split("/").slice(1) as [string, string]))).toEqual(expected);
    for (const name of ofRoots) expect(layersIn(githubCommands(name)), name).toEqual(expected);
    for (const name of ofRoots) expect(layersIn(circleciCommands(name)), name).toEqual(expected);
  });

  it("lists the folders of both doors, Terragrunt's with their unit", () => {
    expect(atlantis.projects.map(({ dir }) => dir)).toEqual(roots.map(({ folder }) => folder));
    for (const { dir, workflow: own } of atlantis.projects) {
      expect(own).toBe(dir.startsWith("terragrunt/") ? "terragrunt" : "terraform");
      expect(files.some(({ path }) => path === `${dir}/terragrunt.hcl`)).toBe(own === "terragrunt");
    }
  });

  it("lets every project wait for the same roots as the layers do, in groups that rise with them", () => {
    const byName = new Map(atlantis.projects.map((project) => [project.name, project]));
    for (const { id, environment, layer, after } of delivered) {
      const project = byName.get(`${environment}-${layer}`);
      expect(project?.depends_on ?? [], id).toEqual(after.map((each) => each.replace("/", "-")));
      for (const each of project?.depends_on ?? [])
        expect(byName.get(each)?.execution_order_group).toBeLessThan(project?.execution_order_group as number);
    }
  });

  it("plans a project again when its own files, a module that it calls or a decision changes", () => {
    const edge = atlantis.projects.find(({ name }) => name === "prod-edge");
    expect(edge?.autoplan.when_modified).toEqual([
      "*.tf.json",
      ".terraform.lock.hcl",
      "user-data/**",
      "../../../modules/edge/**",
      "../../../decommission/**",
      "../../../live-impact.yaml",
    ]);
    const unit = atlantis.projects.find(({ name }) => name === "staging-dns");
    expect(unit?.autoplan.when_modified).toContain("../../root.hcl");
  });
});

describe("who is asked", () => {
  it("is for every root the team of its owner", () => {
    const owners = textOf(".github/CODEOWNERS");
    for (const { folder } of roots) expect(owners).toContain(`/${folder}/ @example/platform\n`);
    expect(owners).toContain("/.github/ @example/platform\n");
  });

  it("is refused where the owner has no reviewers", () => {
    expect(() => deliveredRoots(roots, { shop: "@example/shop" })).toThrow(
      'delivery.reviewers: nobody can be asked to review shared/bootstrap: its owner has no reviewers (got "platform"). ' +
        'Add the owner with the handle of a team, e.g. platform: "@example/platform". Known: shop.',
    );
  });

  it("is no question in a circle of layers", () => {
    const circle = roots.map((root) =>
      root.environment.name === "dev" && root.layer.name === "network" ? { ...root, after: ["edge"] } : root,
    );
    expect(() => deliveredRoots(circle, organization.delivery.reviewers)).toThrow(
      /these roots wait for each other: dev\/(network|edge) → .*Remove one of the dependencies/,
    );
  });
});

it("names the tools as mise.toml does", () => {
  const mise = readFileSync(fileURLToPath(new URL("../../mise.toml", import.meta.url)), "utf8");
  for (const tool of ["node", "python", "terraform"] as const)
    expect(mise).toContain(`${tool} = "${toolVersions[tool]}"`);
});

it("names the roles of each environment in its own account", () => {
  const [prod] = pipelineFacts(organization, delivered).environments.filter(({ name }) => name === "prod");
  expect(prod).toMatchObject({
    planRole: "arn:aws:iam::888888888888:role/example-prod-plan",
    applyRole: "arn:aws:iam::888888888888:role/example-prod-apply",
    needsApproval: true,
  });
});
