import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { IAMClient } from "@aws-sdk/client-iam";
import type { Books } from "../adopt/addresses.js";
import { adoptBeside } from "../adopt/beside.js";
import { adoptionPaths, writeAddresses, writeInventory } from "../adopt/files.js";
import { readLiveImpact } from "../adopt/gate/decision-files.js";
import { emptyMapping } from "../adopt/mapping.js";
import { declaredBeside } from "../assembly.js";
import { bootstrapEnvironment } from "../bootstrap-environment.js";
import type { Environment, Organization } from "../config/load.js";
import { rehearsalFailed } from "../core/errors.js";
import type { Adoption } from "../domain/adoption.js";
import { type Inventory, type InventoryResource, resourceKey } from "../domain/inventory.js";
import type { Move } from "../domain/traffic.js";
import { runInventory } from "../inventory/run.js";
import type { Root } from "../stacks/index.js";
import { prepareTerraform } from "../terraform/toolchain.js";
import { alone, emitLayers, layersFor, rootOf, withMove } from "./layers.js";
import { moveName } from "./move-name.js";
import { type Comparison, compareInventories } from "./nothing-lost.js";
import { judgeRights, type RootCalls, readingStatements } from "./pipeline-rights.js";
import { type RootReport, rehearseRoot } from "./rehearse-root.js";
import type { ScenarioManifest } from "./scenario/manifest.js";
import { scenarioOf } from "./scenarios.js";
import { judgeSecondAdoption } from "./second-adoption.js";
import type { Simulator } from "./simulator.js";
import { startSimulator } from "./simulator.js";
import { type RehearsalEvents, step } from "./steps.js";

