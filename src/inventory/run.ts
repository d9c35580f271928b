import { setMaxListeners } from "node:events";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { inventoryOfAnotherAccount, regionNotEnabled, unknownService, unknownType } from "../core/errors.js";
import { type Inventory, inventorySchemaVersion } from "../domain/inventory.js";
import { unsupportedType } from "../domain/safety-net.js";
import { type ServiceName, serviceNames } from "./call.js";
import { clientsOf, identityClient, type SdkConfig } from "./clients.js";
import { type Collecting, collect, type Haul } from "./collect.js";
import type { AnyCollector } from "./collector.js";
import { collectedTypes, collectors } from "./collectors/all.js";
import { failureOf, isCredentialFault } from "./faults.js";
import { openJournal } from "./journal.js";
import { inOrder, type TagFilter } from "./order.js";
import { createPool } from "./pool.js";
import { createBucket, limitClients, rateOf } from "./rate.js";

/** How far an inventory is. */
export interface InventoryProgress {
  readonly done: number;
  readonly total: number;
  readonly resources: number;
  /** How often AWS asked to slow down; every such call was made again. */
  readonly throttles: number;
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
  /** Terraform's types; all unless given. Only collectors that find one of them are run. */
  readonly types?: readonly string[];
  /** Keeps only objects with the tag, and parts of such objects. */
  readonly tag?: TagFilter;
  /** Calls under way at once; 8 unless given. */
  readonly concurrency?: number;
  /** Where what was read is kept until the whole is written; nowhere unless given. */
  readonly journal?: { readonly file: string; readonly isResumed: boolean };
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

/** A collector in one region: the piece that a resumed run reads again or not at all. */
interface Job {
  readonly name: string;
  readonly collector: AnyCollector;
  readonly run: Omit<Collecting, "haul">;
}

/**
 * Reads an account by read-only calls alone. An unchanged account gives an equal document.
 * `finish` is called with it before the journal goes, e.g. to write it.
 */
export async function runInventory(
  options: InventoryOptions,
  finish: (inventory: Inventory) => Promise<void> = async () => {},
): Promise<Inventory> {
  const { regions, sdk = {}, onProgress, tag, services = [], types = [] } = options;
  const signal = AbortSignal.any(options.signal ? [options.signal] : []);
  // Every call under way listens to it.
  setMaxListeners(0, signal);
  const chosen = chosenCollectors(options);
  const { accountId, arn } = await identityIn(regions, sdk);
  if (options.accountId && options.accountId !== accountId) {
    throw inventoryOfAnotherAccount("credentials", accountId, options.accountId);
  }
  const partition = arn.split(":")[1] || "aws";
  const counted = { throttles: 0, resources: 0, done: 0 };
  const jobs = jobsOf(chosen, options, { accountId, partition, signal, onThrottle: () => counted.throttles++ });
  const { journal: kept } = options;
  const asked = {
    accountId,
    regions,
    services,
    types,
    tag: tag ? { ...tag } : null,
    jobs: jobs.map(({ name }) => name),
  };
  const journal = kept && (await openJournal(kept.file, asked, kept.isResumed));
  const hauls: Haul[] = [];
  const running = new Set<string>();
  const report = () => onProgress?.({ ...counted, total: jobs.length, running: [...running] });
  const read = async ({ name, run, collector }: Job): Promise<Haul> => {
    const haul: Haul = { resources: [], gaps: [], findings: [] };
    await collect(collector, undefined, { ...run, haul });
    // What failed is asked again by a resumed run; what was denied would be denied again.
    if (haul.gaps.every(({ reason }) => reason === "denied")) journal?.keep(name, haul);
    return haul;
  };
  await Promise.all(
    jobs.map(async (job) => {
      running.add(job.name);
      report();
      const haul = journal?.done.get(job.name) ?? (await read(job));
      hauls.push(haul);
      running.delete(job.name);
      counted.done++;
      counted.resources += haul.resources.length;
      report();
    }),
  );
  const found = {
    resources: hauls.flatMap((haul) => haul.resources),
    gaps: hauls.flatMap((haul) => haul.gaps),
    findings: hauls.flatMap((haul) => haul.findings),
  };
  const inventory = inOrder(
    { schema_version: inventorySchemaVersion, account_id: accountId, partition, regions, ...found },
    { tag, types },
  );
  await finish(inventory);
  // What failed may yet be read by --resume.
  if (inventory.gaps.every(({ reason }) => reason === "denied")) await journal?.remove();
  return inventory;
}

/** The identity, after every region has shown that it knows the credentials. */
export async function identityIn(regions: readonly string[], sdk: SdkConfig) {
  const [home = "us-east-1", ...others] = regions;
  const identity = await whoAmI(home, sdk).catch(async (error: unknown) => {
    // A region that is not enabled answers just as if the credentials were wrong.
    const isKnownElsewhere =
      home !== "us-east-1" &&
      (await whoAmI("us-east-1", sdk).then(
        () => true,
        () => false,
      ));
    throw isKnownElsewhere && isCredentialFault(error) ? regionNotEnabled(home) : error;
  });
  for (const region of others) {
    await whoAmI(region, sdk).catch((error: unknown) => {
      throw isCredentialFault(error) ? regionNotEnabled(region) : error;
    });
  }
  return identity;
}

/** Calls under way at once to one service, so that a slow one leaves room for the others. */
const perService = 4;

function jobsOf(
  chosen: readonly AnyCollector[],
  { regions, sdk = {}, concurrency = 8 }: InventoryOptions,
  { onThrottle, signal, ...account }: Omit<Collecting["place"], "region"> & { signal: AbortSignal; onThrottle(): void },
): readonly Job[] {
  const gate = createPool(concurrency);
  return regions.flatMap((region, index) => {
    const buckets = memo((service: ServiceName) => createBucket(rateOf(service)));
    const pools = memo((_: ServiceName) => createPool(perService));
    const clients = limitClients(clientsOf(region, sdk, onThrottle), buckets, gate);
    const here = chosen.filter(({ scope }) => scope === "regional" || index === 0);
    return here.map((collector) => ({
      name: `${collector.name} ${collector.scope === "global" ? "" : region}`.trim(),
      collector,
      run: { place: { ...account, region }, clients, signal, pool: pools(collector.service) },
    }));
  });
}

/** One value for each service, made when it is first asked for. */
function memo<Value>(make: (service: ServiceName) => Value): (service: ServiceName) => Value {
  const made = new Map<ServiceName, Value>();
  return (service) => {
    const value = made.get(service) ?? make(service);
    made.set(service, value);
    return value;
  };
}

function chosenCollectors({ services, types }: InventoryOptions): readonly AnyCollector[] {
  for (const service of services ?? []) {
    if (!serviceNames.includes(service as ServiceName)) throw unknownService(service, serviceNames);
  }
  const known = collectedTypes();
  for (const type of types ?? []) if (!known.includes(type)) throw unknownType(type, known);
  // What has no collector is known only beside all that has one.
  const isWhole = !types || types.includes(unsupportedType);
  return collectors.filter(
    (each) =>
      (!services || services.includes(each.service)) &&
      (isWhole || collectedTypes([each as AnyCollector<never>]).some((type) => types.includes(type))),
  );
}
