import { toolVersions } from "../core/versions.js";
import { adoptionLayers } from "../domain/adoption.js";
import { type DeliveredRoot, waves } from "../domain/root-graph.js";
import type { EmittedFile } from "./files.js";
import { yamlFile } from "./yaml.js";

export interface AtlantisFacts {
  /** owner/name on GitHub. */
  readonly repository: string;
  readonly defaultBranch: string;
  /** Names of environments in the order of promotion. */
  readonly environments: readonly string[];
  /** Handles of those who may agree to what the gate refuses. */
  readonly policyOwners: readonly string[];
}

const source = "src/emit/atlantis.ts";

/** The name of a root's project; Atlantis wants one that survives in an address. */
export const projectName = ({ environment, layer }: Pick<DeliveredRoot, "environment" | "layer">): string =>
  `${environment}-${layer}`;

/** `atlantis.yaml`: one project a root. What may be applied and how stands in the server's own file, which no branch can change. */
export function atlantisFile(roots: readonly DeliveredRoot[], { environments }: AtlantisFacts): EmittedFile {
  const wave = waves(roots);
  const largest = Math.max(0, ...wave.values()) + 1;
  const adopting = new Set(
    roots.filter(({ layer }) => adoptionLayers.some((each) => each === layer)).map(({ environment }) => environment),
  );
  const byId = new Map(roots.map((root) => [root.id, root]));
  const project = (root: DeliveredRoot) => ({
    name: projectName(root),
    dir: root.folder,
    terraform_version: `v${toolVersions.terraform}`,
    workflow: root.frontDoor,
    autoplan: { enabled: true, when_modified: whenModified(root, adopting.has(root.environment)) },
    // An environment waits for the one before it, a root for those that it reads: for `atlantis apply` of everything.
    execution_order_group: environments.indexOf(root.environment) * largest + (wave.get(root.id) ?? 0),
    ...(root.after.length > 0 && {
      depends_on: root.after.flatMap((id) => {
        const upstream = byId.get(id);
        return upstream ? [projectName(upstream)] : [];
      }),
    }),
  });
  return yamlFile("atlantis.yaml", source, {
    version: 3,
    automerge: false,
    autodiscover: { mode: "disabled" },
    parallel_plan: true,
    parallel_apply: false,
    abort_on_execution_order_fail: true,
    projects: roots.map(project),
  });
}

/** A list of one's own replaces Atlantis's: so everything that a root is made of, and what people decided about it. */
function whenModified({ modules, frontDoor }: DeliveredRoot, isAdopting: boolean): readonly string[] {
  return [
    "*.tf.json",
    ".terraform.lock.hcl",
    "user-data/**",
    ...modules.map((name) => `../../../modules/${name}/**`),
    ...(frontDoor === "terragrunt" ? ["terragrunt.hcl", "../../root.hcl"] : []),
    "../../../decommission/**",
    ...(isAdopting ? ["../../../live-impact.yaml"] : []),
  ];
}

/** Where the server has a clone of the protected branch: its gate judges by that configuration, not by the pull request's. */
const trusted = "/opt/uplift";

/** The environment that a root's folder is for, and the layer. */
const environmentOfFolder = '$(echo "$REPO_REL_DIR" | cut -d/ -f2)';
const layerOfFolder = '$(echo "$REPO_REL_DIR" | cut -d/ -f3)';

/** Plans read by one role and applies write by another: profiles of the server, one of each an environment. */
const profile = (kind: "plan" | "apply") => ({
  env: { name: "AWS_PROFILE", command: `echo "${kind}-${environmentOfFolder}"` },
});

/** A command of the trusted clone, over the pull request's folder: people's decisions are its own, and their owners review them. */
const judge = (command: "gate" | "policy") =>
  `cd "$DIR/../../.." && node ${trusted}/bin/uplift.js ${command} "$SHOWFILE" ` +
  `--env "${environmentOfFolder}" --layer "${layerOfFolder}"`;

/** What it refuses is no plan: nobody can apply it, whoever agrees. */
const gate = { run: judge("gate") };

/** What it finds can be agreed to by the owners of the policy set; Atlantis reads a failure from the words alone. */
const policy = { run: `${judge("policy")} || echo "1 failure"` };

const terragrunt = "terragrunt run --non-interactive --tf-forward-stdout --";
const shown = { run: { command: `${terragrunt} show -json "$PLANFILE" > "$SHOWFILE"`, output: "hide" } };
const sameTerraform = { env: { name: "TG_TF_PATH", command: 'echo "terraform$ATLANTIS_TERRAFORM_VERSION"' } };

const workflows = {
  terraform: {
    plan: {
      steps: [
        profile("plan"),
        { init: { extra_args: ["-lockfile=readonly"] } },
        // The role that plans writes nothing, no lock either.
        { plan: { extra_args: ["-lock=false"] } },
        "show",
        gate,
      ],
    },
    policy_check: { steps: ["show", policy] },
    apply: { steps: [profile("apply"), "apply"] },
  },
  terragrunt: {
    plan: {
      steps: [
        profile("plan"),
        sameTerraform,
        {
          run: {
            command: `${terragrunt} plan -input=false -no-color -lock=false -out="$PLANFILE"`,
            output: "strip_refreshing",
          },
        },
        shown,
        gate,
      ],
    },
    policy_check: { steps: [profile("plan"), sameTerraform, shown, policy] },
    apply: {
      steps: [profile("apply"), sameTerraform, { run: `${terragrunt} apply -input=false -no-color "$PLANFILE"` }],
    },
  },
};

/** `atlantis/repos.yaml`: what the server allows, and how it plans and applies. */
export function atlantisServerFile({ repository, defaultBranch, policyOwners }: AtlantisFacts): EmittedFile {
  const requirements = ["approved", "mergeable", "undiverged"];
  return yamlFile("atlantis/repos.yaml", source, {
    repos: [
      {
        id: `github.com/${repository}`,
        branch: `/^${defaultBranch.replaceAll(".", "\\.")}$/`,
        apply_requirements: requirements,
        import_requirements: requirements,
        workflow: "terraform",
        allowed_overrides: ["workflow"],
        allowed_workflows: Object.keys(workflows),
        allow_custom_workflows: false,
        policy_check: true,
        custom_policy_check: true,
      },
    ],
    workflows,
    policies: {
      owners: { teams: policyOwners },
      policy_sets: [{ name: "uplift-policy", path: trusted, source: "local" }],
    },
  });
}
