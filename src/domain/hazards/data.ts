import { type GraphIndex, objectIn, objectsIn, textIn } from "../graph-index.js";
import { type Hazard, hazard } from "../hazards.js";
import { type InventoryResource, resourceKey } from "../inventory.js";

const databaseTypes = ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"] as const;

/** What loses data, or lets it be read. */
export const dataHazards = (index: GraphIndex): readonly Hazard[] => [
  ...unencrypted(index),
  ...withoutBackup(index),
  ...withoutProtection(index),
  ...localDisks(index),
];

function unencrypted(index: GraphIndex): readonly Hazard[] {
  const copy = "Copy it: snapshot, copy the snapshot encrypted, make it anew from that. It cannot be changed in place.";
  const volumes = index
    .ofType("aws_ebs_volume", "aws_efs_file_system")
    .filter(({ attributes }) => attributes.Encrypted === false)
    .map((each) => hazard("unencrypted-volume", each, "its data is not encrypted at rest", copy));
  const databases = index
    .ofType(...databaseTypes)
    .filter(({ attributes }) => attributes.StorageEncrypted === false)
    .map((each) => hazard("unencrypted-volume", each, "its storage is not encrypted at rest", copy));
  return [...volumes, ...databases];
}

function withoutBackup(index: GraphIndex): readonly Hazard[] {
  const databases = index
    .ofType(...databaseTypes)
    .filter(({ attributes }) => attributes.BackupRetentionPeriod === 0)
    .map((each) =>
      hazard(
        "no-backup",
        each,
        "automated backups are off",
        "Set backup_retention_period; the first backup may stall a single-zone instance.",
      ),
    );
  const tables = index.ofType("aws_dynamodb_table").flatMap((each) => {
    const status = textIn(objectIn(each.attributes, "PointInTimeRecovery"), "PointInTimeRecoveryStatus");
    if (status === undefined || status === "ENABLED") return [];
    return [
      hazard(
        "no-backup",
        each,
        "point-in-time recovery is off",
        "Enable point_in_time_recovery; it does not touch traffic.",
      ),
    ];
  });
  const caches = index
    .ofType("aws_elasticache_replication_group", "aws_elasticache_cluster")
    .filter(
      ({ attributes }) => /redis|valkey/.test(String(attributes.Engine)) && attributes.SnapshotRetentionLimit === 0,
    )
    .map((each) =>
      hazard(
        "no-backup",
        each,
        "it keeps no snapshots",
        "Set snapshot_retention_limit where its content is more than a cache.",
      ),
    );
  return [...databases, ...tables, ...caches];
}

function withoutProtection(index: GraphIndex): readonly Hazard[] {
  const remedy = "Turn deletion protection on: it changes nothing else.";
  const isOff = ({ attributes }: InventoryResource) =>
    attributes.DeletionProtection === false ||
    attributes.DeletionProtectionEnabled === false ||
    objectsIn(attributes.Attributes).some(
      ({ Key, Value }) => Key === "deletion_protection.enabled" && Value === "false",
    ) ||
    objectIn(attributes, "Attributes")?.["deletion_protection.enabled"] === "false";
  return index
    .ofType(...databaseTypes, "aws_dynamodb_table", "aws_lb", "aws_alb")
    .filter(isOff)
    .map((each) => hazard("no-deletion-protection", each, "one call deletes it", remedy));
}

/** A machine with data of its own cannot be replaced by a new one. */
function localDisks(index: GraphIndex): readonly Hazard[] {
  return index.ofType("aws_instance").flatMap((instance) => {
    const remedy =
      "Move its data to a database, a bucket or EFS before it is replaced, or plan a copy with a standstill.";
    const attached = index
      .namedBy(resourceKey(instance))
      .flatMap(({ resource }) =>
        resource.type === "aws_volume_attachment" ? [textIn(resource.attributes, "DeviceName") ?? resource.id] : [],
      );
    if (instance.attributes.RootDeviceType === "instance-store") {
      return [hazard("stateful-local-disk", instance, "its root disk is lost when it stops", remedy)];
    }
    if (attached.length === 0) return [];
    return [hazard("stateful-local-disk", instance, `it keeps data on ${attached.sort().join(", ")}`, remedy)];
  });
}
