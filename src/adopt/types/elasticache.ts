import type { InventoryResource } from "../../domain/inventory.js";
import { at, block, blocks, listAt, textAt } from "../answer.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

const logs = ({ attributes }: InventoryResource) =>
  blocks(listAt(attributes, "LogDeliveryConfigurations"), (answer) =>
    block(answer, ["DestinationType", "LogFormat", "LogType"], {
      destination:
        textAt(answer, "DestinationDetails.CloudWatchLogsDetails.LogGroup") ??
        textAt(answer, "DestinationDetails.KinesisFirehoseDetails.DeliveryStream"),
    }),
  );

/** Terraform knows two parts of a version from 6 on, and all three before. */
const version = (resource: InventoryResource): string | undefined => {
  const [major = "", minor = ""] = (text(resource, "EngineVersion") ?? "").split(".");
  if (text(resource, "Engine") === "memcached") return text(resource, "EngineVersion");
  return Number(major) >= 6 ? `${major}.${minor}` : text(resource, "EngineVersion");
};

const cluster: AdoptionRule = {
  type: "aws_elasticache_cluster",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, { ref, refs }) => {
    const groups = refs("security_group_ids");
    return {
      cluster_id: resource.id,
      engine: text(resource, "Engine"),
      engine_version: version(resource),
      node_type: text(resource, "CacheNodeType"),
      num_cache_nodes: number(resource, "NumCacheNodes"),
      subnet_group_name: ref("subnet_group_name", "name") ?? text(resource, "CacheSubnetGroupName"),
      security_group_ids: groups.length > 0 ? groups : undefined,
      parameter_group_name: text(resource, "ParameterGroup"),
      auto_minor_version_upgrade: flag(resource, "AutoMinorVersionUpgrade"),
      snapshot_retention_limit: unless(number(resource, "SnapshotRetentionLimit"), 0),
      notification_topic_arn: textAt(resource.attributes, "NotificationConfiguration.TopicArn"),
      log_delivery_configuration: logs(resource),
      tags: tagsArgument(resource),
    };
  },
};

const isOn = (value: string | undefined): boolean | undefined =>
  value === undefined ? undefined : value === "enabled" || value === "enabling";

const replicationGroup: AdoptionRule = {
  type: "aws_elasticache_replication_group",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource) => ({
    replication_group_id: resource.id,
    // Empty is not a description that Terraform takes.
    description: text(resource, "Description") ?? " ",
    engine: text(resource, "Engine"),
    node_type: text(resource, "CacheNodeType"),
    automatic_failover_enabled: isOn(text(resource, "AutomaticFailover")),
    multi_az_enabled: isOn(text(resource, "MultiAZ")),
    port:
      at(resource.attributes, "ConfigurationEndpoint.Port") ??
      at(listAt(resource.attributes, "NodeGroups")[0], "PrimaryEndpoint.Port"),
    kms_key_id: text(resource, "KmsKeyId"),
    snapshot_retention_limit: unless(number(resource, "SnapshotRetentionLimit"), 0),
    log_delivery_configuration: logs(resource),
    tags: tagsArgument(resource),
  }),
};

const subnetGroup: AdoptionRule = {
  type: "aws_elasticache_subnet_group",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, { refs }) => ({
    name: resource.id,
    // Left out, the provider would write its own.
    description: text(resource, "CacheSubnetGroupDescription") ?? "",
    subnet_ids: refs("subnet_ids"),
    tags: tagsArgument(resource),
  }),
};

export const elasticache: readonly AdoptionRule[] = [cluster, replicationGroup, subnetGroup];
