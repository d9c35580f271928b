import { ownDefaultVpcs } from "../domain/default-vpcs.js";
import { compareResources, compareText, type Inventory } from "../domain/inventory.js";
import { inheritOwners } from "../domain/owners.js";
import { withoutKnown } from "../domain/safety-net.js";

/** A tag's key, and its value where only that one counts. */
export interface TagFilter {
  readonly key: string;
  readonly value?: string;
}

/** What of an account is kept; all of it where neither is given. */
export interface Filter {
  readonly tag?: TagFilter | undefined;
  /** Terraform's types; none stands for all. */
  readonly types?: readonly string[];
}

/** The document in its one order, owners handed down and filtered by tag and type. */
export function inOrder(inventory: Inventory, { tag, types = [] }: Filter = {}): Inventory {
  const found = linked(inheritOwners(ownDefaultVpcs(withoutKnown(inventory.resources))));
  const resources = withTag(found, tag)
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .sort(compareResources);
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

function withTag(resources: Inventory["resources"], tag: TagFilter | undefined): Inventory["resources"] {
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
