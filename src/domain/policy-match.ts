import type { PolicyStatement } from "./policy-document.js";

/** What a policy gives as one value or several. */
export const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** IAM's wildcards: `*` for any text, `?` for one character. */
export const isLike = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "s",
  ).test(text);

/** Whether a statement is about an action; IAM takes capitals of an action for small letters. */
export function isAboutAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const isOneOf = (patterns: string | readonly string[] | undefined) =>
    listed(patterns).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase()));
  return NotAction ? !isOneOf(NotAction) : isOneOf(Action);
}
