import { join } from "node:path";
import { assemble } from "./assembly.js";
import type { Environment, Organization } from "./config/load.js";
import { stateKey } from "./core/root-stack.js";
import { stateNames } from "./domain/names.js";
import { writeFiles } from "./emit/write.js";
import { bootstrapState } from "./migrate/bootstrap.js";
import type { ClientConfig } from "./migrate/existing-state.js";
import { stateKeyDescription } from "./modules/state/key.js";
import { bootstrap } from "./stacks/bootstrap.js";
import type { PlanCounts } from "./terraform/plan.js";
import type { TerraformIn } from "./terraform/toolchain.js";

export interface BootstrapEnvironmentOptions {
  readonly organization: Organization;
  readonly environment: Environment;
  /** An existing folder that survives a killed run: it holds the local state until that has moved. */
  readonly workFolder: string;
  readonly clients: ClientConfig;
  readonly terraformIn: TerraformIn;
  readonly onStep: (text: string) => void;
  readonly onProgress?: (line: string) => void;
}

/** Emits one environment's `bootstrap` root and its module into the work folder, and bootstraps from there. */
export async function bootstrapEnvironment(options: BootstrapEnvironmentOptions): Promise<PlanCounts> {
  const { organization, environment, workFolder, clients, terraformIn, onStep, onProgress } = options;
  const { name, accountId } = environment;
  const { roots, files } = assemble({
    organization: { ...organization, environments: { [name]: environment } },
    adoptions: {},
    layers: [bootstrap],
    outdir: join(workFolder, "cdktf.out"),
  });
  await writeFiles(workFolder, files);
  const folder = join(workFolder, roots[0]?.folder ?? "");
  const names = stateNames(organization.name, name, accountId);
  return bootstrapState({
    folder,
    names: { ...names, keyDescription: stateKeyDescription(names.bucket) },
    stateKey: stateKey(name, bootstrap.name),
    clients,
    terraform: terraformIn(folder, onProgress),
    onStep,
  });
}
