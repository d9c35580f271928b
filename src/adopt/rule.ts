import type { AdoptedFile, AdoptionLayer } from "../domain/adoption.js";
import type { InventoryOwner, InventoryResource } from "../domain/inventory.js";
import type { Arguments, Expression } from "./expression.js";

/** What a rule may ask while it writes one object's configuration. */
export interface RuleContext {
  /** The object's name in Terraform. */
  readonly name: string;
  readonly region: string;
  /** What the attribute's link names: a reference where it is in the same root, else its id. */
  ref(attribute: string, target?: string): string | Expression | undefined;
  /** The same for an attribute that holds several, sorted by id. */
  refs(attribute: string): readonly (string | Expression)[];
  /** Whether somebody of a kind owns one of those that the attribute names, and so changes which they are. */
  isOwned(attribute: string, by: InventoryOwner["kind"]): boolean;
}

/** Attributes that Terraform must not compare, and why. */
export interface Ignored {
  readonly attributes: readonly string[];
  readonly reason: string;
}

/** How objects of one Terraform type are adopted: data and small functions, without knowledge of other types. */
export interface AdoptionRule {
  readonly type: string;
  /** Where its objects go unless somebody says otherwise. */
  readonly layer: AdoptionLayer;
  /** Whether losing it loses data or an address that others know; kept ones are then never destroyed. */
  readonly isStateful?: boolean;
  /** The kind under which its root can tell its ids to later layers. */
  readonly output?: string;
  /** What people call it, where it has no Name tag; `of` tells the label of what an attribute names. */
  label?(resource: InventoryResource, of: (attribute: string) => string): string;
  /** Why this object cannot be adopted, where it cannot. */
  unfit?(resource: InventoryResource): string | undefined;
  /** The least configuration that plans no change. */
  configuration(resource: InventoryResource, context: RuleContext): Arguments;
  ignored?(resource: InventoryResource): Ignored | undefined;
  files?(resource: InventoryResource, name: string): readonly AdoptedFile[];
}

/** Tags as Terraform may set them: those that begin with `aws:` are AWS's own. */
export function tagsArgument({ tags }: InventoryResource): Readonly<Record<string, string>> | undefined {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith("aws:"));
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** The value where it differs from what the provider assumes anyway. */
export const unless = <T>(value: unknown, assumed: T): T | undefined =>
  value === undefined || value === null || value === assumed ? undefined : (value as T);

const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** AWS's answer under a field as text, where there is any. */
export const text = (resource: InventoryResource, field: string): string | undefined =>
  isPresent(resource.attributes[field]) ? String(resource.attributes[field]) : undefined;

export const number = (resource: InventoryResource, field: string): number | undefined =>
  typeof resource.attributes[field] === "number" ? resource.attributes[field] : undefined;

export const flag = (resource: InventoryResource, field: string): boolean | undefined =>
  typeof resource.attributes[field] === "boolean" ? resource.attributes[field] : undefined;
