import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";
import type { Adoption } from "../../../src/domain/adoption.js";
import type { PolicyStatement } from "../../../src/domain/policy-document.js";
import { adoptionOfOneVpc } from "../../support/adoption.js";
import { allows } from "../../support/iam.js";
import { statementsOf } from "../../support/module.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-delivery-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const named = (name: string) => organization.environments.find((each) => each.name === name) as EnvironmentConfig;
const trees = linkedTrees({ organization: loadOrganization(), adoptions: { prod: adoptionOfOneVpc }, outdir });
const of = (type: string, tree = trees.dev) => (tree ?? []).filter((each) => each.type === type);
const roleNames = (environment: string) =>
  of("aws_iam_role", trees[environment])
    .map(({ values }) => String(values.name))
    .filter((name) => /-(plan|apply|push)$/.test(name));

/** Dev in whose account this identity provider was found. */
function devWithProvider(client_id_list: readonly string[]) {
  const alone = loadOrganization({ ...organization, environments: [named("dev")], connected: [] });
  const nothing = { resources: [], files: [], outputs: {}, moved: [], removed: [] };
  const provider = {
    type: "aws_iam_openid_connect_provider",
    name: "token_actions_githubusercontent_com",
    importId: "arn:aws:iam::666666666666:oidc-provider/token.actions.githubusercontent.com",
    configuration: { url: "https://token.actions.githubusercontent.com", client_id_list: [...client_id_list] },
    ignoreChanges: [],
    preventDestroy: false,
  };
  const adoption: Adoption = {
    accountId: "666666666666",
    region: "eu-west-1",
    roots: { inherited: { ...nothing, resources: [provider] }, legacy: nothing },
    leftOut: [],
  };
  return linkedTrees({ organization: alone, adoptions: { dev: adoption }, outdir }).dev;
}

describe("the roles of pipelines", () => {
  it("are two in each environment, and one more where images are pushed to", () => {
    expect(roleNames("dev")).toEqual(["example-dev-plan", "example-dev-apply"]);
    expect(roleNames("shared")).toEqual(["example-shared-plan", "example-shared-apply", "example-shared-push"]);
  });

  it("apply only in the regions that the environment has something in", () => {
    const [policy] = of("aws_iam_role_policy", trees.prod).filter(({ values }) => values.name === "changes");
    expect(statementsOf(policy?.values.policy)[0]?.Condition).toEqual({
      StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1", "us-east-1"] },
    });
  });

  it("read the code of canaries, which applies hand on", () => {
    const dev = named("dev");
    const canary = {
      codeBucket: "code",
      codeKey: "shop.zip",
      runtime: "syn-nodejs-puppeteer-10.0",
      handler: "a.b",
      everyMinutes: 5,
    };
    const observability = { ...dev.observability, canaries: { shop: canary } };
    const watched = loadOrganization({ ...organization, environments: [{ ...dev, observability }], connected: [] });
    const { dev: tree } = linkedTrees({ organization: watched, adoptions: {}, outdir });
    const limits = of("aws_iam_role_policy", tree).filter(({ values }) => values.name === "limits");
    expect(limits.filter(({ values }) => String(values.policy).includes("arn:aws:s3:::code/shop.zip"))).toHaveLength(1);
  });

  it("push to the registry's repositories alone", () => {
    const [policy] = of("aws_iam_role_policy", trees.shared).filter(({ values }) => values.name === "images");
    const repositories = of("aws_ecr_repository", trees.shared).map(({ values }) => String(values.name));
    expect(repositories.length).toBeGreaterThan(1);
    expect(statementsOf(policy?.values.policy)[1]?.Resource).toEqual(
      repositories.map((name) => `arn:aws:ecr:eu-west-1:555555555555:repository/${name}`),
    );
  });
});

