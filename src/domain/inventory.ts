import type { JsonObject } from "./json.js";

/** The version of the inventory document that this build reads and writes. */
export const inventorySchemaVersion = 1;

/** The region of objects of services that have none, such as IAM and Route 53. */
export const globalRegion = "global";

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
  /** Who else owns the object, where known: such an object is never adopted. */
  readonly owner?: InventoryOwner;
}

export interface InventoryLink {
  /** The Terraform attribute that holds the id. */
  readonly attribute: string;
  readonly type: string;
  readonly id: string;
  /** Whether the object is a part of the one it names (a rule of its group): it shares its owner and its layer. */
  readonly isPart?: true;
}

export const ownerKinds = [
  "aws",
  "instance",
  "cloudformation",
  "autoscaling",
  "elastic-beanstalk",
  "eks",
  "kubernetes",
  "terraform",
] as const;

/** Who made an object and will change or delete it again. */
export interface InventoryOwner {
  readonly kind: (typeof ownerKinds)[number];
  /** The stack, group, cluster or instance; for `aws`, what AWS made it for. */
  readonly name: string;
}

/** Something that could not be read, by the call that was denied or failed. */
export interface InventoryGap {
  /** The IAM action, e.g. `iam:GetRolePolicy`. */
  readonly call: string;
  readonly region: string;
  /** The object that was asked about, where the call asks about one. */
  readonly subject?: string;
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

/** How people and files name an object of one region: `aws_subnet/subnet-0abc`. */
export const resourceKey = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}/${id}`;

/** A total order by plain code units, the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareResources = (a: InventoryResource, b: InventoryResource): number =>
  compareText(a.region, b.region) || compareText(a.type, b.type) || compareText(a.id, b.id);
