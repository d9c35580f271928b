import type { GraphEdge } from "./graph.js";
import { type Inventory, type InventoryResource, resourceKey } from "./inventory.js";
import type { Json, JsonObject } from "./json.js";

/** The world outside of the account. */
export const internet = "external/internet";

/** An account's objects by what others call them. */
export interface GraphIndex {
  readonly inventory: Inventory;
  readonly resources: readonly InventoryResource[];
  /** By `TYPE/ID`. */
  readonly byKey: ReadonlyMap<string, InventoryResource>;
  /** By ARN, as far as an inventory tells or implies it. */
  readonly byArn: ReadonlyMap<string, InventoryResource>;
  ofType(...types: readonly string[]): readonly InventoryResource[];
  /** Objects that name this one, by the attribute that names it. */
  namedBy(key: string): readonly { readonly resource: InventoryResource; readonly attribute: string }[];
}

export function graphIndex(inventory: Inventory): GraphIndex {
  const { resources } = inventory;
  const named = new Map<string, { resource: InventoryResource; attribute: string }[]>();
  const types = new Map<string, InventoryResource[]>();
  for (const resource of resources) {
    const ofType = types.get(resource.type) ?? [];
    types.set(resource.type, ofType);
    ofType.push(resource);
    for (const link of resource.links) {
      const namers = named.get(resourceKey(link)) ?? [];
      named.set(resourceKey(link), namers);
      namers.push({ resource, attribute: link.attribute });
    }
  }
  return {
    inventory,
    resources,
    byKey: new Map(resources.map((resource) => [resourceKey(resource), resource])),
    // A topic's policy goes by the topic's ARN: what is a part comes first, so that the whole has the last word.
    byArn: new Map(
      [...resources]
        .sort((a, b) => Number(isPart(b)) - Number(isPart(a)))
        .flatMap((resource) => arnsOf(resource, inventory).map((arn) => [arn, resource] as const)),
    ),
    ofType: (...wanted) => wanted.flatMap((type) => types.get(type) ?? []),
    namedBy: (key) => named.get(key) ?? [],
  };
}

const isPart = ({ type, links }: InventoryResource): boolean =>
  /_(policy|attachment)$/.test(type) || links.some((link) => link.isPart);

/** What can be told of an ARN by the last part of its name alone is an own ARN only where that part is the object's id. */
function arnsOf(resource: InventoryResource, { partition, account_id }: Inventory): readonly string[] {
  const { type, id, region, attributes, importId } = resource;
  if (type === "aws_s3_bucket") return [`arn:${partition}:s3:::${id}`];
  if (type === "aws_sqs_queue") return [`arn:${partition}:sqs:${region}:${account_id}:${id.split("/").at(-1)}`];
  const own = Object.entries(attributes).flatMap(([field, value]) =>
    /(Arn|ARN)$/.test(field) && typeof value === "string" && value.split(/[:/]/).at(-1) === id.split(/[:/]/).at(-1)
      ? [value]
      : [],
  );
  return [...own, ...[id, importId].filter((each) => each.startsWith("arn:"))];
}

export const talk = (
  from: InventoryResource | string,
  to: InventoryResource | string,
  via: string,
  port?: string | number,
): GraphEdge => ({
  from: typeof from === "string" ? from : resourceKey(from),
  to: typeof to === "string" ? to : resourceKey(to),
  kind: "talks-to",
  via,
  ...(port !== undefined && { port: String(port) }),
});

/** A field of an answer as objects; empty where it is something else. */
export const objectsIn = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? value : []).filter(
    (each) => typeof each === "object" && each !== null && !Array.isArray(each),
  );

export const textIn = (answer: JsonObject | undefined, field: string): string | undefined => {
  const value = answer?.[field];
  return typeof value === "string" && value !== "" ? value : undefined;
};

export const objectIn = (answer: JsonObject | undefined, field: string): JsonObject | undefined => {
  const value = answer?.[field];
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as JsonObject) : undefined;
};

/** Every ARN anywhere inside an answer. */
export function arnsIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return value.startsWith("arn:") ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(arnsIn);
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(arnsIn);
}
