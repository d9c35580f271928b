import type { App } from "cdktf";
import type { Environment, Organization } from "../config/load.js";
import { RootStack } from "../core/root-stack.js";
import type { Adoption } from "../domain/adoption.js";
import { stateNames } from "../domain/names.js";
import { inherited, legacy } from "./adopted.js";
import { backup } from "./backup.js";
import { bootstrap } from "./bootstrap.js";
import { cache } from "./cache.js";
import { compute } from "./compute.js";
import { cost } from "./cost.js";
import { database } from "./database.js";
import { delivery } from "./delivery.js";
import { dns } from "./dns.js";
import { edge } from "./edge.js";
import { foundation } from "./foundation.js";
import type { AnyLayer, LayerContext } from "./layer.js";
import { network } from "./network.js";
import { observability } from "./observability.js";
import { recovery } from "./recovery.js";
import { registry } from "./registry.js";
import { replica } from "./replica.js";
import { traffic } from "./traffic.js";

/** Every layer of a workload environment, in the order in which they are applied. */
export const layers: readonly AnyLayer[] = [
  bootstrap,
  recovery,
  foundation,
  delivery,
  inherited,
  legacy,
  network,
  replica,
  registry,
  dns,
  database,
  cache,
  edge,
  compute,
  observability,
  backup,
  cost,
  traffic,
];

/** A root together with what it was declared from. */
export interface Root {
  readonly environment: Environment;
  readonly layer: AnyLayer;
  /** Names of layers of the same environment that must be applied first. */
  readonly after: readonly string[];
  readonly stack: RootStack;
  /** The root's folder below the project. */
  readonly folder: string;
}

/** An environment's front door decides which tree holds its roots; the state's key is the same behind both. */
export const rootFolder = ({ frontDoor, name }: Environment, layer: string): string =>
  `${frontDoor === "terraform" ? "environments" : "terragrunt"}/${name}/${layer}`;

/** The region that a layer of an environment lies in. */
export const regionOf = (environment: Environment, layer: AnyLayer): Environment["region"] =>
  layer.region?.(environment) ?? environment.region;

/** Declares the roots of every environment: all layers, or the chosen ones. */
export function declareRoots(
  app: App,
  organization: Organization,
  adoptions: Readonly<Record<string, Adoption | undefined>>,
  chosen: readonly AnyLayer[] = layers,
): readonly Root[] {
  return Object.values(organization.environments).flatMap((environment) => {
    const context = { environment, adoption: adoptions[environment.name] };
    return chosen.filter((layer) => layer.isIn(context)).map((layer) => declareRoot(app, layer, context));
  });
}

function declareRoot(app: App, layer: AnyLayer, context: LayerContext): Root {
  const { environment } = context;
  const { bucket, lockTable, kmsAlias } = stateNames(environment.organization, environment.name, environment.accountId);
  const stack = new RootStack(app, {
    environment: environment.name,
    layer: layer.name,
    accountId: environment.accountId,
    region: regionOf(environment, layer),
    partition: environment.partition,
    frontDoor: environment.frontDoor,
    state: {
      bucket,
      lockTable,
      kmsKeyAlias: kmsAlias,
      region: environment.region,
      usesLockFile: environment.state.usesLockFile,
      accountId: environment.accountId,
    },
  });
  stack.publish(layer.outputs, layer.declare(stack, context));
  return {
    environment,
    layer,
    after: layer.after(context).filter((name) => layers.some((each) => each.name === name && each.isIn(context))),
    stack,
    folder: rootFolder(environment, layer.name),
  };
}
