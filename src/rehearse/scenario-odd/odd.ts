import { type ScenarioManifest, ScenarioRecord } from "../scenario/manifest.js";
import type { SimulatorClientConfig } from "../simulator-environment.js";
import { makeApis } from "./apis.js";
import { makeBalancers } from "./balancers.js";
import { makeCaches } from "./caches.js";
import { makeDatabases } from "./databases.js";
import { makeDefaults } from "./defaults.js";
import { makeFiles } from "./files.js";
import { makeFleet } from "./fleet.js";
import { makeFunctions } from "./functions.js";
import { makeGateways } from "./gateways.js";
import { makeMachines } from "./machines.js";
import { makeMessages } from "./messages.js";
import { makeNames } from "./names.js";
import { makeNetwork, type OddNetwork } from "./network.js";
import { makeObservability } from "./observability.js";
import { makePeople } from "./people.js";
import { makeBuckets } from "./s3.js";
import { makeTables } from "./tables.js";
import { makeVault } from "./vault.js";

/** What a group of the scenario may use. */
export interface OddScene {
  readonly config: SimulatorClientConfig;
  readonly record: ScenarioRecord;
  readonly network: OddNetwork;
}

/** In this order; each stands on the network alone. */
const groups: Readonly<Record<string, (scene: OddScene) => Promise<void>>> = {
  buckets: makeBuckets,
  tables: makeTables,
  databases: makeDatabases,
  files: makeFiles,
  caches: makeCaches,
  balancers: makeBalancers,
  messages: makeMessages,
  functions: makeFunctions,
  vault: makeVault,
  observability: makeObservability,
  gateways: makeGateways,
  defaults: makeDefaults,
  machines: makeMachines,
  fleet: makeFleet,
  apis: makeApis,
  people: makePeople,
  names: makeNames,
};

/**
 * Makes an account that nobody planned, by API calls one after the other: names with spaces, slashes, umlauts and stars,
 * equal names and none, unusual settings of every service that an inventory reads. `only` makes some of its groups.
 */
export async function makeOdd(
  config: SimulatorClientConfig,
  only: readonly string[] = Object.keys(groups),
): Promise<ScenarioManifest> {
  const record = new ScenarioRecord();
  const network = await makeNetwork(config, record);
  for (const [name, make] of Object.entries(groups)) {
    if (only.includes(name)) await make({ config, record, network });
  }
  return {
    name: "odd",
    region: config.region,
    resources: record.resources,
    leftOut: record.leftOut,
    applicationName: "odd.example.test",
    vpcId: network.vpcId,
  };
}
