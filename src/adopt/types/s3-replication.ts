import type { InventoryResource } from "../../domain/inventory.js";
import type { Json, JsonObject } from "../../domain/json.js";
import { at, block, blocks, listAt, textAt } from "../answer.js";
import type { Arguments, Value } from "../expression.js";
import { text } from "../rule.js";

const status = (answer: Json | undefined): Value | undefined => block(answer, ["Status"]);

const filter = (rule: JsonObject): Value | undefined => {
  const answer = at(rule, "Filter");
  if (answer === undefined) return undefined;
  const and = at(answer, "And");
  if (and !== undefined) {
    const tags = listAt(and, "Tags").map((each) => [textAt(each, "Key") ?? "", textAt(each, "Value") ?? ""] as const);
    return { and: block(and, ["Prefix"], { tags: tags.length > 0 ? Object.fromEntries(tags) : undefined }) ?? {} };
  }
  return block(answer, ["Prefix"], { tag: block(at(answer, "Tag"), ["Key", "Value"]) }) ?? {};
};

const destination = (rule: JsonObject): Value | undefined => {
  const answer = at(rule, "Destination");
  return block(answer, ["Bucket", "Account", "StorageClass"], {
    access_control_translation: block(at(answer, "AccessControlTranslation"), ["Owner"]),
    encryption_configuration: block(at(answer, "EncryptionConfiguration"), [["ReplicaKmsKeyID", "replica_kms_key_id"]]),
    metrics: block(at(answer, "Metrics"), ["Status"], {
      event_threshold: block(at(answer, "Metrics.EventThreshold"), ["Minutes"]),
    }),
    replication_time: block(at(answer, "ReplicationTime"), ["Status"], {
      time: block(at(answer, "ReplicationTime.Time"), ["Minutes"]),
    }),
  });
};

/** What a bucket copies where. */
export const replication = (resource: InventoryResource): Arguments => ({
  role: text(resource, "Role"),
  rule: blocks(listAt(resource.attributes, "Rules"), (rule) =>
    block(rule, [["ID", "id"], "Priority", "Prefix", "Status"], {
      filter: filter(rule),
      destination: destination(rule),
      delete_marker_replication: status(at(rule, "DeleteMarkerReplication")),
      existing_object_replication: status(at(rule, "ExistingObjectReplication")),
      source_selection_criteria: block(at(rule, "SourceSelectionCriteria"), [], {
        replica_modifications: status(at(rule, "SourceSelectionCriteria.ReplicaModifications")),
        sse_kms_encrypted_objects: status(at(rule, "SourceSelectionCriteria.SseKmsEncryptedObjects")),
      }),
    }),
  ),
});
