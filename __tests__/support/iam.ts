import type { PolicyStatement } from "../../src/domain/policy-document.js";
import { isAboutAction, isLike, listed } from "../../src/domain/policy-match.js";

/** A call as IAM judges it. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly region?: string;
}

function isAbout(statement: PolicyStatement, { action, resource, region = "eu-west-1" }: Request): boolean {
  const { Resource, NotResource, Condition } = statement;
  const isResource = (patterns: typeof Resource) => listed(patterns).some((pattern) => isLike(pattern, resource));
  const regions = Condition?.StringEquals?.["aws:RequestedRegion"];
  // A call of its own, not one of a service.
  if (Condition?.StringLike?.["kms:ViaService"]) return false;
  return (
    isAboutAction(statement, action) &&
    (NotResource ? !isResource(NotResource) : isResource(Resource)) &&
    (!regions || listed(regions).includes(region))
  );
}

/** Whether identity policies allow a call: one statement must, and none may deny it. Knows no condition but the region. */
export function allows(statements: readonly PolicyStatement[], request: Request): boolean {
  const about = statements.filter((statement) => isAbout(statement, request));
  return about.some(({ Effect }) => Effect === "Allow") && about.every(({ Effect }) => Effect === "Allow");
}
