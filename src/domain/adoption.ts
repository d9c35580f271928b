import type { Json } from "./json.js";

/** The root that takes an adopted object: `inherited` stays, `legacy` is emptied at the end of the migration. */
export type AdoptionLayer = "inherited" | "legacy";
export const adoptionLayers = ["inherited", "legacy"] as const satisfies readonly AdoptionLayer[];

/** One existing object under Terraform: its address, what imports it, and configuration that changes nothing. */
export interface AdoptedResource {
  readonly type: string;
  readonly name: string;
  readonly importId: string;
  /** Terraform JSON arguments: literals already escaped, references as `${type.name.attribute}`. */
  readonly configuration: Readonly<Record<string, Json>>;
  /** Attributes that Terraform must not compare. */
  readonly ignoreChanges: readonly string[];
  /** Why, where there are any. */
  readonly ignoreReason?: string;
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
  /** Values that later layers read: for each kind, references by the name of the adopted object. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Addresses that a person renamed in mapping.yaml, for `moved` blocks. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Addresses that the root had and gives up, for `removed` blocks with `destroy = false`. */
  readonly removed: readonly string[];
}

/** Why an object is not adopted, as counting needs it; the reason says it to people. */
export const leftOutKinds = ["ignored", "aws-made", "part", "other-owner", "cannot-adopt", "unsupported"] as const;
export type LeftOutKind = (typeof leftOutKinds)[number];

/** Something of the inventory that is not adopted, with the reason. */
export interface LeftOut {
  readonly type: string;
  readonly id: string;
  readonly kind: LeftOutKind;
  readonly reason: string;
}

/** The whole adoption of one account and region. */
export interface Adoption {
  readonly accountId: string;
  readonly region: string;
  readonly roots: Readonly<Record<AdoptionLayer, AdoptedRoot>>;
  readonly leftOut: readonly LeftOut[];
}

/** The address of an adopted object inside its root. */
export const addressOf = ({ type, name }: { readonly type: string; readonly name: string }): string =>
  `${type}.${name}`;
