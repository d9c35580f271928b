import {
  applyCommand,
  commentCommand,
  driftCommand,
  type Gate,
  issueCommand,
  nightlyGates,
  type PipelineEnvironment,
  type PipelineFacts,
  planCommand,
  requestGates,
  reviewCommand,
} from "../domain/pipeline.js";
import { imageJobs, imageSteps } from "./circleci-images.js";
import { job, merged, role, step } from "./circleci-steps.js";
import type { EmittedFile } from "./files.js";
import { yamlFile } from "./yaml.js";

/** `.circleci/config.yml`: the same gates, plans and applies in CircleCI's terms. */
export function circleciFile({ defaultBranch, environments, images }: PipelineFacts): EmittedFile {
  const onTrunk = { branches: { only: defaultBranch } };
  const onRequest = { branches: { ignore: defaultBranch } };
  const chosen = "<< pipeline.parameters.environment >>";
  const isScheduled = { equal: ["scheduled_pipeline", "<< pipeline.trigger_source >>"] };
  const isOrdinary = { not: { or: [isScheduled, { not: { equal: ["", chosen] } }] } };
  return yamlFile(".circleci/config.yml", "src/emit/circleci.ts", {
    version: 2.1,
    // Given by hand, for roots that were not reached by a merge or whose plan had to be looked at first.
    parameters: {
      environment: { type: "enum", enum: ["", ...environments.map(({ name }) => name)], default: "" },
      roots: { type: "string", default: "" },
    },
    jobs: {
      ...Object.fromEntries([...requestGates, ...nightlyGates].map((gate) => [gate.id, gateJob(gate, defaultBranch)])),
      ...Object.fromEntries(environments.flatMap((each) => environmentJobs(each, defaultBranch))),
      ...(images && Object.fromEntries(imageJobs(images))),
    },
    workflows: {
      "pull-request": {
        when: isOrdinary,
        jobs: [
          ...requestGates.map(({ id }) => ({ [id]: { filters: onRequest } })),
          ...environments.map(({ name }) => ({
            [`plan-${name}`]: { context: [context("plan", name), "uplift-comment"], filters: onRequest },
          })),
        ],
      },
      merge: {
        when: isOrdinary,
        jobs: environments.flatMap((each, index) => mergeSteps(each, environments[index - 1], onTrunk)),
      },
      ...Object.fromEntries(
        environments.map((each) => [
          `apply-${each.name}`,
          {
            when: { and: [{ not: isScheduled }, { equal: [each.name, chosen] }] },
            jobs: mergeSteps(each, undefined, onTrunk),
          },
        ]),
      ),
      ...(images && {
        images: { when: isOrdinary, jobs: images.names.flatMap((name) => imageSteps(name, onTrunk)) },
      }),
      nightly: {
        when: isScheduled,
        jobs: [
          ...nightlyGates.map(({ id }) => id),
          ...environments.map(({ name }) => ({
            [`drift-${name}`]: { context: [context("plan", name), "uplift-comment"] },
          })),
        ],
      },
    },
  });
}

/** Contexts hold no secret: the groups that may use one are what it is for. */
const context = (kind: "plan" | "apply", environment: string) => `uplift-${kind}-${environment}`;

function mergeSteps(
  { name, needsApproval }: PipelineEnvironment,
  before: PipelineEnvironment | undefined,
  filters: unknown,
) {
  const requires = before ? { requires: [`apply-${before.name}`] } : {};
  // Of all pipelines at once one alone plans or applies: an older merge must not undo a newer one.
  const serial = { "serial-group": "<< pipeline.project.slug >>/merge" };
  const apply = { context: [context("apply", name)], filters, ...serial };
  if (!needsApproval) return [{ [`apply-${name}`]: { ...apply, ...requires } }];
  return [
    { [`review-${name}`]: { context: [context("plan", name)], filters, ...serial, ...requires } },
    { [`approve-${name}`]: { type: "approval", requires: [`review-${name}`], filters } },
    { [`apply-${name}`]: { ...apply, requires: [`approve-${name}`] } },
  ];
}

function environmentJobs(environment: PipelineEnvironment, defaultBranch: string) {
  const { name, planRole, applyRole, region, needsApproval } = environment;
  const variables = requestVariables(defaultBranch);
  const comment = step("Comment", `[ ! -f comment.md ] || ${commentCommand}`, "always");
  const issue = step("Issue", `[ ! -f comment.md ] || ${issueCommand}`, "on_fail");
  const kept = { root: ".", paths: ["reviewed.json"] };
  const chosenRoots = { ROOTS: "<< pipeline.parameters.roots >>" };
  const plan = job([...variables, ...role(planRole, region), planCommand(environment)], [comment]);
  const drift = job([...role(planRole, region), driftCommand(environment)], [issue]);
  const apply = job(
    [...merged, ...role(applyRole, region), applyCommand(environment)],
    [],
    needsApproval ? [{ attach_workspace: { at: "." } }] : [],
    { environment: chosenRoots },
  );
  const review = job(
    [...merged, ...role(planRole, region), reviewCommand(environment)],
    [{ persist_to_workspace: kept }, { store_artifacts: { path: "comment.md" } }],
    [],
    { environment: chosenRoots },
  );
  return [
    [`plan-${name}`, plan],
    ...(needsApproval ? ([[`review-${name}`, review]] as const) : []),
    [`apply-${name}`, apply],
    [`drift-${name}`, drift],
  ] as const;
}

/** What GitHub's pipeline gets of the event: CircleCI knows the pull request's address alone, and no label of it. */
const requestVariables = (defaultBranch: string): readonly string[] => [
  [
    `git fetch --quiet origin ${defaultBranch}`,
    "{",
    `  echo 'export BASE="origin/${defaultBranch}"'`,
    `  echo 'export LABELS=""'`,
    `  echo 'export NUMBER="\${CIRCLE_PULL_REQUEST##*/}"'`,
    '} >> "$BASH_ENV"',
  ].join("\n"),
];

const gateJob = ({ commands, tools, timeoutMinutes }: Gate, defaultBranch: string) =>
  job([...(tools.includes("history") ? requestVariables(defaultBranch) : []), ...commands], [], [], {
    tools,
    timeoutMinutes,
  });
