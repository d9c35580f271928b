import { join, relative, resolve } from "node:path";
import type { AddressEntry, Books } from "../adopt/addresses.js";
import { type Coverage, coverageOf, isOpen } from "../adopt/coverage.js";
import { adoptionPaths, readBooks, readIfThere, readInventory, readMapping } from "../adopt/files.js";
import { addressesOfEmittedRoot, addressesOfStandaloneRoot } from "../adopt/root-state.js";
import { type ForeignState, parseForeignState } from "../adopt/state-objects.js";
import { environmentOf, loadOrganization } from "../config/load.js";
import { coverageNeedsRoot, driftNeedsSince, rootNotFound, stateNotFound } from "../core/errors.js";
import { adoptionLayers } from "../domain/adoption.js";
import { type Drift, driftBetween } from "../domain/drift.js";
import type { Inventory, InventoryResource } from "../domain/inventory.js";
import { rootFolder } from "../stacks/index.js";
import { movedAddress } from "../stacks/moving.js";
import { prepareTerraform } from "../terraform/toolchain.js";
import type { Command, CommandContext } from "./command.js";
import type { Output } from "./output.js";
import { table } from "./table.js";

/** `uplift coverage`: what of an account is managed, excepted with a reason, or nobody's. */
export const coverage: Command = {
  name: "coverage",
  summary: "Show what is managed, ignored with a reason, or unmanaged",
  description:
    "Compares an inventory with the state of the adopted roots. Every object is managed, excepted with a reason " +
    "(ignored by a person, made by AWS, owned by another, not adoptable) or unmanaged. Exit 2 while anything is unmanaged.",
  arguments: [{ name: "env", description: "an environment: its roots inherited and legacy", required: false }],
  options: [
    { flags: "--inventory <file>", description: "the account as it was found", required: true },
    { flags: "--root <dir>", description: "a root that `uplift adopt --out` wrote, instead of an environment" },
    { flags: "--mapping <file>", description: "decisions of people; adoption/ACCOUNT/mapping.yaml for an environment" },
    {
      flags: "--state <file>",
      description: "a state of others, from `terraform state pull` (may be repeated)",
      repeatable: true,
    },
    { flags: "--since <file>", description: "an earlier inventory: show what was made, changed or deleted since" },
    { flags: "--fail-on-drift", description: "with --since: exit 2 also where anything was" },
  ],
  examples: [
    { command: "uplift coverage --inventory inventory/888888888888.json prod", description: "an environment" },
    {
      command: "uplift coverage --inventory account.json --root adopted --state other.tfstate",
      description: "any account",
    },
    {
      command: "uplift coverage --inventory new.json --since old.json --fail-on-drift --root adopted",
      description: "refused where anything changed by hand",
    },
  ],
  run: async (context) => {
    const { options, project, output } = context;
    const file = resolve(project, String(options.inventory));
    const isOne = Boolean(context.arguments.env) !== Boolean(options.root);
    if (!isOne) throw coverageNeedsRoot();
    if (options.failOnDrift && !options.since) throw driftNeedsSince();
    const place = context.arguments.env ? await environmentPlace(context) : await rootPlace(context);
    const inventory = await readInventory(file, place.accountId);
    const since = options.since
      ? await readInventory(resolve(project, String(options.since)), inventory.account_id)
      : undefined;
    const otherStates = await readStates(context);
    const inState = await place.statesOf(inventory);
    const laterPlaceOf = await place.laterPlaces?.();
    const found = coverageOf({
      inventory,
      mapping: await readMapping(place.mapping),
      ...place.books,
      isInState: (entry) => inState.has(stateKey(entry)),
      ...(laterPlaceOf && { laterPlaceOf }),
      otherStates,
    });
    const drift = since && driftBetween(since, inventory);
    report(found, drift, inventory, output);
    output.document({ ...found, ...(drift && { drift }), gaps: inventory.gaps });
    const isDrifted = drift && drift.made.length + drift.changed.length + drift.deleted.length > 0;
    return found.objects.some(isOpen) || (options.failOnDrift && isDrifted) ? 2 : 0;
  },
};

/** The roots whose states count. */
interface Place {
  readonly accountId?: string;
  readonly mapping: string;
  readonly books: Books;
  /** Every entry's place that a state holds. */
  statesOf(inventory: Inventory): Promise<ReadonlySet<string>>;
  /** Where later layers hold what was handed over to them. */
  laterPlaces?(): Promise<(resource: InventoryResource) => string | undefined>;
}

