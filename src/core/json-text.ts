import { Token } from "cdktf";
import { expression } from "./expressions.js";

// No text of a configuration holds it.
const mark = "\u0000";

/** A value as JSON; lists that only Terraform knows are written by it. */
export function jsonText(value: unknown): string {
  const lists: string[] = [];
  const text = JSON.stringify(value, (_, item: unknown) => {
    if (!Array.isArray(item) || !Token.isUnresolved(item)) return item;
    lists.push(expression((write) => `jsonencode(${write(item)})`));
    return `${mark}${lists.length - 1}`;
  });
  return text.replace(/"\\u0000(\d+)"/g, (_, index: string) => lists[Number(index)] ?? "");
}
