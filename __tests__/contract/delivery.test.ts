import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { ModuleStack } from "../../src/core/module.js";
import { delivery } from "../../src/modules/delivery/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(delivery);
const made = declared(delivery);
const { example } = delivery;
const trust = example.plan_trusts.github_pull_request as NonNullable<(typeof example.plan_trusts)[string]>;
const withSubject = (subject: string) => ({ plan_trusts: { a: { ...trust, subject } } });
const uuid = "00000000-0000-4000-8000-000000000000";
const anyUuid = "????????-????-????-????-????????????";
const circleci = (user: string, end: string) =>
  `org/${uuid}/project/${uuid}/user/${user}/vcs-origin/github.com/example/infrastructure/vcs-ref/${end}`;

describe("the interface of modules/delivery", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "partition",
      "permissions_boundary_arn",
      "identity_providers",
      "plan_role_name",
      "plan_trusts",
      "apply_role_name",
      "apply_trusts",
      "apply_session_seconds",
      "role_prefix",
      "regions",
      "kept_arns",
      "pipeline_role_arns",
      "code_object_arns",
      "state",
      "pushing",
      "push_trusts",
      "tags",
    ]);
    expect(outputs).toEqual(["plan_role_arn", "apply_role_arn", "push_role_arn"]);
  });

  it.each([
    [{ identity_providers: { a: { url: "token.example.com", audience: "x" } } }, "begins with https://"],
    [{ plan_trusts: { a: { ...trust, provider: "https://token.example.com" } } }, "an address without https://"],
    [withSubject("repo:example/*:pull_request"), "repo:OWNER/NAME:CLAIM"],
    [withSubject("repo:example/infrastructure:*"), "repo:OWNER/NAME:CLAIM"],
    [withSubject("*"), "repo:OWNER/NAME:CLAIM"],
    [withSubject(circleci("*", "refs/heads/main")), "UUID as question marks"],
    [withSubject("system:serviceaccount:*:atlantis"), "system:serviceaccount:NAMESPACE:NAME"],
    [{ apply_trusts: { a: { ...trust, subject: "" } } }, "apply_trusts.subject: "],
    [{ push_trusts: { a: { ...trust, subject: "" } } }, "push_trusts.subject: "],
    [{ plan_role_name: "a role" }, "the name of a role"],
    [{ apply_role_name: "" }, "the name of a role"],
    [{ pushing: { role_name: "a role", repository_arns: [] } }, "pushing.role_name: "],
    [{ apply_session_seconds: 60 }, "a number from 3600 to 43200"],
    [{ role_prefix: "*" }, "3 to 40 characters of a role's name"],
    [{ kept_arns: Array.from({ length: 21 }, (_, index) => `arn:${index}`) }, "at most 20 elements"],
    [{ pipeline_role_arns: Array.from({ length: 31 }, (_, index) => `arn:${index}`) }, "at most 30 elements"],
    [{ regions: Array.from({ length: 11 }, (_, index) => `region-${index}`) }, "at most 10 elements"],
  ])("refuses %j", (given, allowed) => {
    expect(() => checkArguments("a call", delivery, { ...example, ...given })).toThrow(allowed);
  });

  it.each([
    "repo:example@12/infrastructure@34:environment:prod",
    circleci(anyUuid, "*"),
    circleci(anyUuid, "refs/heads/main"),
    "system:serviceaccount:atlantis:atlantis",
  ])("takes the subject %s", (subject) => {
    expect(() => checkArguments("a call", delivery, { ...example, ...withSubject(subject) })).not.toThrow();
  });
});

