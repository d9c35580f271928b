import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { assemble } from "../../src/assembly.js";
import { loadOrganization } from "../../src/config/load.js";
import { deliveredRoots } from "../../src/delivery-files.js";
import { adoptionOfOneVpc } from "./adoption.js";

export const organization = loadOrganization();
const outdir = mkdtempSync(join(tmpdir(), "uplift-unit-"));
const assembly = assemble({ organization, adoptions: { prod: adoptionOfOneVpc }, outdir });
rmSync(outdir, { recursive: true });

/** What the example organization emits, with one adopted VPC. */
export const { files, roots } = assembly;
export const delivered = deliveredRoots(roots, organization.delivery.reviewers);

/** An emitted file's text. */
export const textOf = (path: string): string => {
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is not emitted`);
  return new TextDecoder().decode(file.content);
};

export interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly env?: Readonly<Record<string, string>>;
}
export interface Job {
  readonly needs?: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly if?: string;
  readonly "timeout-minutes": number;
  readonly steps: readonly Step[];
}
export interface Workflow {
  readonly permissions: object;
  readonly concurrency: { readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}
export const workflowNames = ["pull-request", "merge", "apply", "images", "nightly"] as const;
export const workflow = (name: (typeof workflowNames)[number]) =>
  parse(textOf(`.github/workflows/${name}.yml`)) as Workflow;
export const githubCommands = (name: (typeof workflowNames)[number]) =>
  Object.values(workflow(name).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => (run ? [run] : [])));

interface CircleciJob {
  readonly steps: readonly (string | { readonly run?: { readonly command: string } })[];
}
export const circleci = parse(textOf(".circleci/config.yml")) as {
  readonly parameters: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  readonly jobs: Readonly<Record<string, CircleciJob>>;
  readonly workflows: Readonly<
    Record<
      string,
      { readonly jobs: readonly (string | Readonly<Record<string, { type?: string; requires?: string[] }>>)[] }
    >
  >;
};
/** Of a workflow, or of those that it is one an environment: `apply` stands for `apply-dev` and so on. */
const circleciJobs = (name: string) =>
  Object.entries(circleci.workflows).flatMap(([each, { jobs }]) =>
    each === name || each.startsWith(`${name}-`) ? jobs : [],
  );
export const circleciCommands = (name: string) =>
  circleciJobs(name).flatMap((each) => {
    const job = circleci.jobs[typeof each === "string" ? each : (Object.keys(each)[0] ?? "")];
    return (job?.steps ?? []).flatMap((step) => (typeof step === "object" && step.run ? [step.run.command] : []));
  });

export interface Project {
  readonly name: string;
  readonly dir: string;
  readonly workflow: string;
  readonly execution_order_group: number;
  readonly depends_on?: readonly string[];
  readonly autoplan: { readonly when_modified: readonly string[] };
}
export const atlantis = parse(textOf("atlantis.yaml")) as { readonly projects: readonly Project[] };
