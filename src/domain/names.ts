import { createHash } from "node:crypto";

/** Names of what holds an environment's state. A bucket's name is world-wide, so it carries the account's id. */
export const stateNames = (organization: string, environment: string, accountId: string) => ({
  bucket: `${organization}-${environment}-state-${accountId}`,
  lockTable: `${organization}-${environment}-state-lock`,
  kmsAlias: `alias/${organization}-${environment}-state`,
});

/** The bucket of another region that states are copied to. */
export const stateCopiesName = (organization: string, environment: string, accountId: string): string =>
  `${organization}-${environment}-state-copies-${accountId}`;

/** A text cut to a length that AWS allows; what is cut off is told by four digits of its hash, so that two names stay two. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 4);
  return `${text.slice(0, length - 5).replace(/-+$/, "")}-${hash}`;
}

/** What an environment's resources are called: organization and environment, at most so long. */
export const environmentName = (organization: string, environment: string, length = 32): string =>
  shortened(`${organization}-${environment}`, length);

/** The shortest length that a layer cuts the environment's name to where it names a role or a policy by it. */
const shortestName = 24;

/** What the names of all of an environment's roles and policies begin with, however they are cut. */
export function namePrefix(organization: string, environment: string): string {
  const name = `${organization}-${environment}`;
  return name.length <= shortestName ? name : name.slice(0, shortestName - 5).replace(/-+$/, "");
}

/** Names of the roles that pipelines take in an environment's account. */
export const pipelineRoleNames = (organization: string, environment: string) => ({
  plan: `${organization}-${environment}-plan`,
  apply: `${organization}-${environment}-apply`,
  push: `${organization}-${environment}-push`,
});