describe("a role of a pipeline", () => {
  it("is taken by tokens of its subjects and audience alone, one statement a trust", () => {
    const trusts = { b: { ...trust, subject: "repo:example/infrastructure:ref:refs/heads/main" }, a: trust };
    const { plan } = declared(delivery, { plan_trusts: trusts }).aws_iam_role ?? {};
    const statement = (subject: string) => ({
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
        StringLike: { "token.actions.githubusercontent.com:sub": subject },
      },
    });
    expect(statementsOf(plan?.assume_role_policy)).toEqual(
      [trusts.a, trusts.b].map(({ subject }) => statement(subject)),
    );
  });

  it("is bounded, and keeps its credentials for an hour, or as long as an apply may take", () => {
    const bound = { permissions_boundary_arn: "arn:aws:iam::123456789012:policy/bound" };
    const { plan, apply } = declared(delivery, bound).aws_iam_role ?? {};
    expect(plan).toMatchObject({ permissions_boundary: bound.permissions_boundary_arn, max_session_duration: 3600 });
    expect(apply).toMatchObject({ permissions_boundary: bound.permissions_boundary_arn, max_session_duration: 7200 });
  });

  it("reads every setting by AWS's own policy, and no data", () => {
    for (const role of ["plan", "apply"]) {
      expect(made.aws_iam_role_policy_attachment?.[role]).toMatchObject({
        policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      });
      const denied = statementsOf(made.aws_iam_role_policy?.[`${role}_limits`]?.policy);
      expect(denied).toContainEqual(expect.objectContaining({ Sid: "NoData", Effect: "Deny", Resource: "*" }));
      expect(denied).toContainEqual({
        Sid: "NoObjects",
        Effect: "Deny",
        Action: ["s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion"],
        NotResource: ["arn:aws:s3:::example-prod-state-123456789012/prod/*"],
      });
    }
  });

  it("that applies reads the code that it hands to services", () => {
    const { aws_iam_role_policy } = declared(delivery, { code_object_arns: ["arn:aws:s3:::code/canary.zip"] });
    const objects = (role: string) =>
      statementsOf(aws_iam_role_policy?.[`${role}_limits`]?.policy).find(({ Sid }) => Sid === "NoObjects")?.NotResource;
    const own = "arn:aws:s3:::example-prod-state-123456789012/prod/*";
    expect({ plan: objects("plan"), apply: objects("apply") }).toEqual({
      plan: [own],
      apply: [own, "arn:aws:s3:::code/canary.zip"],
    });
  });

  it("that applies changes settings in its regions, and no role of the pipelines", () => {
    expect(statementsOf(made.aws_iam_role_policy?.apply_changes?.policy)[0]).toMatchObject({
      Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    });
    const limits = statementsOf(made.aws_iam_role_policy?.apply_limits?.policy);
    expect(limits).toContainEqual({
      Sid: "NoChangeOfPipelines",
      Effect: "Deny",
      NotAction: ["iam:Get*", "iam:List*"],
      Resource: example.pipeline_role_arns,
    });
    expect(limits).toContainEqual(
      expect.objectContaining({ Sid: "NoChangeOfFoundation", Resource: example.kept_arns }),
    );
  });

  it("stays within what AWS takes of inline policies: 10,240 characters a role", () => {
    for (const role of ["plan", "apply"]) {
      const policies = Object.entries(made.aws_iam_role_policy ?? {}).filter(([name]) => name.startsWith(role));
      expect(policies.reduce((sum, [, { policy }]) => sum + String(policy).length, 0)).toBeLessThan(10_240);
    }
  });

  it("pushes images only where that is asked for", () => {
    expect(Object.keys(made.aws_iam_role ?? {})).toEqual(["plan", "apply"]);
    const repository_arns = ["arn:aws:ecr:eu-west-1:123456789012:repository/shop"];
    const pushing = { role_name: "example-shared-push", repository_arns };
    const tree = declared(delivery, { pushing, push_trusts: { a: trust } });
    expect(tree.aws_iam_role?.['push["pushing"]']).toMatchObject({ name: "example-shared-push" });
    expect(statementsOf(tree.aws_iam_role_policy?.['push_images["pushing"]']?.policy)[1]).toMatchObject({
      Resource: repository_arns,
    });
  });
});

describe("identity providers", () => {
  it("are made with their audience, without a thumbprint that nobody checks any more", () => {
    const provider = made.aws_iam_openid_connect_provider?.['this["github"]'];
    expect(provider).not.toHaveProperty("thumbprint_list");
    expect(provider).toMatchObject({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
      tags: { Name: "example-prod-delivery-github" },
    });
  });
});

it("lists that only Terraform knows are written by Terraform", () => {
  const { resource } = new ModuleStack(delivery).toTerraform() as { resource: Record<string, Record<string, object>> };
  expect(JSON.stringify(resource.aws_iam_role_policy?.apply_changes)).toContain(
    '\\"aws:RequestedRegion\\":${jsonencode(var.regions)}',
  );
});
