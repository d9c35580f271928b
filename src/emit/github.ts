import {
  applyCommand,
  commentCommand,
  driftCommand,
  type Gate,
  issueCommand,
  nightlyGates,
  type PipelineEnvironment,
  type PipelineFacts,
  type PipelineTool,
  planCommand,
  requestGates,
  reviewCommand,
} from "../domain/pipeline.js";
import type { EmittedFile } from "./files.js";
import { imagesWorkflow } from "./github-images.js";
import { applyMinutes, credentials, download, report, runner, setUp, uses, workflow } from "./github-steps.js";

/** The workflows of GitHub Actions: pull request, merge, apply of chosen roots, images, night. */
export function githubWorkflows(facts: PipelineFacts): readonly EmittedFile[] {
  const { defaultBranch, environments, images } = facts;
  const trunk = `refs/heads/${defaultBranch}`;
  return [
    workflow("pull-request", {
      name: "Pull request",
      on: {
        pull_request: {
          branches: [defaultBranch],
          types: ["opened", "synchronize", "reopened", "labeled", "unlabeled"],
        },
      },
      permissions: {},
      // A newer commit makes the older one's verdict worthless.
      concurrency: { group: "pull-request-${{ github.event.pull_request.number }}", "cancel-in-progress": true },
      jobs: {
        ...Object.fromEntries(requestGates.map((gate) => [gate.id, gateJob(gate)])),
        ...Object.fromEntries(environments.map((each) => [`plan-${each.name}`, planJob(each)])),
        gate: allJob([...requestGates.map(({ id }) => id), ...environments.map(({ name }) => `plan-${name}`)]),
      },
    }),
    workflow("merge", {
      name: "Merge",
      on: { push: { branches: [defaultBranch] } },
      permissions: {},
      // One merge after another, each to its end: an apply is never cut off, and none that waits is dropped for a newer one.
      concurrency: { group: "merge", "cancel-in-progress": false, queue: "max" },
      jobs: Object.fromEntries(
        environments.flatMap((each, index) =>
          mergeJobs(each, environments[index - 1], { BASE: "${{ github.event.before }}", ROOTS: "" }),
        ),
      ),
    }),
    workflow("apply", {
      name: "Apply chosen roots",
      on: {
        workflow_dispatch: {
          inputs: {
            environment: { type: "choice", required: true, options: environments.map(({ name }) => name) },
            roots: {
              type: "string",
              required: true,
              description: "by id, with commas between, e.g. dev/edge,dev/compute",
            },
          },
        },
      },
      permissions: {},
      // Never beside a merge.
      concurrency: { group: "merge", "cancel-in-progress": false, queue: "max" },
      jobs: Object.fromEntries(
        environments.flatMap((each) =>
          mergeJobs(
            each,
            undefined,
            { BASE: "", ROOTS: "${{ inputs.roots }}" },
            `github.ref == '${trunk}' && inputs.environment == '${each.name}'`,
          ),
        ),
      ),
    }),
    ...(images ? [imagesWorkflow(defaultBranch, images)] : []),
    workflow("nightly", {
      name: "Nightly",
      on: { schedule: [{ cron: "17 2 * * *" }], workflow_dispatch: {} },
      permissions: {},
      concurrency: { group: "nightly", "cancel-in-progress": false },
      jobs: {
        ...Object.fromEntries(nightlyGates.map((gate) => [gate.id, gateJob(gate)])),
        ...Object.fromEntries(environments.map((each) => [`drift-${each.name}`, driftJob(each, trunk)])),
      },
    }),
  ];
}

function gateJob({ title, commands, tools, timeoutMinutes }: Gate) {
  return {
    name: title,
    "runs-on": runner,
    "timeout-minutes": timeoutMinutes,
    permissions: { contents: "read" },
    steps: [
      ...setUp(tools),
      ...commands.map((command) => ({
        run: command,
        ...(tools.includes("history") && { env: { BASE: "${{ github.event.pull_request.base.sha }}" } }),
        // It may ask GitHub for tflint's rules so often, and strangers less.
        ...(command === "npm run check:tflint" && { env: { GITHUB_TOKEN: "${{ github.token }}" } }),
      })),
    ],
  };
}

