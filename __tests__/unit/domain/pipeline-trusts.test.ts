import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CodeSource, identityProviders, pipelineTrusts } from "../../../src/domain/pipeline-trusts.js";
import { isLike } from "../../../src/domain/policy-match.js";

const organizationId = "11111111-1111-4111-8111-111111111111";
const projectId = "22222222-2222-4222-8222-222222222222";
const userId = "33333333-3333-4333-8333-333333333333";
const source: CodeSource = {
  repository: "example/infrastructure",
  repositoryIds: null,
  defaultBranch: "main",
  circleci: { organizationId, projectId },
  atlantis: {
    issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC",
    namespace: "atlantis",
    serviceAccount: "atlantis",
  },
};
const { plan, apply, push } = pipelineTrusts(source, "prod");

describe("GitHub's tokens", () => {
  const takes = (trusts: object, subject: string) =>
    Object.values(trusts).some(
      (trust) => trust.provider === "token.actions.githubusercontent.com" && isLike(trust.subject, subject),
    );

  it("plan from pull requests and the protected branch, and apply from the environment alone", () => {
    const claims = ["pull_request", "ref:refs/heads/main", "environment:prod", "environment:dev", "ref:refs/heads/x"];
    const of = (trusts: object) => claims.filter((claim) => takes(trusts, `repo:example/infrastructure:${claim}`));
    expect(of(plan)).toEqual(["pull_request", "ref:refs/heads/main"]);
    expect(of(apply)).toEqual(["environment:prod"]);
    expect(of(push)).toEqual(["ref:refs/heads/main"]);
  });

  it("of no other repository take any role", () => {
    for (const repository of ["example/infrastructure2", "other/infrastructure", "example@1/infrastructure@2"])
      for (const trusts of [plan, apply, push])
        expect(takes(trusts, `repo:${repository}:environment:prod`), repository).toBe(false);
  });

  it("name the repository by its ids where those are given", () => {
    const withIds = pipelineTrusts({ ...source, repositoryIds: { organization: "12", repository: "34" } }, "prod");
    expect(withIds.apply.github_environment).toEqual({
      provider: "token.actions.githubusercontent.com",
      audience: "sts.amazonaws.com",
      subject: "repo:example@12/infrastructure@34:environment:prod",
    });
  });
});

describe("CircleCI's tokens", () => {
  const subjectOf = (branch: string, repository = "github.com/example/infrastructure") =>
    `org/${organizationId}/project/${projectId}/user/${userId}/vcs-origin/${repository}/vcs-ref/refs/heads/${branch}`;
  const takes = (trusts: { circleci?: { subject: string } }, subject: string) =>
    isLike(trusts.circleci?.subject ?? "", subject);

  it("plan from any branch, and apply and push from the protected one alone", () => {
    expect([plan, apply, push].map((trusts) => takes(trusts, subjectOf("main")))).toEqual([true, true, true]);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9][a-z0-9./_-]{0,200}$/), (branch) => {
        expect(takes(plan, subjectOf(branch))).toBe(true);
        expect([apply, push].some((trusts) => takes(trusts, subjectOf(branch)))).toBe(branch === "main");
      }),
    );
  });

  it("do not apply from a branch that is called like the end of the subject", () => {
    expect(takes(apply, subjectOf(`x/vcs-origin/github.com/example/infrastructure/vcs-ref/refs/heads/main`))).toBe(
      false,
    );
  });

  it("of no other repository of the project take any role", () => {
    expect([plan, apply].map((trusts) => takes(trusts, subjectOf("main", "github.com/x/infrastructure")))).toEqual([
      false,
      false,
    ]);
  });
});

describe("Atlantis", () => {
  const server = {
    provider: "oidc.eks.eu-west-1.amazonaws.com/id/ABC",
    audience: "sts.amazonaws.com",
    subject: "system:serviceaccount:atlantis:atlantis",
  };

  it("plans and applies by its service account, and pushes nothing", () => {
    expect([plan.atlantis, apply.atlantis]).toEqual([server, server]);
    expect(push).not.toHaveProperty("atlantis");
  });
});

describe("identity providers", () => {
  it("are those of the pipelines in use", () => {
    expect(identityProviders(source)).toEqual({
      github: { url: "https://token.actions.githubusercontent.com", audience: "sts.amazonaws.com" },
      circleci: { url: `https://oidc.circleci.com/org/${organizationId}`, audience: organizationId },
      atlantis: { url: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC", audience: "sts.amazonaws.com" },
    });
    const alone = { ...source, circleci: null, atlantis: null };
    expect(Object.keys(identityProviders(alone))).toEqual(["github"]);
    expect(Object.keys(pipelineTrusts(alone, "prod").apply)).toEqual(["github_environment"]);
  });
});
