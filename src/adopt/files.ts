import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { adoptionStale, inventoryLacksRegion, inventoryNotFound } from "../core/errors.js";
import type { Adoption } from "../domain/adoption.js";
import { type Inventory, resourceKey } from "../domain/inventory.js";
import { formatInventory, parseInventory } from "../domain/inventory-document.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { type AddressBook, type Books, type ElsewhereEntry, formatAddresses, parseBooks } from "./addresses.js";
import { adopt } from "./adopt.js";
import { addDecisions, addPatterns, emptyMapping, type Mapping, parseMapping } from "./mapping.js";

/** Where an account's inventory and adoption lie in a project. */
export const adoptionPaths = (project: string, accountId: string) => ({
  inventory: join(project, "inventory", `${accountId}.json`),
  mapping: join(project, "adoption", accountId, "mapping.yaml"),
  addresses: join(project, "adoption", accountId, "addresses.json"),
});

/** The content of a file, or nothing where there is none. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Reads and checks an inventory; `accountId` refuses every other account's. */
export async function readInventory(file: string, accountId?: string): Promise<Inventory> {
  const content = await readIfThere(file);
  if (content === undefined) throw inventoryNotFound(file);
  return parseInventory(content, file, accountId);
}

/** Writes an inventory so that only its owner can read it. */
export const writeInventory = (file: string, inventory: Inventory): Promise<void> =>
  writeFileAtomically(file, formatInventory(inventory), { mode: 0o600 });

export async function readMapping(file: string): Promise<Mapping> {
  const content = await readIfThere(file);
  return content === undefined ? emptyMapping : parseMapping(content, file);
}

export async function readBooks(file: string): Promise<Books> {
  const content = await readIfThere(file);
  return content === undefined ? { addresses: [], elsewhere: [] } : parseBooks(content, file);
}

/** What was adopted alone. */
export const readAddresses = async (file: string): Promise<AddressBook> => (await readBooks(file)).addresses;

export const writeAddresses = (
  file: string,
  addresses: AddressBook,
  elsewhere: readonly ElsewhereEntry[] = [],
): Promise<void> => writeFileAtomically(file, formatAddresses(addresses, elsewhere));

/** Adds patterns to mapping.yaml and makes it where there is none; comments of people stay. */
export async function addPatternsToMapping(file: string, patterns: Pick<Mapping, "keep" | "doom">): Promise<Mapping> {
  const before = await readIfThere(file);
  if (before !== undefined) parseMapping(before, file);
  const after = addPatterns(before, patterns);
  const mapping = parseMapping(after, file);
  if (after !== before) await writeFileAtomically(file, after);
  return mapping;
}

/** Writes what a repair decided about attributes into mapping.yaml; comments of people stay. */
export async function addDecisionsToMapping(file: string, mapping: Mapping): Promise<void> {
  const before = await readIfThere(file);
  const after = addDecisions(before, mapping);
  parseMapping(after, file);
  if (after !== before) await writeFileAtomically(file, after);
}

/**
 * The adoption of an account as the project's files say it, or nothing where the account has no inventory yet.
 * @throws adoptionStale where an object has no address yet: only `uplift adopt` gives addresses.
 */
export async function readAdoption(
  project: string,
  accountId: string,
  region: string,
  environment = "ENV",
): Promise<Adoption | undefined> {
  const paths = adoptionPaths(project, accountId);
  if ((await readIfThere(paths.inventory)) === undefined) return undefined;
  const inventory = await readInventory(paths.inventory, accountId);
  const shown = (file: string) => relative(project, file);
  if (!inventory.regions.includes(region)) {
    throw inventoryLacksRegion(shown(paths.inventory), inventory.regions, region);
  }
  const mapping = await readMapping(paths.mapping);
  const { addresses: before, elsewhere } = await readBooks(paths.addresses);
  const options = { region, mappingFile: shown(paths.mapping), elsewhere };
  const { adoption, addresses } = adopt(inventory, mapping, before, options);
  const known = new Map(before.map((entry) => [`${entry.region} ${resourceKey(entry)}`, entry]));
  const changed = addresses.filter((entry) => {
    const old = known.get(`${entry.region} ${resourceKey(entry)}`);
    return old?.address !== entry.address || old.layer !== entry.layer;
  });
  if (changed.length > 0) throw adoptionStale(shown(paths.addresses), changed.map(resourceKey), environment);
  return adoption;
}
