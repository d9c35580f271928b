import type { Books } from "../adopt/addresses.js";
import { adoptBeside } from "../adopt/beside.js";
import { emptyMapping } from "../adopt/mapping.js";
import { declaredBeside } from "../assembly.js";
import type { Environment, Organization } from "../config/load.js";
import { rehearsalFailed } from "../core/errors.js";
import { type AdoptedResource, type Adoption, adoptionLayers } from "../domain/adoption.js";
import type { Inventory } from "../domain/inventory.js";
import type { AnyLayer } from "../stacks/layer.js";
import { adoptedRoot } from "../stacks/moving.js";

interface SecondAdoption {
  readonly organization: Organization;
  /** As it is when the inventory is made. */
  readonly environment: Environment;
  readonly layers: readonly AnyLayer[];
  readonly first: Adoption;
  readonly books: Books;
  readonly inventory: Inventory;
}

/**
 * Adopts an account again after layers were built in it.
 * @throws rehearsalFailed where an adopted root would import what it did not have: another root made that.
 */
export function judgeSecondAdoption(given: SecondAdoption): { readonly asBefore: number; readonly elsewhere: number } {
  const { organization, environment, layers, first, books, inventory } = given;
  const options = { region: environment.region, elsewhere: books.elsewhere };
  const declared = declaredBeside({ organization, environment, layers });
  const { adoption, elsewhere } = adoptBeside(inventory, emptyMapping, books.addresses, options, declared);
  const known = new Set(adoptionLayers.flatMap((layer) => first.roots[layer].resources).map(importOf));
  const taken = adoptionLayers.flatMap((layer) => adoptedRoot(layer, { environment, adoption })?.resources ?? []);
  const surprising = taken.map(importOf).filter((each) => !known.has(each));
  if (surprising.length > 0) throw rehearsalFailed("second adoption", `it would take ${surprising.join(", ")}`);
  return { asBefore: taken.length, elsewhere: elsewhere.length };
}

const importOf = ({ type, importId }: AdoptedResource): string => `${type}/${importId}`;
