import { z } from "zod";
import {
  inventoryInvalid,
  inventoryOfAnotherAccount,
  inventoryOfAnotherVersion,
  inventoryUnreadable,
} from "../core/errors.js";
import { type Inventory, inventorySchemaVersion, ownerKinds, resourceKey } from "./inventory.js";
import { formatJson, type Json } from "./json.js";

const text = z.string().min(1);
const resource = z.strictObject({
  type: z.string().regex(/^aws_[a-z0-9_]+$/),
  id: text,
  importId: text,
  region: text,
  attributes: z.record(z.string(), z.json()),
  tags: z.record(z.string(), z.string()),
  links: z.array(z.strictObject({ attribute: text, type: text, id: text, isPart: z.literal(true).optional() })),
  owner: z.strictObject({ kind: z.enum(ownerKinds), name: z.string() }).optional(),
});

const inventorySchema = z.strictObject({
  schema_version: z.literal(inventorySchemaVersion),
  account_id: z.string().regex(/^\d{12}$/, "is no account id"),
  partition: text,
  regions: z.array(text),
  resources: z.array(resource),
  gaps: z.array(z.strictObject({ call: text, region: text, subject: text.optional(), reason: z.string() })),
  findings: z.array(z.strictObject({ type: text, id: text, attribute: text, rule: text })),
});

/** Checks the text of an inventory; `file` names it in faults, `accountId` refuses every other account. */
export function parseInventory(content: string, file: string, accountId?: string): Inventory {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw inventoryUnreadable(file, content.trim() === "" ? "it is empty" : (error as Error).message);
  }
  const version = (value as { schema_version?: unknown } | null)?.schema_version;
  if (version === undefined) throw inventoryUnreadable(file, "it has no schema_version");
  if (version !== inventorySchemaVersion) throw inventoryOfAnotherVersion(file, version, inventorySchemaVersion);
  const parsed = inventorySchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw inventoryInvalid(file, issue?.path.map(String).join(".") ?? "", issue?.message ?? "is invalid");
  }
  const inventory = parsed.data as Inventory;
  if (accountId && inventory.account_id !== accountId) {
    throw inventoryOfAnotherAccount(file, inventory.account_id, accountId);
  }
  const seen = new Set<string>();
  inventory.resources.forEach((each, index) => {
    const key = `${each.region}/${resourceKey(each)}`;
    if (seen.has(key)) throw inventoryInvalid(file, `resources.${index}`, `${resourceKey(each)} is in it twice`);
    seen.add(key);
  });
  return inventory;
}

/**
 * The text of an inventory.
 * It tells much about an account, so whoever writes it keeps it readable for its owner alone.
 */
export const formatInventory = (inventory: Inventory): string => formatJson(inventory as unknown as Json);