const planTools: readonly PipelineTool[] = ["terraform", "history"];

function planJob(environment: PipelineEnvironment) {
  const { name, region, planRole } = environment;
  return {
    name: `Plan ${name}`,
    "runs-on": runner,
    "timeout-minutes": 30,
    // A fork gets no token, and a plan runs its code.
    if: "github.event.pull_request.head.repo.full_name == github.repository",
    permissions: { contents: "read", "id-token": "write", "pull-requests": "write" },
    steps: [
      ...setUp(planTools),
      credentials(planRole, region),
      {
        run: planCommand(environment),
        env: {
          BASE: "${{ github.event.pull_request.base.sha }}",
          LABELS: "${{ join(github.event.pull_request.labels.*.name, ',') }}",
        },
      },
      {
        if: "always() && hashFiles('comment.md') != ''",
        run: `${report}\n${commentCommand}\n`,
        env: { GITHUB_TOKEN: "${{ github.token }}", NUMBER: "${{ github.event.pull_request.number }}" },
      },
    ],
  };
}

/** The one check that the branch's protection names, so that a new gate needs no change there. */
function allJob(needs: readonly string[]) {
  return {
    name: "All gates",
    "runs-on": runner,
    "timeout-minutes": 5,
    if: "always()",
    needs,
    permissions: {},
    steps: [
      {
        run: 'echo "$RESULTS"\n! echo "$RESULTS" | grep -Eq "failure|cancelled"\n',
        env: { RESULTS: "${{ toJSON(needs.*.result) }}" },
      },
    ],
  };
}

/** Each environment after the one before; where somebody approves, a plan to look at, then an apply of just that. */
function mergeJobs(
  environment: PipelineEnvironment,
  before: PipelineEnvironment | undefined,
  env: Readonly<Record<string, string>>,
  condition?: string,
) {
  const { name, region, planRole, applyRole, needsApproval } = environment;
  const artifact = `reviewed-${name}`;
  const summary = { if: "always() && hashFiles('comment.md') != ''", run: report };
  const job = { "runs-on": runner, "timeout-minutes": applyMinutes, ...(condition && { if: condition }) };
  const needs = before ? { needs: [`apply-${before.name}`] } : {};
  const plan = {
    name: `Plan ${name}`,
    ...job,
    ...needs,
    // As long as a role's credentials last unless somebody asks for more.
    "timeout-minutes": 60,
    permissions: { contents: "read", "id-token": "write" },
    steps: [
      ...setUp(planTools),
      credentials(planRole, region),
      { run: reviewCommand(environment), env },
      summary,
      { uses: uses("actions/upload-artifact"), with: { name: artifact, path: "reviewed.json", "retention-days": 30 } },
    ],
  };
  const apply = {
    name: `Apply ${name}`,
    ...job,
    ...(needsApproval ? { needs: [`plan-${name}`] } : needs),
    // Who must agree stands in the environment's settings: see docs/delivery.md.
    environment: name,
    permissions: { contents: "read", "id-token": "write", ...(needsApproval && { actions: "read" }) },
    steps: [
      ...setUp(planTools),
      ...(needsApproval ? [download(artifact)] : []),
      credentials(applyRole, region, applyMinutes),
      { run: applyCommand(environment), env },
      summary,
    ],
  };
  return [...(needsApproval ? [[`plan-${name}`, plan] as const] : []), [`apply-${name}`, apply] as const];
}

function driftJob(environment: PipelineEnvironment, trunk: string) {
  const { name, region, planRole } = environment;
  return {
    name: `Drift of ${name}`,
    "runs-on": runner,
    "timeout-minutes": 60,
    if: `github.ref == '${trunk}'`,
    permissions: { contents: "read", "id-token": "write", issues: "write" },
    steps: [
      ...setUp(planTools),
      credentials(planRole, region),
      { run: driftCommand(environment) },
      {
        if: "failure() && hashFiles('comment.md') != ''",
        run: `${report}\n${issueCommand}\n`,
        env: { GITHUB_TOKEN: "${{ github.token }}" },
      },
    ],
  };
}
