import { setMaxListeners } from "node:events";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { inventoryOfAnotherAccount, unknownService } from "../core/errors.js";
import { ownDefaultVpcs } from "../domain/default-vpcs.js";
import { compareResources, compareText, type Inventory, inventorySchemaVersion } from "../domain/inventory.js";
import { inheritOwners } from "../domain/owners.js";
import { type ServiceName, serviceNames } from "./call.js";
import { clientsOf, identityClient, type SdkConfig } from "./clients.js";
import { type Collecting, collect, type Haul } from "./collect.js";
import type { AnyCollector } from "./collector.js";
import { collectors } from "./collectors/all.js";
import { failureOf } from "./faults.js";
import { createPool } from "./pool.js";

/** How far an inventory is. */
export interface InventoryProgress {
  readonly done: number;
  readonly total: number;
  readonly resources: number;
  /** The collectors that are under way. */
  readonly running: readonly string[];
}

export interface InventoryOptions {
  /** Credentials and endpoint where the SDK's own environment is not to be used. */
  readonly sdk?: SdkConfig;
  /** Refuses every other account. */
  readonly accountId?: string;
  readonly regions: readonly string[];
  /** All unless given. */
  readonly services?: readonly string[];
  /** Keeps only objects with the tag, and parts of such objects. */
  readonly tag?: { readonly key: string; readonly value?: string };
  /** Calls under way at once; 8 unless given. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: InventoryProgress) => void;
  readonly signal?: AbortSignal;
}

/** The account that the credentials belong to. */
export async function whoAmI(region: string, sdk?: SdkConfig): Promise<{ accountId: string; arn: string }> {
  try {
    const { Account = "", Arn = "" } = await identityClient(region, sdk).send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn };
  } catch (error) {
    const failure = failureOf(error, "sts:GetCallerIdentity", region);
    throw failure.kind === "fatal" ? failure.error : error;
  }
}

/** Reads an account by read-only calls alone. An unchanged account gives an equal document. */
export async function runInventory(options: InventoryOptions): Promise<Inventory> {
  const { regions, sdk = {}, onProgress } = options;
  const signal = AbortSignal.any(options.signal ? [options.signal] : []);
  // Every call under way listens to it.
  setMaxListeners(0, signal);
  const chosen = chosenCollectors(options.services);
  const [home = "us-east-1"] = regions;
  const { accountId, arn } = await whoAmI(home, sdk);
  if (options.accountId && options.accountId !== accountId) {
    throw inventoryOfAnotherAccount("credentials", accountId, options.accountId);
  }
  const partition = arn.split(":")[1] || "aws";
  const haul: Haul = { resources: [], gaps: [], findings: [] };
  const pool = createPool(options.concurrency ?? 8);
  const jobs = regions.flatMap((region, index) => {
    const run: Collecting = {
      place: { accountId, partition, region },
      clients: clientsOf(region, sdk),
      signal,
      haul,
      pool,
    };
    const here = chosen.filter(({ scope }) => scope === "regional" || index === 0);
    return here.map((collector) => ({
      name: `${collector.name} ${collector.scope === "global" ? "" : region}`.trim(),
      run,
      collector,
    }));
  });
  const running = new Set<string>();
  let done = 0;
  const report = () =>
    onProgress?.({ done, total: jobs.length, resources: haul.resources.length, running: [...running] });
  await Promise.all(
    jobs.map(async ({ name, run, collector }) => {
      running.add(name);
      report();
      await collect(collector, undefined, run);
      running.delete(name);
      done++;
      report();
    }),
  );
  return inOrder(
    { schema_version: inventorySchemaVersion, account_id: accountId, partition, regions, ...haul },
    options.tag,
  );
}

function chosenCollectors(services: readonly string[] | undefined): readonly AnyCollector[] {
  for (const service of services ?? []) {
    if (!serviceNames.includes(service as ServiceName)) throw unknownService(service, serviceNames);
  }
  return collectors.filter(({ service }) => !services || services.includes(service));
}

/** The document in its one order, owners handed down and filtered by tag. */
function inOrder(inventory: Inventory, tag: InventoryOptions["tag"]): Inventory {
  const resources = [...withTag(linked(inheritOwners(ownDefaultVpcs(inventory.resources))), tag)].sort(
    compareResources,
  );
  const kept = new Set(resources.map(({ type, id }) => `${type}/${id}`));
  const byText = <Item extends object>(items: readonly Item[]) =>
    [...items].sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  return {
    ...inventory,
    regions: [...inventory.regions].sort(compareText),
    resources,
    gaps: byText(inventory.gaps),
    findings: byText(inventory.findings.filter(({ type, id }) => kept.has(`${type}/${id}`))),
  };
}

/** Without the guesses of links: where one attribute may name several types, those that were found stay. */
function linked(resources: Inventory["resources"]): Inventory["resources"] {
  const known = new Set(resources.map(({ type, id }) => `${type}/${id}`));
  return resources.map((resource) => ({
    ...resource,
    links: resource.links.filter(
      (link) =>
        known.has(`${link.type}/${link.id}`) ||
        !resource.links.some(
          (other) =>
            other !== link &&
            other.id === link.id &&
            other.attribute === link.attribute &&
            known.has(`${other.type}/${other.id}`),
        ),
    ),
  }));
}

function withTag(resources: Inventory["resources"], tag: InventoryOptions["tag"]): Inventory["resources"] {
  if (!tag) return resources;
  const { key, value } = tag;
  const matches = new Set(
    resources
      .filter(({ tags }) => key in tags && (value === undefined || tags[key] === value))
      .map(({ type, id }) => `${type}/${id}`),
  );
  return resources.filter(
    ({ type, id, links }) =>
      matches.has(`${type}/${id}`) || links.some((link) => link.isPart && matches.has(`${link.type}/${link.id}`)),
  );
}
