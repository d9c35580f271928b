import { App } from "cdktf";
import type { Organization } from "./config/load.js";
import type { Adoption } from "./domain/adoption.js";
import type { EmittedFile } from "./emit/files.js";
import { moduleFiles } from "./emit/module.js";
import { rootFiles } from "./emit/root.js";
import { terragruntRoot, terragruntUnit } from "./emit/terragrunt.js";
import { modules } from "./modules/index.js";
import { declareRoots, type Root } from "./stacks/index.js";
import type { AnyLayer } from "./stacks/layer.js";

/** Everything that a project emits, in memory. */
export interface Assembly {
  readonly roots: readonly Root[];
  readonly files: readonly EmittedFile[];
}

export interface AssemblyOptions {
  readonly organization: Organization;
  /** By environment. */
  readonly adoptions: Readonly<Record<string, Adoption | undefined>>;
  /** All unless given. */
  readonly layers?: readonly AnyLayer[];
  /** cdktf's output folder; by default what its command line asks for. */
  readonly outdir?: string;
}

/**
 * Configuration and adoptions to stacks, and stacks to files; nothing is written but cdktf's own output folder.
 */
export function assemble({ organization, adoptions, layers, outdir }: AssemblyOptions): Assembly {
  const app = new App(outdir === undefined ? {} : { outdir });
  const roots = declareRoots(app, organization, adoptions, layers);
  app.synth();
  const files = [...modules.flatMap(moduleFiles), ...roots.flatMap(rootFiles), ...terragrunt(roots)];
  return { roots, files };
}

function terragrunt(roots: readonly Root[]): readonly EmittedFile[] {
  const behind = roots.filter(({ environment }) => environment.frontDoor === "terragrunt");
  if (behind.length === 0) return [];
  const states = Object.fromEntries(behind.map(({ environment, stack }) => [environment.name, stack.props.state]));
  return [terragruntRoot(states), ...behind.map(terragruntUnit)];
}
