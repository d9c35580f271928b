import type { Json } from "./json.js";

/** The root that takes an adopted object: `inherited` stays, `legacy` is emptied at the end of the migration. */
export type AdoptionLayer = "inherited" | "legacy";

/** One existing object under Terraform: its address, what imports it, and configuration that changes nothing. */
export interface AdoptedResource {
  readonly type: string;
  readonly name: string;
  readonly importId: string;
  /** Terraform JSON arguments: literals already escaped, references as `${type.name.attribute}`. */
  readonly configuration: Readonly<Record<string, Json>>;
  /** Attributes that Terraform must not compare, each for a reason that the report names. */
  readonly ignoreChanges: readonly string[];
  /** Whether Terraform refuses to destroy it even when asked. */
  readonly preventDestroy: boolean;
}

/** A file that the root's configuration reads beside its JSON, e.g. a user data script. */
export interface AdoptedFile {
  /** Relative to the root's folder. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** One adopted root, ready to be emitted. */
export interface AdoptedRoot {
  readonly resources: readonly AdoptedResource[];
  readonly files: readonly AdoptedFile[];
  /** Values that later layers read: for each kind, ids by the name of the adopted object. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Something of the inventory that is not adopted, with the reason. */
export interface LeftOut {
  readonly type: string;
  readonly id: string;
  readonly reason: string;
}

/** The whole adoption of one account. */
export interface Adoption {
  readonly accountId: string;
  readonly region: string;
  readonly roots: Readonly<Record<AdoptionLayer, AdoptedRoot>>;
  readonly leftOut: readonly LeftOut[];
}
