import { App } from "cdktf";
import type { DeclaredBeside } from "./adopt/beside.js";
import type { DeclaredObject, DeclaredValue } from "./adopt/declared.js";
import { readAdoption } from "./adopt/files.js";
import { importCommands } from "./adopt/import-commands.js";
import type { Environment, Organization } from "./config/load.js";
import { type LinkedResource, linkedTree, references } from "./core/linked-tree.js";
import { templateParts } from "./core/templates.js";
import { terraformVersion } from "./core/versions.js";
import { deliveredRoots, deliveryFiles } from "./delivery-files.js";
import { type Adoption, adoptionLayers } from "./domain/adoption.js";
import { resourceKey } from "./domain/inventory.js";
import { type EmittedFile, textFile } from "./emit/files.js";
import { moduleFiles } from "./emit/module.js";
import { rootFiles } from "./emit/root.js";
import { terragruntRoot, terragruntUnit } from "./emit/terragrunt.js";
import { modules } from "./modules/index.js";
import { declareRoots, type Root } from "./stacks/index.js";
import type { AnyLayer } from "./stacks/layer.js";
import { adoptedRoot } from "./stacks/moving.js";

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
  // cdktn, the fork that the exit leads to, checks features against the Terraform they are for; cdktf has no such key.
  const context = { targetVersions: { terraform: terraformVersion } };
  const app = new App(outdir === undefined ? { context } : { context, outdir });
  const roots = declareRoots(app, organization, adoptions, layers);
  app.synth();
  const files = [
    ...modules.flatMap(moduleFiles),
    ...roots.flatMap(rootFiles),
    ...roots.flatMap((root) => importScript(root, adoptions[root.environment.name])),
    ...terragrunt(roots),
    // Of an environment in parts, nothing could be delivered.
    ...(layers ? [] : deliveryFiles(organization, deliveredRoots(roots, organization.delivery.reviewers))),
  ];
  return { roots, files };
}

/** Every resource of every environment, by environment, with references followed: what policy and reachability judge. */
export function linkedTrees({
  organization,
  adoptions,
  outdir,
}: Omit<AssemblyOptions, "layers">): Readonly<Record<string, readonly LinkedResource[]>> {
  const roots = declareRoots(new App(outdir === undefined ? {} : { outdir }), organization, adoptions);
  const trees = Object.keys(organization.environments).map((name) => {
    const own = roots.filter(({ environment }) => environment.name === name);
    return [name, linkedTree(own.map(({ stack }) => stack))] as const;
  });
  return Object.fromEntries(trees);
}

/**
 * The adoptions that a project's files describe, by environment. What exists in an account has one owner: of several
 * environments in it, the first takes it over.
 */
export async function readAdoptions(
  project: string,
  { environments }: Organization,
): Promise<Readonly<Record<string, Adoption | undefined>>> {
  const all = Object.values(environments);
  const owners = all.filter(({ accountId }, index) => all.findIndex((each) => each.accountId === accountId) === index);
  const read = owners.map(
    async ({ name, accountId, region }) => [name, await readAdoption(project, accountId, region, name)] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

/** What an environment's account gets from every root but the adopted ones, where the environment takes over what exists. */
export const declaredBeside =
  ({
    organization,
    environment,
    layers,
    outdir,
  }: Omit<AssemblyOptions, "adoptions"> & { readonly environment: Environment }): DeclaredBeside =>
  ({ adoption, addresses }) => {
    const { accountId, name, region } = environment;
    const inAccount = Object.entries(organization.environments).filter(([, each]) => each.accountId === accountId);
    const environments = Object.fromEntries(inAccount);
    const app = new App(outdir === undefined ? {} : { outdir });
    const roots = declareRoots(app, { ...organization, environments }, { [name]: adoption }, layers);
    const adopted: AdoptedKeys = new Map(
      addresses
        .filter((entry) => entry.region === region)
        .map((entry) => [`${entry.layer}/${entry.address}`, resourceKey(entry)]),
    );
    return Object.keys(environments).flatMap((each) =>
      declaredObjects(
        roots.filter(({ environment }) => environment.name === each),
        adopted,
      ),
    );
  };

/** What was adopted, as an inventory calls it, by layer and address. */
type AdoptedKeys = ReadonlyMap<string, string>;

/** What an environment's roots make and do not take over from another by an import of theirs. */
function declaredObjects(roots: readonly Root[], adopted: AdoptedKeys): readonly DeclaredObject[] {
  const others = roots.filter(({ layer }) => adoptionLayers.every((each) => each !== layer.name));
  const byLayer = new Map(others.map((root) => [root.layer.name as string, root]));
  const imported = new Set(
    others.flatMap(({ layer, stack }) =>
      ((stack.toTerraform() as { readonly import?: readonly { readonly to: string }[] }).import ?? []).map(
        ({ to }) => `${layer.name}/${to}`,
      ),
    ),
  );
  return linkedTree(roots.map(({ stack }) => stack)).flatMap(({ layer, address, type, values }) => {
    const root = byLayer.get(layer);
    if (!root || imported.has(`${layer}/${address}`)) return [];
    const known = Object.entries(values).flatMap(([argument, value]) => {
      const declared = declaredValue(value, root.environment.name, adopted);
      return declared ? [[argument, declared] as const] : [];
    });
    return [
      {
        root: `${root.environment.name}/${layer}`,
        address,
        type,
        region: root.stack.props.region,
        isTagged: "tags" in values || "tag" in values,
        arguments: Object.fromEntries(known),
      },
    ];
  });
}

function declaredValue(value: unknown, environment: string, adopted: AdoptedKeys): DeclaredValue | undefined {
  if (typeof value === "number" || typeof value === "boolean") return { kind: "known", value };
  if (typeof value !== "string") return undefined;
  const parts = templateParts(value);
  if (parts.every(({ kind }) => kind === "text")) return { kind: "known", value };
  const [reference] = references(value);
  if (parts.length > 1 || !reference) return { kind: "open", expression: value };
  const { target, attribute } = reference;
  const layer = target.slice(0, target.indexOf("/"));
  if (adoptionLayers.every((each) => each !== layer))
    return { kind: "made", name: `${environment}/${target}`, attribute };
  const key = adopted.get(target);
  return key === undefined ? { kind: "open", expression: value } : { kind: "adopted", key, attribute };
}

/** Classic import commands beside the import blocks of an adopted layer. */
function importScript({ folder, layer, environment }: Root, adoption: Adoption | undefined): readonly EmittedFile[] {
  const name = adoptionLayers.find((each) => each === layer.name);
  const adopted = name && adoptedRoot(name, { environment, adoption });
  return adopted ? [textFile(`${folder}/import.sh`, importCommands(adopted))] : [];
}

function terragrunt(roots: readonly Root[]): readonly EmittedFile[] {
  const behind = roots.filter(({ environment }) => environment.frontDoor === "terragrunt");
  if (behind.length === 0) return [];
  const states = Object.fromEntries(behind.map(({ environment, stack }) => [environment.name, stack.props.state]));
  return [terragruntRoot(states), ...behind.map(terragruntUnit)];
}
