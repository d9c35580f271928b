import type { JsonObject } from "./json.js";

/** The version of the inventory document that this build reads and writes. */
export const inventorySchemaVersion = 1;

/** One object of an account, described in Terraform's types and AWS's own words. */
export interface InventoryResource {
  /** The Terraform type that would manage it, e.g. `aws_subnet`. */
  readonly type: string;
  /** AWS's id of the object; unique together with type and region. */
  readonly id: string;
  /** What `terraform import` takes. */
  readonly importId: string;
  /** `global` for services without regions. */
  readonly region: string;
  /** What AWS answers about the object, as the collector read it. */
  readonly attributes: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  /** Ids of other objects that this one names, by the attribute that names them. */
  readonly links: readonly InventoryLink[];
  /** Who else owns the object (CloudFormation, an auto scaling group, AWS itself), where known. */
  readonly owner?: string;
}

export interface InventoryLink {
  readonly attribute: string;
  readonly type: string;
  readonly id: string;
}

/** Something that could not be read, by the call that was denied or failed. */
export interface InventoryGap {
  readonly call: string;
  readonly reason: string;
}

/** A secret that was found where it should not lie; the value itself is never kept. */
export interface InventoryFinding {
  readonly type: string;
  readonly id: string;
  readonly attribute: string;
  readonly rule: string;
}

/** An account as it was found: sorted, without timestamps, so that an unchanged account gives the same bytes. */
export interface Inventory {
  readonly schema_version: typeof inventorySchemaVersion;
  readonly account_id: string;
  readonly partition: string;
  readonly regions: readonly string[];
  readonly resources: readonly InventoryResource[];
  readonly gaps: readonly InventoryGap[];
  readonly findings: readonly InventoryFinding[];
}
