import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import circleciParser from "@circleci/circleci-config-parser";
import { describe, expect, it } from "vitest";
import { pipelineFacts } from "../../../src/delivery-files.js";
import { nightlyGates, requestGates } from "../../../src/domain/pipeline.js";
import { githubWorkflows } from "../../../src/emit/github.js";
import { actions } from "../../../src/emit/github-steps.js";
import { delivery } from "../../../src/modules/delivery/index.js";
import {
  circleci,
  circleciCommands,
  delivered,
  githubCommands,
  organization,
  textOf,
  workflow,
  workflowNames,
} from "../../support/delivered.js";

const environments = Object.keys(organization.environments);

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
    for (const name of workflowNames.filter((each) => each !== "images")) {
      expect(ofUplift(githubCommands(name)).length).toBeGreaterThanOrEqual(4);
      expect(ofUplift(circleciCommands(name)), name).toEqual(ofUplift(githubCommands(name)));
    }
  });

  it("run nothing that a clone could not run: every command is a script of package.json", () => {
    const { scripts } = JSON.parse(
      readFileSync(fileURLToPath(new URL("../../../package.json", import.meta.url)), "utf8"),
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

describe("roots that somebody chose", () => {
  it("are applied in their environment alone, never beside a merge, from the protected branch", () => {
    const { jobs, concurrency } = workflow("apply");
    expect(concurrency).toEqual(workflow("merge").concurrency);
    for (const name of environments) {
      const { if: condition, needs, environment } = jobs[`apply-${name}`] ?? {};
      expect(condition).toBe(`github.ref == 'refs/heads/main' && inputs.environment == '${name}'`);
      expect(environment).toBe(name);
      expect(needs ?? []).toEqual(jobs[`plan-${name}`] ? [`plan-${name}`] : []);
    }
    expect(circleci.parameters.environment?.enum).toEqual(["", ...environments]);
  });

  it("reach a command as a value, not as text of it", () => {
    const { steps } = workflow("apply").jobs["apply-prod"] ?? {};
    expect(steps?.find(({ run }) => run?.includes("ci apply"))?.env).toEqual({
      BASE: "",
      ROOTS: "${{ inputs.roots }}",
    });
    expect(circleci.jobs["apply-prod"]).toMatchObject({ environment: { ROOTS: "<< pipeline.parameters.roots >>" } });
    expect(circleciCommands("apply").join()).not.toContain("parameters.roots");
  });
});

describe("images", () => {
  const names = Object.keys(organization.images);

  it("are built, scanned, pushed, signed and proposed by the same commands in both pipelines", () => {
    const ofImages = (commands: readonly string[]) =>
      commands.filter((command) => /aws ecr|uplift -- (image|ci propose)/.test(command)).sort();
    expect(ofImages(circleciCommands("images"))).toEqual(ofImages(githubCommands("images")));
    expect(ofImages(githubCommands("images"))).toHaveLength(names.length * 4);
    expect(githubCommands("images")).toContain(
      'npm run --silent uplift -- image build sample --engine buildah --since "$BASE" --push 555555555555.dkr.ecr.eu-west-1.amazonaws.com/sample --json > built.json',
    );
    expect(githubCommands("images")).toContain("npm run --silent uplift -- image bump sample --built built.json");
  });

  it("are built by a job that writes nothing to the repository, and proposed by one that gets no role", () => {
    const { jobs } = workflow("images");
    expect(Object.keys(jobs)).toEqual(names.flatMap((name) => [`build-${name}`, `bump-${name}`]));
    for (const name of names) {
      const [build, bump] = [jobs[`build-${name}`], jobs[`bump-${name}`]];
      expect(build?.permissions).toEqual({ contents: "read", "id-token": "write" });
      expect(bump?.permissions).toEqual({ actions: "read", contents: "write", "pull-requests": "write" });
      expect(JSON.stringify(build?.steps)).not.toContain("github.token");
      for (const job of [build, bump]) expect(job?.if).toBe("github.ref == 'refs/heads/main'");
      expect(circleci.workflows.images?.jobs).toContainEqual({
        [`bump-${name}`]: {
          context: ["uplift-propose"],
          requires: [`build-${name}`],
          filters: { branches: { only: "main" } },
        },
      });
    }
  });

  it("are pushed by the role that only pushes", () => {
    const { steps } = workflow("images").jobs["build-sample"] ?? {};
    const { with: given } = steps?.find(({ uses }) => uses?.startsWith("aws-actions/")) ?? {};
    expect(given?.["role-to-assume"]).toBe("arn:aws:iam::555555555555:role/example-shared-push");
  });

  it("find on CircleCI what its machine does not bring: AWS's command line, and what buildah needs without root", () => {
    for (const name of names) {
      const { steps = [] } = circleci.jobs[`build-${name}`] ?? {};
      const commands = steps.flatMap((step) => (typeof step === "object" && step.run ? [step.run.command] : []));
      const at = (part: string) => commands.findIndex((command) => command.includes(part));
      expect(at('uplift-python/bin/pip" install --quiet awscli==')).toBeGreaterThanOrEqual(0);
      expect(at('uplift-python/bin/pip" install --quiet awscli==')).toBeLessThan(at("aws ecr get-login-password"));
      expect(at("apt-get install --yes buildah skopeo")).toBeGreaterThanOrEqual(0);
      expect(at("apt-get install --yes buildah skopeo")).toBeLessThan(at("uplift -- image build"));
    }
  });

  it("are built nowhere while no environment has a registry", () => {
    const without = Object.fromEntries(
      Object.entries(organization.environments).map(([name, each]) => [name, { ...each, registry: null }]),
    );
    const facts = pipelineFacts({ ...organization, environments: without }, delivered);
    expect(facts.images).toBeNull();
    expect(githubWorkflows(facts).map(({ path }) => path)).not.toContain(".github/workflows/images.yml");
  });
});

it("credentials of an apply last as long as its job may", () => {
  const { steps, "timeout-minutes": minutes } = workflow("merge").jobs["apply-prod"] ?? {};
  const seconds = steps?.find(({ uses }) => uses?.startsWith("aws-actions/"))?.with?.["role-duration-seconds"];
  expect(seconds).toBe((minutes ?? 0) * 60);
  expect(seconds).toBe(delivery.inputs.apply_session_seconds.default);
});

describe("GitHub's workflows", () => {
  it("pin every action by commit, with its version beside", () => {
    for (const name of workflowNames) {
      const lines = textOf(`.github/workflows/${name}.yml`).match(/^.*uses: .*$/gm) ?? [];
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
    for (const [commit] of Object.values(actions)) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it("grant nothing at the top, and to each job what it needs", () => {
    for (const name of workflowNames) {
      const { permissions, jobs } = workflow(name);
      expect(permissions).toEqual({});
      for (const [id, job] of Object.entries(jobs)) {
        const isForCloud = /^(plan|apply|drift|build)-/.test(id);
        expect(job.permissions["id-token"], id).toBe(isForCloud ? "write" : undefined);
        const contents = id === "gate" ? "none" : id.startsWith("bump-") ? "write" : "read";
        expect(job.permissions.contents ?? "none", id).toBe(contents);
      }
    }
  });

  it("never put what comes from outside into a command", () => {
    for (const name of workflowNames) for (const command of githubCommands(name)) expect(command).not.toContain("${{");
  });

  it("cut a pull request's run off for a newer one, and never an apply", () => {
    expect(workflow("pull-request").concurrency["cancel-in-progress"]).toBe(true);
    for (const name of ["merge", "apply", "images"] as const)
      expect(workflow(name).concurrency, name).toMatchObject({ "cancel-in-progress": false, queue: "max" });
    for (const [name, { jobs }] of Object.entries(circleci.workflows).filter(([each]) => /^(merge|apply-)/.test(each)))
      for (const [id, job] of jobs.flatMap((each) => (typeof each === "string" ? [] : Object.entries(each))))
        if (!id.startsWith("approve-"))
          expect(job, `${name} ${id}`).toMatchObject({ "serial-group": "<< pipeline.project.slug >>/merge" });
  });

  it("have one check that waits for all others", () => {
    const { gate, ...others } = workflow("pull-request").jobs;
    expect(gate?.needs).toEqual(Object.keys(others));
    const ruleset = readFileSync(fileURLToPath(new URL("../../../.github/ruleset-main.json", import.meta.url)), "utf8");
    expect(ruleset).toContain('"context": "All gates"');
    expect(textOf(".github/workflows/pull-request.yml")).toContain("name: All gates");
  });
});

describe("CircleCI's configuration", () => {
  it("is one that CircleCI's own parser takes", () => {
    const parsed = circleciParser.parseConfig(textOf(".circleci/config.yml"));
    expect(parsed.jobs.map(({ name }) => name).sort()).toEqual(Object.keys(circleci.jobs).sort());
    expect(parsed.workflows.map(({ name }) => name)).toEqual([
      "pull-request",
      "merge",
      ...environments.map((name) => `apply-${name}`),
      "images",
      "nightly",
    ]);
  });

  it("would not be taken with a job that runs nowhere", () => {
    expect(() =>
      circleciParser.parseConfig("version: 2.1\njobs:\n  one:\n    steps: [checkout]\nworkflows: {}\n"),
    ).toThrow(/No executor found/);
  });

  it("keeps no secret: roles are taken by CircleCI's own token", () => {
    const config = textOf(".circleci/config.yml");
    expect(config).toContain("AWS_WEB_IDENTITY_TOKEN_FILE");
    expect(config).not.toMatch(/AWS_(SECRET_)?ACCESS_KEY/);
  });
});
