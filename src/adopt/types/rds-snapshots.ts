import { stringsAt } from "../answer.js";
import { type AdoptionRule, tagsArgument } from "../rule.js";

const snapshot = (kind: "db_snapshot" | "db_cluster_snapshot", of: string, identifier: string): AdoptionRule => ({
  type: `aws_${kind}`,
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, { ref }) => ({
    [`${kind}_identifier`]: resource.id,
    [of]: ref(of, identifier),
    shared_accounts: stringsAt(resource.attributes, "SharedAccounts"),
    tags: tagsArgument(resource),
  }),
});

export const rdsSnapshots: readonly AdoptionRule[] = [
  snapshot("db_snapshot", "db_instance_identifier", "identifier"),
  snapshot("db_cluster_snapshot", "db_cluster_identifier", "cluster_identifier"),
];
