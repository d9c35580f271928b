import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { atlantis, textOf } from "../../support/delivered.js";

describe("Atlantis", () => {
  // Keys of the documentation of Atlantis 0.47: repo-level-atlantis-yaml, server-side-repo-config, custom-workflows.
  const documented = {
    top: [
      "version",
      "automerge",
      "autodiscover",
      "parallel_plan",
      "parallel_apply",
      "abort_on_execution_order_fail",
      "projects",
    ],
    project: ["name", "dir", "terraform_version", "workflow", "autoplan", "execution_order_group", "depends_on"],
    repository: [
      "id",
      "branch",
      "apply_requirements",
      "import_requirements",
      "workflow",
      "allowed_overrides",
      "allowed_workflows",
      "allow_custom_workflows",
      "policy_check",
      "custom_policy_check",
    ],
  };
  interface Server {
    readonly repos: readonly Readonly<Record<string, unknown>>[];
    readonly workflows: Readonly<
      Record<string, Readonly<Record<"plan" | "policy_check" | "apply", { steps: unknown[] }>>>
    >;
    readonly policies: object;
  }
  const server = parse(textOf("atlantis/repos.yaml")) as Server;

  it("gets documented keys alone", () => {
    for (const key of Object.keys(atlantis)) expect(documented.top).toContain(key);
    for (const key of atlantis.projects.flatMap(Object.keys)) expect(documented.project).toContain(key);
    for (const key of server.repos.flatMap(Object.keys)) expect(documented.repository).toContain(key);
    expect(Object.keys(server)).toEqual(["repos", "workflows", "policies"]);
  });

  it("takes from a branch the choice of a workflow alone", () => {
    expect(server.repos).toEqual([
      {
        id: "github.com/example/infrastructure",
        branch: "/^main$/",
        apply_requirements: ["approved", "mergeable", "undiverged"],
        import_requirements: ["approved", "mergeable", "undiverged"],
        workflow: "terraform",
        allowed_overrides: ["workflow"],
        allowed_workflows: ["terraform", "terragrunt"],
        allow_custom_workflows: false,
        policy_check: true,
        custom_policy_check: true,
      },
    ]);
    expect(Object.keys(atlantis)).not.toContain("workflows");
  });

  it("plans by one role and applies by another, and lets the gate judge in between", () => {
    for (const [name, { plan, policy_check, apply }] of Object.entries(server.workflows)) {
      const profile = (kind: string) => ({
        env: { name: "AWS_PROFILE", command: `echo "${kind}-$(echo "$REPO_REL_DIR" | cut -d/ -f2)"` },
      });
      expect(plan.steps[0], name).toEqual(profile("plan"));
      expect(apply.steps[0], name).toEqual(profile("apply"));
      // A step that fails ends the plan: what the gate refuses, nobody can agree to.
      expect(JSON.stringify(plan.steps.at(-1)), name).toContain("/opt/uplift/bin/uplift.js gate");
      expect(JSON.stringify(policy_check.steps.at(-1)), name).toContain("/opt/uplift/bin/uplift.js policy");
    }
  });

  it("runs its server with no right that it does not need", () => {
    const values = parse(textOf("atlantis/values.yaml"));
    expect(values.orgAllowlist).toBe("github.com/example/infrastructure");
    expect(values.allowForkPRs).toBe(false);
    expect(values.containerSecurityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(values.statefulSet.securityContext).toMatchObject({ runAsNonRoot: true });
    expect(values.serviceAccount.mount).toBe(false);
    expect(values.service.type).toBe("ClusterIP");
    expect(values.environment).toMatchObject({
      // Without it, "undiverged" is true of everything.
      ATLANTIS_CHECKOUT_STRATEGY: "merge",
      ATLANTIS_ENABLE_POLICY_CHECKS: "true",
      ATLANTIS_FAIL_ON_PRE_WORKFLOW_HOOK_ERROR: "true",
    });
  });

  it("gives its server one profile for each role of each environment, and no secret", () => {
    const { aws } = parse(textOf("atlantis/values.yaml")) as { aws: { config: string } };
    const profiles = [...aws.config.matchAll(/\[profile (\S+)\]\nrole_arn = (\S+)/g)].map(([, name, role]) => [
      name,
      role,
    ]);
    expect(profiles).toEqual(
      Object.entries({
        shared: "555555555555",
        dev: "666666666666",
        staging: "777777777777",
        prod: "888888888888",
      }).flatMap(([name, account]) =>
        ["plan", "apply"].map((kind) => [`${kind}-${name}`, `arn:aws:iam::${account}:role/example-${name}-${kind}`]),
      ),
    );
    expect(aws.config).not.toMatch(/access_key/);
  });
});
