import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EmittedFile } from "../../src/emit/files.js";
import type { PlanJson } from "../../src/terraform/plan.js";
import { prepareTerraform, type TerraformIn } from "../../src/terraform/toolchain.js";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** A folder with emitted files, and Terraform that never leaves this machine. */
export interface Bench {
  readonly folder: string;
  readonly terraformIn: TerraformIn;
  /** Plans a root without AWS: its backend and what it reads of other layers, from states or as variables, come from local files. */
  plan(
    root: string,
    upstream?: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<PlanJson>;
  remove(): Promise<void>;
}

/** A bench with the committed trees, or with the given files. */
export async function bench(files?: readonly EmittedFile[]): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "uplift-terraform-"));
  if (files) await Promise.all(files.map((file) => put(join(folder, file.path), file.content)));
  else {
    const trees = ["modules", "environments", "terragrunt"];
    await Promise.all(trees.map((tree) => cp(join(projectFolder, tree), join(folder, tree), { recursive: true })));
  }
  const { PATH, HOME, UPLIFT_PROVIDER_MIRROR, TF_CLI_CONFIG_FILE, XDG_CACHE_HOME } = process.env;
  const env = { PATH, HOME, UPLIFT_PROVIDER_MIRROR, TF_CLI_CONFIG_FILE, XDG_CACHE_HOME };
  const childEnv = {
    PATH,
    HOME,
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const terraformIn = await prepareTerraform({ env, childEnv, workFolder: folder });
  return {
    folder,
    terraformIn,
    plan: async (root, upstream = {}, variables = {}) => {
      await put(join(folder, root, "test.auto.tfvars.json"), JSON.stringify(variables));
      await put(join(folder, root, "offline_override.tf.json"), JSON.stringify(await offline(folder, root, upstream)));
      const terraform = terraformIn(join(folder, root));
      await terraform.init({ isLockFileReadonly: true });
      await terraform.plan({ out: "test.tfplan" });
      return terraform.showPlan("test.tfplan");
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function offline(
  folder: string,
  root: string,
  upstream: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
) {
  const layers = await Promise.all(
    Object.entries(upstream).map(async ([layer, outputs]) => {
      const path = join(folder, root, `${layer}.upstream.tfstate`);
      const values = Object.entries(outputs).map(([name, value]) => [name, { value, type: typeOf(value) }]);
      await put(
        path,
        JSON.stringify({
          version: 4,
          terraform_version: "1.11.0",
          serial: 1,
          lineage: layer,
          outputs: Object.fromEntries(values),
          resources: [],
        }),
      );
      return [layer, { backend: "local", config: { path } }] as const;
    }),
  );
  const skip = ["credentials_validation", "metadata_api_check", "requesting_account_id", "region_validation"];
  return {
    terraform: { backend: { local: {} } },
    provider: { aws: { allowed_account_ids: null, ...Object.fromEntries(skip.map((name) => [`skip_${name}`, true])) } },
    ...(layers.length > 0 ? { data: { terraform_remote_state: Object.fromEntries(layers) } } : {}),
  };
}

const typeOf = (value: unknown): unknown => (typeof value === "string" ? "string" : ["map", "string"]);

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