const stateKey = ({ region, layer, address }: Pick<AddressEntry, "region" | "layer" | "address">) =>
  `${region} ${layer} ${address}`;

async function environmentPlace({
  arguments: args,
  options,
  project,
  env,
  signal,
  output,
}: CommandContext): Promise<Place> {
  const environment = environmentOf(loadOrganization(), args.env ?? "");
  const { accountId, region } = environment;
  const paths = adoptionPaths(project, accountId);
  const prepare = (workFolder: string) => prepareTerraform({ env, workFolder, signal, onProgress: output.progress });
  const addressesOf = (layer: string) => addressesOfEmittedRoot(join(project, rootFolder(environment, layer)), prepare);
  return {
    accountId,
    mapping: options.mapping ? resolve(project, String(options.mapping)) : paths.mapping,
    books: await readBooks(paths.addresses),
    statesOf: async () => {
      const keys = new Set<string>();
      for (const layer of adoptionLayers)
        for (const address of await addressesOf(layer)) keys.add(stateKey({ region, layer, address }));
      return keys;
    },
    laterPlaces: async () => {
      const held = new Set(environment.traffic ? await addressesOf("traffic") : []);
      return (resource) => {
        const address = environment.traffic && movedAddress(environment.traffic.name, resource);
        return address && held.has(address) ? `${address} in traffic of ${region}` : undefined;
      };
    },
  };
}

async function rootPlace({ options, project, env, signal }: CommandContext): Promise<Place> {
  const root = resolve(project, String(options.root));
  const book = join(root, "addresses.json");
  if ((await readIfThere(book)) === undefined) throw rootNotFound(relative(project, root));
  return {
    mapping: options.mapping ? resolve(project, String(options.mapping)) : join(root, "mapping.yaml"),
    books: await readBooks(book),
    statesOf: async ({ regions }) => {
      const keys = new Set<string>();
      for (const region of regions) {
        const folder = regions.length > 1 ? join(root, region) : root;
        const addresses = await addressesOfStandaloneRoot(folder, { env, signal });
        for (const address of addresses)
          for (const layer of adoptionLayers) keys.add(stateKey({ region, layer, address }));
      }
      return keys;
    },
  };
}

const readStates = ({ options, project }: CommandContext): Promise<readonly ForeignState[]> =>
  Promise.all(
    ((options.state ?? []) as readonly string[]).map(async (file) => {
      const content = await readIfThere(resolve(project, file));
      if (content === undefined) throw stateNotFound(file);
      return parseForeignState(content, file);
    }),
  );

function report(found: Coverage, drift: Drift | undefined, { gaps }: Inventory, output: Output): void {
  const cells = ({ total, managed, excepted, unmanaged, percent }: Coverage["total"]) =>
    [total, managed, excepted, unmanaged, percent.toFixed(1)].map(String);
  const rows = found.types.map(({ type, ...counts }) => [type, ...cells(counts)]);
  const headings = ["type", "objects", "managed", "excepted", "unmanaged", "%"];
  for (const line of table(headings, [...rows, ["all", ...cells(found.total)]])) output.line(line);
  for (const { type, id, region, status, reason } of found.objects) {
    if (status === "managed") continue;
    const isNobodys = isOpen({ type, id, region, status, reason });
    if (isNobodys) output.line(`${output.colors.red(status)} ${type}/${id} (${region}): ${reason}`);
    else output.progress(`${status}: ${type}/${id} (${region}): ${reason}`);
  }
  if (drift) reportDrift(drift, output);
  if (gaps.length > 0) {
    const calls = [...new Set(gaps.map(({ call }) => call))].join(", ");
    output.progress(
      output.colors.yellow(`the inventory has ${gaps.length} gaps (${calls}): what was not read is not counted`),
    );
  }
  const { total, unmanaged } = found.total;
  output.line(
    unmanaged === 0
      ? output.colors.green(`${total} objects, each managed or excepted with a reason`)
      : `${unmanaged} of ${total} objects are unmanaged. Adopt and apply them, or write in mapping.yaml: ignore: true and a reason`,
  );
}

function reportDrift({ made, changed, deleted }: Drift, output: Output): void {
  for (const { type, id, region } of made) output.line(`made ${type}/${id} (${region})`);
  for (const { type, id, region, changes } of changed) {
    output.line(`changed ${type}/${id} (${region}): ${changes.map(({ attribute }) => attribute).join(", ")}`);
  }
  for (const { type, id, region } of deleted) output.line(`deleted ${type}/${id} (${region})`);
  output.line(`since then ${made.length} made, ${changed.length} changed, ${deleted.length} deleted`);
}
