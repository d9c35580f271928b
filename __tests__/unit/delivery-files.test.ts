import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import circleciParser from "@circleci/circleci-config-parser";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { assemble } from "../../src/assembly.js";
import { loadOrganization } from "../../src/config/load.js";
import { toolVersions } from "../../src/core/versions.js";
import { deliveredRoots, pipelineFacts } from "../../src/delivery-files.js";
import { nightlyGates, requestGates } from "../../src/domain/pipeline.js";
import { actions } from "../../src/emit/github.js";
import { adoptionOfOneVpc } from "../support/adoption.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-unit-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const organization = loadOrganization();
const { files, roots } = assemble({ organization, adoptions: { prod: adoptionOfOneVpc }, outdir });
const text = (path: string) => {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is not emitted`);
  return new TextDecoder().decode(file.content);
};
const delivered = deliveredRoots(roots, organization.delivery.reviewers);

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly needs?: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly "timeout-minutes": number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: object;
  readonly concurrency: { readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}
const names = ["pull-request", "merge", "nightly"] as const;
const workflow = (name: (typeof names)[number]) => parse(text(`.github/workflows/${name}.yml`)) as Workflow;
const githubCommands = (name: (typeof names)[number]) =>
  Object.values(workflow(name).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => (run ? [run] : [])));

interface CircleciJob {
  readonly steps: readonly (string | { readonly run?: { readonly command: string } })[];
}
const circleci = parse(text(".circleci/config.yml")) as {
  readonly jobs: Readonly<Record<string, CircleciJob>>;
  readonly workflows: Readonly<
    Record<
      string,
      { readonly jobs: readonly (string | Readonly<Record<string, { type?: string; requires?: string[] }>>)[] }
    >
  >;
};
const circleciCommands = (name: string) =>
  (circleci.workflows[name]?.jobs ?? []).flatMap((each) => {
    const job = circleci.jobs[typeof each === "string" ? each : (Object.keys(each)[0] ?? "")];
    return (job?.steps ?? []).flatMap((step) => (typeof step === "object" && step.run ? [step.run.command] : []));
  });

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

interface Project {
  readonly name: string;
  readonly dir: string;
  readonly workflow: string;
  readonly execution_order_group: number;
  readonly depends_on?: readonly string[];
  readonly autoplan: { readonly when_modified: readonly string[] };
}
const atlantis = parse(text("atlantis.yaml")) as { readonly projects: readonly Project[] };

describe("one layer model", () => {
  const expected = layersOf(delivered.map(({ environment, layer }) => [environment, layer]));

  it("gives Atlantis and both pipelines the same layers in the same order as there are roots", () => {
    expect(Object.keys(expected)).toEqual(["shared", "dev", "staging", "prod"]);
    expect(layersOf(atlantis.projects.map(({ dir }) => dir.split("/").slice(1) as [string, string]))).toEqual(expected);
    for (const name of names) expect(layersIn(githubCommands(name)), name).toEqual(expected);
    for (const name of names) expect(layersIn(circleciCommands(name)), name).toEqual(expected);
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
  const server = parse(text("atlantis/repos.yaml")) as Server;

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
});

describe("both pipelines", () => {
  it("run the same gates", () => {
    for (const [name, gates] of [
      ["pull-request", requestGates],
      ["nightly", nightlyGates],
    ] as const) {
      const commands = gates.flatMap((gate) => gate.commands);
      expect(commands.length).toBeGreaterThan(0);
      expect(githubCommands(name)).toEqual(expect.arrayContaining(commands));
      expect(circleciCommands(name)).toEqual(expect.arrayContaining(commands));
    }
  });

  it("plan, apply and look for drift by the same commands", () => {
    const ofUplift = (commands: readonly string[]) =>
      commands.flatMap((command) => /uplift -- ci (?:plan|apply|drift) .*/.exec(command)?.[0] ?? []).sort();
    for (const name of names) {
      expect(ofUplift(githubCommands(name)).length).toBeGreaterThanOrEqual(4);
      expect(ofUplift(circleciCommands(name)), name).toEqual(ofUplift(githubCommands(name)));
    }
  });

  it("run nothing that a clone could not run: every command is a script of package.json", () => {
    const { scripts } = JSON.parse(
      readFileSync(fileURLToPath(new URL("../../package.json", import.meta.url)), "utf8"),
    ) as {
      scripts: Readonly<Record<string, string>>;
    };
    const asked = [...requestGates, ...nightlyGates].flatMap(({ commands }) => commands);
    for (const command of asked) {
      const [, script] = /^npm (?:run )?(?:--silent )?([\w:]+)/.exec(command) ?? [];
      expect(script === "audit" || Object.keys(scripts).includes(script ?? ""), command).toBe(true);
    }
  });

  it("let a pull request wait half an hour at most", () => {
    for (const { id, timeoutMinutes } of requestGates) expect(timeoutMinutes, id).toBeLessThanOrEqual(30);
    for (const [id, job] of Object.entries(workflow("pull-request").jobs))
      expect(job["timeout-minutes"], id).toBeLessThanOrEqual(30);
  });

  it("apply to production only after somebody agreed, and only what was looked at", () => {
    const { jobs } = workflow("merge");
    expect(jobs["apply-prod"]).toMatchObject({ environment: "prod", needs: ["plan-prod"] });
    expect(jobs["plan-prod"]?.needs).toEqual(["apply-staging"]);
    expect(JSON.stringify(jobs["apply-prod"]?.steps)).toContain("--reviewed reviewed.json");
    const merge = circleci.workflows.merge?.jobs.filter((each) => typeof each === "object") ?? [];
    const own = (name: string) =>
      merge.find((each) => typeof each === "object" && name in each) as Record<string, object>;
    expect(own("approve-prod")["approve-prod"]).toMatchObject({ type: "approval", requires: ["review-prod"] });
    expect(own("apply-prod")["apply-prod"]).toMatchObject({
      requires: ["approve-prod"],
      context: ["uplift-apply-prod"],
    });
    expect(own("review-prod")["review-prod"]).toMatchObject({ requires: ["apply-staging"] });
  });
});

describe("GitHub's workflows", () => {
  it("pin every action by commit, with its version beside", () => {
    for (const name of names) {
      const lines = text(`.github/workflows/${name}.yml`).match(/^.*uses: .*$/gm) ?? [];
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    for (const [commit] of Object.values(actions)) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it("grant nothing at the top, and to each job what it needs", () => {
    for (const name of names) {
      const { permissions, jobs } = workflow(name);
      expect(permissions).toEqual({});
      for (const [id, job] of Object.entries(jobs)) {
        const isForCloud = /^(plan|apply|drift)-/.test(id);
        expect(job.permissions["id-token"], id).toBe(isForCloud ? "write" : undefined);
        expect(job.permissions.contents ?? "none", id).toBe(id === "gate" ? "none" : "read");
      }
    }
  });

  it("never put what comes from outside into a command", () => {
    for (const name of names) for (const command of githubCommands(name)) expect(command).not.toContain("${{");
  });

  it("cut a pull request's run off for a newer one, and never an apply", () => {
    expect(workflow("pull-request").concurrency["cancel-in-progress"]).toBe(true);
    expect(workflow("merge").concurrency["cancel-in-progress"]).toBe(false);
  });

  it("have one check that waits for all others", () => {
    const { gate, ...others } = workflow("pull-request").jobs;
    expect(gate?.needs).toEqual(Object.keys(others));
    const ruleset = readFileSync(fileURLToPath(new URL("../../.github/ruleset-main.json", import.meta.url)), "utf8");
    expect(ruleset).toContain('"context": "All gates"');
    expect(text(".github/workflows/pull-request.yml")).toContain("name: All gates");
  });
});

describe("CircleCI's configuration", () => {
  it("is one that CircleCI's own parser takes", () => {
    const parsed = circleciParser.parseConfig(text(".circleci/config.yml"));
    expect(parsed.jobs.map(({ name }) => name).sort()).toEqual(Object.keys(circleci.jobs).sort());
    expect(parsed.workflows.map(({ name }) => name)).toEqual(["pull-request", "merge", "nightly"]);
  });

  it("would not be taken with a job that runs nowhere", () => {
    expect(() =>
      circleciParser.parseConfig("version: 2.1\njobs:\n  one:\n    steps: [checkout]\nworkflows: {}\n"),
    ).toThrow(/No executor found/);
  });

  it("keeps no secret: roles are taken by CircleCI's own token", () => {
    const config = text(".circleci/config.yml");
    expect(config).toContain("AWS_WEB_IDENTITY_TOKEN_FILE");
    expect(config).not.toMatch(/AWS_(SECRET_)?ACCESS_KEY/);
  });
});

describe("who is asked", () => {
  it("is for every root the team of its owner", () => {
    const owners = text(".github/CODEOWNERS");
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
