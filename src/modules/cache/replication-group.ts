import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group/index.js";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group/index.js";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group/index.js";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { Seen, Users } from "./users.js";

/** Declares the primary with its replicas, its parameters, its subnets and its logs. */
export function declareReplicationGroup(
  scope: Construct,
  seen: Seen,
  { group: userGroup, memberships }: Users,
  group: SecurityGroup,
): ElasticacheReplicationGroup {
  const { name } = seen;
  const tags = tagged(seen.tags, { Name: name });
  const subnetGroup = new ElasticacheSubnetGroup(scope, "aws_elasticache_subnet_group.this", {
    name,
    description: `Data subnets of ${name}`,
    subnetIds: listOf(seen.subnet_ids),
    tags,
  });
  const parameterGroup = new ElasticacheParameterGroup(scope, "aws_elasticache_parameter_group.this", {
    name,
    family: seen.parameter_group_family,
    description: `Parameters of ${name}`,
    tags,
  });
  seen.parameters.blocks(parameterGroup, "parameter", ({ key, value }) => ({ name: key, value: value.value }));
  const logs = ["slow-log", "engine-log"].map((logType) => ({
    logType,
    logFormat: "json",
    destinationType: "cloudwatch-logs",
    destination: declareLogGroup(scope, seen, logType).name,
  }));
  return new ElasticacheReplicationGroup(scope, "aws_elasticache_replication_group.this", {
    replicationGroupId: name,
    description: `The cache ${name}`,
    engine: "valkey",
    engineVersion: seen.engine_version,
    nodeType: seen.node_type,
    numCacheClusters: seen.node_count,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    port: seen.port,
    parameterGroupName: parameterGroup.name,
    subnetGroupName: subnetGroup.name,
    securityGroupIds: [group.id],
    atRestEncryptionEnabled: "true",
    kmsKeyId: seen.data_key_arn,
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    userGroupIds: [userGroup.userGroupId],
    snapshotName: seen.snapshot_name,
    snapshotRetentionLimit: seen.snapshot_retention_days,
    snapshotWindow: seen.snapshot_window,
    maintenanceWindow: seen.maintenance_window,
    finalSnapshotIdentifier: seen.final_snapshot_name,
    autoMinorVersionUpgrade: "true",
    applyImmediately: false,
    logDeliveryConfiguration: logs,
    tags,
    lifecycle: { ignoreChanges: ["snapshot_name"] },
    dependsOn: [...memberships],
  });
}

function declareLogGroup(scope: Construct, seen: Seen, logType: string): CloudwatchLogGroup {
  return new CloudwatchLogGroup(scope, `aws_cloudwatch_log_group.${logType.replace("-", "_")}`, {
    name: `/aws/elasticache/${seen.name}/${logType}`,
    retentionInDays: seen.log_retention_days,
    kmsKeyId: seen.logs_key_arn,
    tags: tagged(seen.tags, { Name: `${seen.name}-${logType}` }),
  });
}