export interface RehearsalOptions {
  readonly organization: Organization;
  /** The environment that holds the hand-made account. */
  readonly environment: Environment;
  /** By name: see `scenarioOf`. */
  readonly scenario: string;
  /** Layers that are built beside what is taken over. */
  readonly layers: readonly string[];
  /** The project whose decisions (live-impact.yaml, decommission/) hold; nothing is written there. */
  readonly project: string;
  /** An existing folder that takes everything that the rehearsal writes. */
  readonly folder: string;
  /** The user's own environment, of which nothing reaches the simulated account. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly events: RehearsalEvents;
}

/**
 * Rehearses a migration's line on a simulated account with the real Terraform and AWS provider: a hand-made account,
 * bootstrap, inventory, adoption, synthesis, and for each root plan, gate, apply and a second plan.
 * @throws RehearsalFailed, gateRefused, and whatever a step throws.
 */
export async function rehearse(options: RehearsalOptions): Promise<readonly RootReport[]> {
  const { environment, folder, env, signal, events } = options;
  const requestLog = join(folder, "requests.jsonl");
  const simulator = await step(
    events,
    "simulator",
    () => startSimulator({ accountId: environment.accountId, requestLog, env, signal, onProgress: events.onProgress }),
    ({ endpoint }) => `account ${environment.accountId} at ${endpoint}`,
  );
  try {
    return await rehearseOn(simulator, requestLog, options);
  } finally {
    await simulator.stop();
  }
}

async function rehearseOn(simulator: Simulator, requestLog: string, options: RehearsalOptions) {
  const { organization, environment, scenario, project, folder, env, signal, events } = options;
  const clients = simulator.sdkConfig();
  const manifest = await step(
    events,
    `account made by API calls: ${scenario}`,
    () => scenarioOf(scenario)(clients),
    ({ resources }) => `${resources.length} objects`,
  );
  signal.throwIfAborted();
  const terraformIn = await prepareTerraform({
    env,
    childEnv: simulator.environment(),
    workFolder: folder,
    signal,
    onProgress: events.onProgress,
  });
  const workFolder = join(folder, "bootstrap");
  await mkdir(workFolder);
  await step(
    events,
    "bootstrap",
    () =>
      bootstrapEnvironment({
        organization,
        environment,
        workFolder,
        clients,
        terraformIn,
        onStep: events.onProgress,
        onProgress: events.onProgress,
      }),
    ({ added }) => `${added} added, state moved into its own bucket`,
  );
  const emitted = join(folder, "project");
  const { inventory, adoption, books, addresses } = await takeStock(emitted, simulator, options);
  const chosen = layersFor(environment, addresses, options.layers);
  const isMoving = chosen.some(({ name }) => name === "traffic");
  const synth = (move: Move | undefined) =>
    emitLayers({ organization, environment: withMove(environment, move), chosen, emitted, folder, events });
  const reports: RootReport[] = [];
  const allCalls: RootCalls[] = [];
  const one = async (root: Root, expectedImports: number, about?: string) => {
    signal.throwIfAborted();
    const { report, calls } = await rehearseRoot({
      root,
      ...(about && { step: about }),
      emitted,
      project,
      adoptedIds: addresses,
      expectedImports,
      requestLog,
      terraformIn,
      events,
    });
    reports.push(report);
    allCalls.push(calls);
  };
  if (isMoving) {
    // As it is in life: what exists is taken over first, and the name is handed over later.
    const { roots } = await synth(undefined);
    await one(rootOf(roots, "inherited"), expected(manifest, "inherited"), "as found");
  }
  const { roots } = await synth(isMoving ? { phase: "as_found" } : undefined);
  for (const root of roots.filter(({ layer }) => layer.name !== "bootstrap")) {
    const { name } = root.layer;
    const handsOver = isMoving && name === "inherited";
    await one(root, handsOver ? 0 : name === "traffic" ? 1 : expected(manifest, name));
  }
  await step(
    events,
    "second inventory",
    async () => judgeSecondInventory(inventory, await readAccount(simulator, options), addresses, project),
    ({ same, changed }) => `${same.length} objects as they were, ${changed.length} changed as agreed, none lost`,
  );
  let latest: Move | undefined = isMoving ? { phase: "as_found" } : undefined;
  if (isMoving) {
    await moveName({ name: manifest.applicationName, clients, events }, async (move, about) => {
      latest = move;
      const { roots } = await synth(move);
      await one(rootOf(roots, "traffic"), 0, about);
    });
  }
  await step(
    events,
    "second adoption",
    async () =>
      judgeSecondAdoption({
        ...alone(organization, withMove(environment, latest)),
        layers: chosen,
        first: adoption,
        books,
        inventory: await readAccount(simulator, options),
      }),
    ({ asBefore, elsewhere }) => `${asBefore} as before, 0 new; ${elsewhere} left to the roots that made them`,
  );
  const delivery = roots.find(({ layer }) => layer.name === "delivery");
  if (delivery) {
    await step(
      events,
      "rights of the pipelines",
      async () =>
        judgeRights(
          allCalls,
          { delivery, foundation: rootOf(roots, "foundation") },
          await readingStatements(environment.partition, new IAMClient(clients)),
        ),
      ({ planActions, applyActions }) =>
        `${planActions} different actions of plans, ${applyActions} of applies, all within their roles`,
    );
  }
  return reports;
}

/** Refuses when an object is gone, or differs though nobody agreed to that in live-impact.yaml. */
async function judgeSecondInventory(
  before: Inventory,
  after: Inventory,
  addresses: ReadonlyMap<string, string>,
  project: string,
): Promise<Comparison> {
  const comparison = compareInventories(before, after);
  const agreed = (await readLiveImpact(join(project, "live-impact.yaml"), false)).map((entry) => entry.attaches_to);
  const isAgreed = ({ id }: InventoryResource) => agreed.includes(id) || agreed.includes(addresses.get(id) ?? "");
  const named = (resources: readonly InventoryResource[]) => resources.map(resourceKey).join(", ");
  const surprising = comparison.changed.filter((resource) => !isAgreed(resource));
  if (comparison.lost.length > 0) throw rehearsalFailed("inventory", `lost: ${named(comparison.lost)}`);
  if (surprising.length > 0) throw rehearsalFailed("inventory", `changed, and nobody agreed: ${named(surprising)}`);
  return comparison;
}

const readAccount = (simulator: Simulator, { environment: { accountId, region }, signal }: RehearsalOptions) => {
  const { endpoint, credentials } = simulator.sdkConfig();
  return runInventory({ sdk: { endpoint, credentials }, accountId, regions: [region], signal });
};

interface Stock {
  readonly inventory: Inventory;
  readonly adoption: Adoption;
  readonly books: Books;
  /** Adopted ids with their addresses. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** Inventory and adoption, written where synthesis reads them. */
async function takeStock(emitted: string, simulator: Simulator, options: RehearsalOptions): Promise<Stock> {
  const { organization, environment, events } = options;
  const { accountId, region } = environment;
  const declared = declaredBeside(alone(organization, withMove(environment, undefined)));
  const paths = adoptionPaths(emitted, accountId);
  const inventory = await step(
    events,
    "inventory",
    () => readAccount(simulator, options),
    ({ resources, gaps }) => `${resources.length} objects, ${gaps.length} gaps`,
  );
  await writeInventory(paths.inventory, inventory);
  const { adoption, ...books } = await step(
    events,
    "adopt",
    async () => {
      const adopted = adoptBeside(inventory, emptyMapping, [], { region }, declared);
      await writeAddresses(paths.addresses, adopted.addresses, adopted.elsewhere);
      return adopted;
    },
    (adopted) => adoptionSummary(adopted.adoption),
  );
  const addresses = new Map(books.addresses.map(({ id, address }) => [id, address]));
  return { inventory, adoption, books, addresses };
}

const adoptionSummary = ({ roots, leftOut }: Adoption): string =>
  `${roots.inherited.resources.length} inherited, ${roots.legacy.resources.length} legacy, ${leftOut.length} left out with reason`;

/** How many objects a root must import: what the scenario says it made, or none. */
const expected = (manifest: ScenarioManifest, layer: string): number =>
  manifest.resources.filter((resource) => resource.layer === layer).length;
