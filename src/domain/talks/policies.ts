import type { GraphEdge } from "../graph.js";
import { type GraphIndex, talk } from "../graph-index.js";
import { type InventoryResource, resourceKey } from "../inventory.js";

interface Statement {
  readonly Effect?: string;
  readonly Resource?: string | readonly string[];
}

/** A role depends on what its policies allow it to use; whatever runs under the role talks to that. */
export function policyEdges(index: GraphIndex): readonly GraphEdge[] {
  const policies = index.ofType("aws_iam_role_policy", "aws_iam_role_policy_attachment");
  return policies.flatMap((policy) => {
    const role = policy.links.flatMap((link) =>
      link.type === "aws_iam_role" ? (index.byKey.get(resourceKey(link)) ?? []) : [],
    )[0];
    if (!role) return [];
    const via = `policy ${policy.attributes.PolicyName ?? policy.id}`;
    const targets = reachedBy(policy, index).filter((target) => target !== role);
    const users = usersOf(role, index);
    return targets.flatMap((target): GraphEdge[] => [
      { from: resourceKey(role), to: resourceKey(target), kind: "depends-on", via },
      ...users.map((user) => talk(user, target, `${via} of role ${role.id}`)),
    ]);
  });
}

/** Objects that a policy's allowing statements name; a bare star names everything and so says nothing. */
function reachedBy({ attributes }: InventoryResource, index: GraphIndex): readonly InventoryResource[] {
  const document = attributes.PolicyDocument ?? managedDocument(attributes.PolicyArn, index);
  const patterns = statementsOf(document).flatMap(({ Effect, Resource }) =>
    Effect === "Allow" ? (typeof Resource === "string" ? [Resource] : (Resource ?? [])) : [],
  );
  const found = patterns
    .filter((pattern) => pattern !== "*")
    .flatMap((pattern) => {
      // The objects of a bucket, the indexes of a table, the streams of a log group.
      const whole = pattern.replace(/(\/|:)\*$/, "").replace(/^(arn:[^:]+:s3:::[^/]+)\/.*$/, "$1");
      const exact = index.byArn.get(whole);
      return exact ? [exact] : whole.includes("*") ? matching(whole, index) : [];
    });
  return [...new Set(found)];
}

const managedDocument = (arn: unknown, index: GraphIndex): unknown =>
  typeof arn === "string" ? index.byArn.get(arn)?.attributes.PolicyDocument : undefined;

function matching(pattern: string, { byArn }: GraphIndex): readonly InventoryResource[] {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${escaped}$`);
  return [...byArn].filter(([arn]) => expression.test(arn)).map(([, resource]) => resource);
}

function statementsOf(document: unknown): readonly Statement[] {
  try {
    const value = (typeof document === "string" ? JSON.parse(document) : document) as { Statement?: unknown } | null;
    const statements = value?.Statement;
    return (Array.isArray(statements) ? statements : statements ? [statements] : []) as readonly Statement[];
  } catch {
    return [];
  }
}

/** What runs under a role: instances by their profile, everything else by name. */
function usersOf(role: InventoryResource, index: GraphIndex): readonly InventoryResource[] {
  const users = index.namedBy(resourceKey(role)).map(({ resource }) => resource);
  const profiles = users.filter(({ type }) => type === "aws_iam_instance_profile");
  const byProfile = profiles.flatMap((profile) => index.namedBy(resourceKey(profile)).map(({ resource }) => resource));
  return [...users, ...byProfile].filter(({ type }) => /^aws_(instance|lambda_function|sfn_state_machine)$/.test(type));
}
