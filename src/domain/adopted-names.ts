import { createHash } from "node:crypto";
import { compareText } from "./inventory.js";

/** A text as a Terraform name: lower-case ASCII words joined by underscores; empty where nothing of it can be said so. */
export function slug(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 80)
    .replace(/_+$/, "");
  return /^[0-9]/.test(words) ? `n${words}` : words;
}

/** Eight hexadecimal digits that stay the same as long as the id does. */
export const shortHash = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 8);

export interface NameWish {
  readonly type: string;
  readonly id: string;
  /** What people call the object, where they call it anything. */
  readonly label: string | undefined;
}

/**
 * A name for each object, unique within its type.
 * An object without a label is named after its type and the hash of its id; objects of equal names all get that hash, so
 * that no name depends on the order. `taken` holds addresses that are never given again.
 */
export function assignNames(wishes: readonly NameWish[], taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const plain = wishes.map((wish) => ({ ...wish, name: slug(wish.label ?? "") }));
  const count = new Map<string, number>();
  for (const { type, name } of plain) count.set(`${type}.${name}`, (count.get(`${type}.${name}`) ?? 0) + 1);
  const used = new Set(taken);
  const names = new Map<string, string>();
  const give = (type: string, id: string, name: string) => {
    used.add(`${type}.${name}`);
    names.set(`${type}/${id}`, name);
  };
  const clashing = plain.filter(({ type, id, name }) => {
    const isFree = name !== "" && count.get(`${type}.${name}`) === 1 && !used.has(`${type}.${name}`);
    if (isFree) give(type, id, name);
    return !isFree;
  });
  for (const { type, id, name } of clashing.sort((a, b) => compareText(a.type, b.type) || compareText(a.id, b.id))) {
    const stem = name || type.replace(/^aws_/, "");
    let candidate = `${stem}_${shortHash(id)}`;
    for (let salt = 1; used.has(`${type}.${candidate}`); salt++) candidate = `${stem}_${shortHash(`${id}#${salt}`)}`;
    give(type, id, candidate);
  }
  return names;
}
