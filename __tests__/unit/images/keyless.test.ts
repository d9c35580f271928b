import { describe, expect, it } from "vitest";
import { keylessSigner } from "../../../src/images/publish.js";

const circleci = {
  organizationId: "11111111-1111-4111-8111-111111111111",
  projectId: "22222222-2222-4222-8222-222222222222",
};
const source = { repository: "example/infra.structure", defaultBranch: "main", circleci };
const isSigner = (isOnCircleci: boolean, identity: string) => {
  const signer = keylessSigner(source, isOnCircleci);
  return signer.kind === "keyless" && new RegExp(signer.identity).test(identity);
};

describe("who signs without a key", () => {
  const workflow = (repository: string, end: string) =>
    `https://github.com/${repository}/.github/workflows/images.yml@${end}`;

  it("is a workflow of the repository's protected branch on GitHub, and nobody else", () => {
    expect(keylessSigner(source, false)).toMatchObject({ issuer: "https://token.actions.githubusercontent.com" });
    expect(isSigner(false, workflow("example/infra.structure", "refs/heads/main"))).toBe(true);
    for (const other of [
      workflow("example/infraxstructure", "refs/heads/main"),
      workflow("example/infra.structure", "refs/heads/main2"),
      workflow("example/infra.structure", "refs/heads/x@refs/heads/main"),
      workflow("example/infra.structure", "refs/pull/7/merge"),
      `x${workflow("example/infra.structure", "refs/heads/main")}`,
    ])
      expect(isSigner(false, other), other).toBe(false);
  });

  it("is a pipeline of the project on CircleCI", () => {
    expect(keylessSigner(source, true)).toMatchObject({
      issuer: `https://oidc.circleci.com/org/${circleci.organizationId}`,
    });
    const identity = (project: string) =>
      `https://circleci.com/api/v2/projects/${project}/pipeline-definitions/33333333-3333-4333-8333-333333333333`;
    expect(isSigner(true, identity(circleci.projectId))).toBe(true);
    expect(isSigner(true, identity("44444444-4444-4444-8444-444444444444"))).toBe(false);
  });

  it("is GitHub's where nobody uses CircleCI", () => {
    expect(keylessSigner({ ...source, circleci: null }, true)).toEqual(keylessSigner(source, false));
  });
});
