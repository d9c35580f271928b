import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster/index.js";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance/index.js";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen, Surroundings } from "./surroundings.js";

/** Declares the Aurora Serverless v2 cluster with its instances and parameters. */
export function declareCluster(
  scope: Construct,
  seen: Seen,
  { subnetGroup, group, monitoring, before }: Surroundings,
  logs: readonly ITerraformDependable[],
): Resources<RdsCluster> {
  const { name } = seen;
  const tags = tagged(seen.tags, { Name: name });
  const parameters = seen.aurora.each(({ id, loop }) => {
    const parameterGroup = new RdsClusterParameterGroup(scope, id("aws_rds_cluster_parameter_group.this"), {
      ...loop,
      name,
      family: seen.parameter_group_family,
      description: `Parameters of ${name}`,
      tags,
    });
    seen.parameters.blocks(parameterGroup, "parameter", ({ key, value }) => ({
      name: key,
      value: value.value,
      apply_method: value.apply_method,
    }));
    return parameterGroup;
  });
  const clusters = seen.aurora.each(
    (round) =>
      new RdsCluster(scope, round.id("aws_rds_cluster.this"), {
        ...round.loop,
        clusterIdentifier: name,
        engine: seen.engine,
        engineMode: "provisioned",
        engineVersion: seen.engine_version,
        serverlessv2ScalingConfiguration: {
          minCapacity: round.value.min_capacity_acu,
          maxCapacity: round.value.max_capacity_acu,
        },
        snapshotIdentifier: round.value.snapshot_identifier,
        storageEncrypted: true,
        kmsKeyId: seen.data_key_arn,
        databaseName: seen.database_name,
        port: seen.port,
        masterUsername: seen.admin_name,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: seen.secrets_key_arn,
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [group.id],
        dbClusterParameterGroupName: parameters.at(round).name,
        enabledCloudwatchLogsExports: seen.logs.keys(),
        backupRetentionPeriod: seen.backup_retention_days,
        preferredBackupWindow: seen.backup_window,
        preferredMaintenanceWindow: seen.maintenance_window,
        copyTagsToSnapshot: true,
        deletionProtection: seen.deletion_protection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: seen.final_snapshot_name,
        applyImmediately: false,
        tags,
        lifecycle: { preventDestroy: true, ignoreChanges: ["snapshot_identifier", "engine_version"] },
        dependsOn: [...before, ...logs],
      }),
  );
  seen.aurora_instances.each(
    ({ id, loop, key, value }) =>
      new RdsClusterInstance(scope, id("aws_rds_cluster_instance.this"), {
        ...loop,
        identifier: `${name}-${key}`,
        clusterIdentifier: clusters.get("aurora").id,
        engine: seen.engine,
        instanceClass: "db.serverless",
        promotionTier: value.promotion_tier,
        publiclyAccessible: false,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        monitoringInterval: seen.monitoring_interval_seconds,
        monitoringRoleArn: monitoring.arn,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: seen.data_key_arn,
        performanceInsightsRetentionPeriod: seen.performance_insights_days,
        copyTagsToSnapshot: true,
        autoMinorVersionUpgrade: true,
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
  return clusters;
}
