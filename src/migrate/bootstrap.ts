import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bootstrapWouldDestroy, stateNotMoved } from "../core/errors.js";
import { countChanges, type PlanCounts, type PlanJson } from "../terraform/plan.js";
import type { Terraform } from "../terraform/terraform.js";
import {
  type ClientConfig,
  type ExistingState,
  findExistingState,
  hasState,
  type StateNames,
} from "./existing-state.js";

export interface BootstrapOptions {
  /** The emitted `bootstrap` root, in a folder that survives until the state has moved. */
  readonly folder: string;
  readonly names: StateNames;
  /** The object key of the bootstrap root's own state. */
  readonly stateKey: string;
  readonly clients: ClientConfig;
  readonly terraform: Terraform;
  readonly onStep: (text: string) => void;
}

/** Where each object that may stand already lies in the root. */
const addresses: Readonly<Record<keyof ExistingState, string>> = {
  bucket: "module.state.aws_s3_bucket.this",
  lockTable: "module.state.aws_dynamodb_table.this",
  kmsAlias: "module.state.aws_kms_alias.this",
  key: "module.state.aws_kms_key.this",
};

const planFile = "bootstrap.tfplan";

/**
 * Makes an environment's state bucket, key and lock table, and moves their state into the bucket.
 *
 * It may be killed at any point and run again: a state in the bucket is used; without one, whatever stands under the names
 * and is not in the local state is imported before anything is made. A kill while the state is in the bucket's lock leaves
 * that lock, as any Terraform run does: the next run names who left it and how to release it.
 * @throws bootstrapWouldDestroy, stateNotMoved, bucketOfAnother, TerraformFault
 */
export async function bootstrapState(options: BootstrapOptions): Promise<PlanCounts> {
  const { folder, names, stateKey, clients, terraform, onStep } = options;
  const isMoved = await hasState(names.bucket, stateKey, clients);
  if (isMoved) {
    onStep("the state lies in the bucket: planning against it");
    await terraform.init({ reconfigure: true, isLockFileReadonly: true });
    return planAndApply(options);
  }
  const backendFile = join(folder, "backend.tf.json");
  const backend = await readFile(backendFile);
  await rm(backendFile);
  // A killed run may have configured the bucket as backend before the state was in it.
  await rm(join(folder, ".terraform", "terraform.tfstate"), { force: true });
  onStep("planning with a local state");
  await terraform.init({ reconfigure: true, isLockFileReadonly: true });
  const resumeFile = join(folder, "resume.tf.json");
  await writeImports(resumeFile, await findExistingState(names, clients), await terraform.stateList());
  const counts = await planAndApply(options);
  await rm(resumeFile, { force: true });
  onStep("moving the state into the bucket");
  await writeFile(backendFile, backend);
  await terraform.init({ migrateState: true, isLockFileReadonly: true });
  if (!(await hasState(names.bucket, stateKey, clients))) throw stateNotMoved(names.bucket, stateKey, folder);
  return counts;
}

async function writeImports(file: string, existing: ExistingState, known: readonly string[]): Promise<void> {
  const imports = Object.entries(existing)
    .map(([kind, id]) => ({ to: addresses[kind as keyof ExistingState], id }))
    .filter(({ to, id }) => id !== undefined && !known.includes(to));
  await rm(file, { force: true });
  if (imports.length > 0) await writeFile(file, JSON.stringify({ import: imports }));
}

async function planAndApply({ terraform, onStep }: BootstrapOptions): Promise<PlanCounts> {
  const { hasChanges } = await terraform.plan({ out: planFile });
  const plan = await terraform.showPlan(planFile);
  refuseDestruction(plan);
  if (hasChanges) {
    onStep("applying");
    await terraform.apply(planFile);
  }
  return countChanges(plan);
}

function refuseDestruction(plan: PlanJson): void {
  const destroyed = (plan.resource_changes ?? []).filter(({ change }) => change.actions.includes("delete"));
  if (destroyed.length > 0) throw bootstrapWouldDestroy(destroyed.map(({ address }) => address));
}
