import type { PolicyStatement } from "../../src/domain/policy-document.js";

/** A call as IAM judges it. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly region?: string;
}

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** IAM's wildcards: `*` for any text, `?` for one character. */
export const isLike = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "s",
  ).test(text);

const isOneOf = (patterns: string | readonly string[] | undefined, text: string) =>
  listed(patterns).some((pattern) => isLike(pattern, text));

function isAbout(statement: PolicyStatement, { action, resource, region = "eu-west-1" }: Request): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const ofAction = NotAction ? !isOneOf(NotAction, action) : isOneOf(Action, action);
  const ofResource = NotResource ? !isOneOf(NotResource, resource) : isOneOf(Resource, resource);
  const regions = Condition?.StringEquals?.["aws:RequestedRegion"];
  return ofAction && ofResource && (!regions || isOneOf(regions, region));
}

/** Whether identity policies allow a call: one statement must, and none may deny it. Knows no condition but the region. */
export function allows(statements: readonly PolicyStatement[], request: Request): boolean {
  const about = statements.filter((statement) => isAbout(statement, request));
  return about.some(({ Effect }) => Effect === "Allow") && about.every(({ Effect }) => Effect === "Allow");
}
