import {
  CreateCacheClusterCommand,
  CreateCacheSubnetGroupCommand,
  ElastiCacheClient,
} from "@aws-sdk/client-elasticache";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** A cache subnet group and two clusters, one of each engine. */
export async function makeCaches({ config, record, network }: OddScene): Promise<void> {
  const elasticache = new ElastiCacheClient(config);
  await elasticache.send(
    new CreateCacheSubnetGroupCommand({
      CacheSubnetGroupName: "odd-cache",
      CacheSubnetGroupDescription: "cache, a + b",
      SubnetIds: network.subnetIds.slice(0, 2),
      Tags: tags({ team: "shop" }),
    }),
  );
  record.note("inherited", "aws_elasticache_subnet_group", "odd-cache");
  await elasticache.send(
    new CreateCacheClusterCommand({
      CacheClusterId: "sessions",
      Engine: "redis",
      EngineVersion: "6.2",
      CacheNodeType: "cache.t3.micro",
      NumCacheNodes: 1,
      CacheSubnetGroupName: "odd-cache",
      SecurityGroupIds: [network.groups.leftId],
      SnapshotRetentionLimit: 2,
      AutoMinorVersionUpgrade: false,
      Tags: tags({ Name: "Sessions" }),
    }),
  );
  record.note("inherited", "aws_elasticache_cluster", "sessions");
  await elasticache.send(
    new CreateCacheClusterCommand({
      CacheClusterId: "pages",
      Engine: "memcached",
      EngineVersion: "1.6.17",
      CacheNodeType: "cache.t3.micro",
      NumCacheNodes: 2,
      CacheSubnetGroupName: "odd-cache",
    }),
  );
  record.note("inherited", "aws_elasticache_cluster", "pages");
  elasticache.destroy();
}