describe("a role that an apply makes, with every right", () => {
  const prod = trees.prod ?? [];
  const statementsIn = (type: string, name: string) =>
    prod
      .filter((each) => each.type === type && String(each.values.name) === name)
      .flatMap(({ values }) => statementsOf(values.policy) as unknown as PolicyStatement[]);
  const everything: PolicyStatement = { Effect: "Allow", Action: "*", Resource: "*" };
  /** Identity policies and the bound: both must allow. */
  const may = (action: string, resource: string) =>
    allows([everything], { action, resource }) &&
    allows(statementsIn("aws_iam_policy", "example-prod-boundary"), { action, resource });
  const role = (name: string) => `arn:aws:iam::888888888888:role/${name}`;
  const table = "arn:aws:dynamodb:eu-west-1:888888888888:table/example-prod-state-lock";

  it("works within the platform", () => {
    for (const [action, resource] of [
      ["ec2:CreateVpc", "*"],
      ["s3:GetObject", "arn:aws:s3:::shop/1"],
      ["iam:PassRole", role("example-prod-edge")],
      ["sts:AssumeRole", role("example-prod-jobs")],
      ["dynamodb:PutItem", "arn:aws:dynamodb:eu-west-1:888888888888:table/orders"],
    ] as const)
      expect(may(action, resource), action).toBe(true);
  });

  it("opens, takes or changes no role of the pipelines and none that is not bound, and no policy of others", () => {
    for (const [action, resource] of [
      ["iam:UpdateAssumeRolePolicy", role("example-prod-apply")],
      ["iam:PutRolePolicy", role("example-prod-plan")],
      ["sts:AssumeRole", role("example-prod-apply")],
      ["iam:UpdateAssumeRolePolicy", role("administrators")],
      ["iam:PassRole", role("legacy-admin")],
      ["sts:AssumeRole", role("legacy-admin")],
      ["iam:CreatePolicyVersion", "arn:aws:iam::888888888888:policy/administrators"],
      ["iam:SetDefaultPolicyVersion", "arn:aws:iam::888888888888:policy/example-prod-boundary"],
      ["iam:UpdateAccessKey", "arn:aws:iam::888888888888:user/root"],
    ] as const)
      expect(may(action, resource), `${action} ${resource}`).toBe(false);
  });

  it("neither ends nor opens the place of states", () => {
    const [guard] = statementsIn("aws_iam_policy", "example-prod-boundary").filter(
      ({ Sid }) => Sid === "NoEndOfStates",
    );
    const made = (resource: string) => `\${bootstrap/module.state.${resource}.this.arn}`;
    expect(guard?.Resource).toEqual([
      made("aws_s3_bucket"),
      `${made("aws_s3_bucket")}/*`,
      made("aws_dynamodb_table"),
      made("aws_kms_key"),
    ]);
    const told = [
      everything,
      { ...guard, Resource: ["arn:aws:s3:::states", "arn:aws:s3:::states/*", table] } as PolicyStatement,
    ];
    for (const [action, resource] of [
      ["s3:DeleteObjectVersion", "arn:aws:s3:::states/prod/network/terraform.tfstate"],
      ["s3:PutBucketPolicy", "arn:aws:s3:::states"],
      ["s3:PutReplicationConfiguration", "arn:aws:s3:::states"],
      ["dynamodb:DeleteTable", table],
      ["dynamodb:PutResourcePolicy", table],
    ] as const)
      expect(allows(told, { action, resource }), action).toBe(false);
    expect(allows(told, { action: "dynamodb:PutItem", resource: table })).toBe(true);
  });

  it("is bounded by a policy that AWS takes: 6,144 characters; and so are trusts, 2,048, and inline policies, 10,240", () => {
    for (const tree of Object.values(trees)) {
      for (const { values } of of("aws_iam_policy", tree)) expect(String(values.policy).length).toBeLessThan(6144);
      for (const { values } of of("aws_iam_role", tree))
        expect(String(values.assume_role_policy).length).toBeLessThan(2048);
      const inline = of("aws_iam_role_policy", tree);
      for (const each of new Set(inline.map(({ values }) => String(values.role)))) {
        const sizes = inline
          .filter(({ values }) => values.role === each)
          .map(({ values }) => String(values.policy).length);
        expect(
          sizes.reduce((sum, size) => sum + size, 0),
          each,
        ).toBeLessThan(10_240);
      }
    }
  });
});

describe("identity providers", () => {
  it("are made once an account, by its first environment", () => {
    const dev = named("dev");
    const second = { ...named("staging"), account: dev.account };
    const together = loadOrganization({ ...organization, environments: [dev, second], connected: [] });
    const both = linkedTrees({ organization: together, adoptions: {}, outdir });
    expect(of("aws_iam_openid_connect_provider", both.dev)).toHaveLength(2);
    expect(of("aws_iam_openid_connect_provider", both.staging)).toEqual([]);
  });

  it("are not made again where one was adopted", () => {
    const urls = of("aws_iam_openid_connect_provider", devWithProvider(["sts.amazonaws.com"])).map(
      ({ address, values }) => `${address.split(".")[0]} ${values.url}`,
    );
    expect(urls.sort()).toEqual([
      "aws_iam_openid_connect_provider https://token.actions.githubusercontent.com",
      "module https://oidc.circleci.com/org/00000000-0000-4000-8000-000000000000",
    ]);
  });

  it("that was adopted without the pipelines' audience is refused with what to do", () => {
    expect(() => devWithProvider(["https://github.com/example"])).toThrow(
      'src/config/dev.ts: the adopted identity provider aws_iam_openid_connect_provider.token_actions_githubusercontent_com does not accept the audience that the pipelines\' tokens are for (got "sts.amazonaws.com"). Add the audience to it (aws iam add-client-id-to-open-id-connect-provider), and take the inventory and adopt again.',
    );
  });
});
