/** What a job needs beside Node: each pipeline knows how to get it. */
export type PipelineTool = "terraform" | "go" | "python" | "history" | "images";

/** A part of a pipeline that can fail by itself: the same commands that anybody runs in a clone. */
export interface Gate {
  readonly id: string;
  readonly title: string;
  readonly commands: readonly string[];
  readonly tools: readonly PipelineTool[];
  /** After so long it has failed. */
  readonly timeoutMinutes: number;
}

/** What a pull request must pass, beside the plans of its environments; 30 minutes at most, from cold caches. */
export const requestGates: readonly Gate[] = [
  {
    id: "code",
    title: "Code, unit tests, emitted trees, policy",
    commands: [
      "npm run lint",
      "npm run typecheck",
      "npm test",
      "npm run synth -- --check",
      "npm run uplift -- policy",
      "npm run uplift -- reach",
      "npm run uplift -- image lint",
    ],
    tools: ["python"],
    timeoutMinutes: 20,
  },
  {
    id: "texts",
    title: "Pipelines, scripts, documents, manifests, commit messages",
    commands: ["npm run check:texts", "npm run check:manifests", "npm run check:commits"],
    tools: ["go", "python", "history"],
    timeoutMinutes: 20,
  },
  {
    id: "terraform",
    title: "Terraform: lint, validation, plans of the concrete trees",
    commands: ["npm run check:tflint", "npm run test:terraform"],
    tools: ["terraform", "go"],
    timeoutMinutes: 30,
  },
];

/** What takes too long for a pull request. */
export const nightlyGates: readonly Gate[] = [
  {
    id: "rehearsal",
    title: "Everything on the simulator",
    commands: ["npm run test:rehearsal", "npm run test:nightly"],
    tools: ["terraform", "python"],
    timeoutMinutes: 90,
  },
  {
    id: "checkov",
    title: "Checkov on the plans of production",
    commands: ["npm run check:checkov"],
    tools: ["terraform", "python"],
    timeoutMinutes: 60,
  },
  {
    id: "bench",
    title: "Benchmarks",
    commands: ["npm run bench"],
    tools: ["terraform", "python"],
    timeoutMinutes: 60,
  },
  {
    id: "dependencies",
    title: "Known weaknesses of dependencies",
    commands: ["npm audit --omit=dev --audit-level=high"],
    tools: [],
    timeoutMinutes: 10,
  },
];

/** An environment as pipelines see it, in the order of promotion. */
export interface PipelineEnvironment {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** In the order in which they are applied. */
  readonly layers: readonly string[];
  /** What reads and plans. */
  readonly planRole: string;
  /** What applies: only from the protected branch, and where it is asked for only after somebody's approval. */
  readonly applyRole: string;
  readonly needsApproval: boolean;
}

/** Images that are built, and where they are pushed to. */
export interface PipelineImages {
  readonly names: readonly string[];
  /** Host of the registry. */
  readonly host: string;
  readonly region: string;
  readonly pushRole: string;
}

export interface PipelineFacts {
  readonly defaultBranch: string;
  readonly environments: readonly PipelineEnvironment[];
  /** Null where nothing is built, or no environment has a registry. */
  readonly images: PipelineImages | null;
  /** CircleCI's organization; null where nobody uses it. */
  readonly circleci: { readonly organizationId: string } | null;
}

const uplift = "npm run --silent uplift --";
const of = ({ name, layers }: PipelineEnvironment) => `--env ${name} --layers ${layers.join(",")}`;

/** Plans what a pull request changes; `BASE` and `LABELS` come from the pipeline's own environment. */
export const planCommand = (environment: PipelineEnvironment): string =>
  `${uplift} ci plan --base "$BASE" ${of(environment)} --labels "$LABELS" --out comment.md`;

/** Puts the comment under the pull request, in place of the one before; also after a refusal. */
export const commentCommand = `${uplift} ci comment --file comment.md --number "$NUMBER"`;

/** What was merged since `BASE`, or the roots that somebody chose in `ROOTS`. */
const merged = '--base "$BASE" --roots "$ROOTS"';

/** Plans what was merged, for whoever approves to look at, and keeps what was planned. */
export const reviewCommand = (environment: PipelineEnvironment): string =>
  `${uplift} ci plan ${merged} ${of(environment)} --labels cost-agreed --out comment.md --json > reviewed.json`;

/** Applies what was merged: where somebody approves, what was looked at and nothing else. */
export const applyCommand = (environment: PipelineEnvironment): string =>
  `${uplift} ci apply ${merged} ${of(environment)}${environment.needsApproval ? " --reviewed reviewed.json" : ""} --out comment.md`;

/** Looks for what was changed by hand. */
export const driftCommand = (environment: PipelineEnvironment): string =>
  `${uplift} ci drift ${of(environment)} --out comment.md`;

export const issueCommand = `${uplift} ci issue --file comment.md`;

/** Signs in at the registry, by the role that pushes. */
export const registryCommand = ({ host, region }: PipelineImages): string =>
  `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${host}`;

/**
 * Builds an image if what it is made of has changed since `BASE`, always where that is empty: scanned, pushed, signed, verified. By
 * buildah, since the builder that Docker begins with writes no OCI layout.
 */
export const buildCommand = (name: string, { host }: PipelineImages): string =>
  `${uplift} image build ${name} --engine buildah --since "$BASE" --push ${host}/${name} --json > built.json`;

/** Proposes that what was built runs: a change of digests that somebody reviews. */
export const bumpCommands = (name: string): readonly string[] => [
  `${uplift} image bump ${name} --built built.json`,
  `${uplift} ci propose --branch uplift/image-${name} --title "chore(gitops): run ${name} of $(git rev-parse --short HEAD)" --paths gitops`,
];
