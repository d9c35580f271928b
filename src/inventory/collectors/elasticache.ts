import {
  type CacheCluster,
  type CacheSubnetGroup,
  DescribeCacheClustersCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeReplicationGroupsCommand,
  ListTagsForResourceCommand,
  type ReplicationGroup,
  type Tag,
} from "@aws-sdk/client-elasticache";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links, tagsOf } from "../describe.js";
import { byMarker } from "../paging.js";

const tagDetail = <Item extends { readonly ARN?: string | undefined }>() =>
  detail(call("elasticache", "elasticache:ListTagsForResource", ListTagsForResourceCommand), {
    appliesTo: ({ ARN }: Item) => Boolean(ARN),
    input: ([{ ARN }]: readonly [Item, ...Item[]]) => ({ ResourceName: ARN }),
    take: ({ TagList }) => TagList,
  });

export const cacheClusters = defineCollector<CacheCluster, { tags: Tag[] }>({
  name: "elasticache:clusters",
  service: "elasticache",
  scope: "regional",
  list: listing(call("elasticache", "elasticache:DescribeCacheClusters", DescribeCacheClustersCommand), {
    input: () => ({ MaxRecords: 100, ShowCacheNodeInfo: true }),
    items: ({ CacheClusters }) => CacheClusters?.filter(({ CacheClusterStatus }) => CacheClusterStatus !== "deleting"),
    next: byMarker,
  }),
  details: { tags: tagDetail<CacheCluster>() },
  label: ({ CacheClusterId }) => `cache cluster ${CacheClusterId}`,
  types: {
    // The members of a replication group are part of it: Terraform manages the group alone.
    aws_elasticache_cluster: ({ item, details }) =>
      item.ReplicationGroupId
        ? []
        : [
            {
              id: item.CacheClusterId ?? "",
              attributes: {
                ...keep(item, [
                  "CacheNodeType",
                  "Engine",
                  "EngineVersion",
                  "NumCacheNodes",
                  "PreferredMaintenanceWindow",
                  "SnapshotRetentionLimit",
                  "SnapshotWindow",
                  "AutoMinorVersionUpgrade",
                  "NotificationConfiguration",
                  "ConfigurationEndpoint",
                  "CacheNodes",
                  "TransitEncryptionEnabled",
                  "LogDeliveryConfigurations",
                  "CacheSubnetGroupName",
                ]),
                ParameterGroup: item.CacheParameterGroup?.CacheParameterGroupName ?? null,
              },
              tags: tagsOf(details.tags),
              links: [
                ...links("subnet_group_name", "aws_elasticache_subnet_group", item.CacheSubnetGroupName),
                ...links(
                  "security_group_ids",
                  "aws_security_group",
                  item.SecurityGroups?.map(({ SecurityGroupId }) => SecurityGroupId),
                ),
              ],
            },
          ],
  },
});

export const replicationGroups = defineCollector<ReplicationGroup, { tags: Tag[] }>({
  name: "elasticache:replication-groups",
  service: "elasticache",
  scope: "regional",
  list: listing(call("elasticache", "elasticache:DescribeReplicationGroups", DescribeReplicationGroupsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ ReplicationGroups }) => ReplicationGroups?.filter(({ Status }) => Status !== "deleting"),
    next: byMarker,
  }),
  details: { tags: tagDetail<ReplicationGroup>() },
  label: ({ ReplicationGroupId }) => `replication group ${ReplicationGroupId}`,
  types: {
    aws_elasticache_replication_group: ({ item, details }) => [
      {
        id: item.ReplicationGroupId ?? "",
        attributes: keep(item, [
          "Description",
          "CacheNodeType",
          "Engine",
          "MultiAZ",
          "AutomaticFailover",
          "ConfigurationEndpoint",
          "NodeGroups",
          "SnapshotRetentionLimit",
          "KmsKeyId",
          "UserGroupIds",
          "LogDeliveryConfigurations",
          "ClusterEnabled",
          "AuthTokenEnabled",
        ]),
        tags: tagsOf(details.tags),
        links: links("kms_key_id", "aws_kms_key", lastPart(item.KmsKeyId)),
      },
    ],
  },
});

export const cacheSubnetGroups = defineCollector<CacheSubnetGroup, { tags: Tag[] }>({
  name: "elasticache:subnet-groups",
  service: "elasticache",
  scope: "regional",
  list: listing(call("elasticache", "elasticache:DescribeCacheSubnetGroups", DescribeCacheSubnetGroupsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ CacheSubnetGroups }) => CacheSubnetGroups,
    next: byMarker,
  }),
  details: { tags: tagDetail<CacheSubnetGroup>() },
  label: ({ CacheSubnetGroupName }) => `cache subnet group ${CacheSubnetGroupName}`,
  types: {
    aws_elasticache_subnet_group: ({ item, details }) => [
      {
        id: item.CacheSubnetGroupName ?? "",
        attributes: keep(item, ["CacheSubnetGroupDescription"]),
        tags: tagsOf(details.tags),
        links: [
          ...links("vpc_id", "aws_vpc", item.VpcId),
          ...links(
            "subnet_ids",
            "aws_subnet",
            item.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
          ),
        ],
        owner:
          item.CacheSubnetGroupName === "default" ? { kind: "aws", name: "the default cache subnet group" } : undefined,
      },
    ],
  },
});

export const elasticache: readonly AnyCollector[] = [cacheClusters, replicationGroups, cacheSubnetGroups];
