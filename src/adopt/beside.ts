import { UserFault, UserFaults } from "../core/errors.js";
import type { Inventory } from "../domain/inventory.js";
import type { AddressBook } from "./addresses.js";
import { type AdoptOptions, type AdoptResult, adopt } from "./adopt.js";
import type { DeclaredObject } from "./declared.js";
import type { Mapping } from "./mapping.js";

/** What other roots of the account make, told by an adoption that they are declared beside. */
export type DeclaredBeside = (result: AdoptResult) => readonly DeclaredObject[];

/**
 * Adopts what no other root of the account makes; the others are asked only where an object has no address yet.
 * @throws what declaring them throws, but not in a first adoption: a configuration that does not fit yet has made nothing.
 */
export function adoptBeside(
  inventory: Inventory,
  mapping: Mapping,
  addresses: AddressBook,
  options: AdoptOptions,
  declaredBeside: DeclaredBeside,
): AdoptResult {
  const alone = adopt(inventory, mapping, addresses, options);
  const inRegion = (book: AddressBook) => book.filter((entry) => entry.region === options.region).length;
  const before = inRegion(addresses);
  if (inRegion(alone.addresses) === before) return alone;
  const declared = (): readonly DeclaredObject[] => {
    try {
      return declaredBeside(alone);
    } catch (error) {
      if (before === 0 && (error instanceof UserFault || error instanceof UserFaults)) return [];
      throw error;
    }
  };
  return adopt(inventory, mapping, addresses, { ...options, declared: declared() });
}
