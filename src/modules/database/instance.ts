import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Seen, Surroundings } from "./surroundings.js";

/** Declares the instance with its parameters; its password is never in a plan or a state. */
export function declareInstance(
  scope: Construct,
  seen: Seen,
  { subnetGroup, group, monitoring, before }: Surroundings,
  logs: readonly ITerraformDependable[],
): Resources<DbInstance> {
  const { name } = seen;
  const tags = tagged(seen.tags, { Name: name });
  const parameters = seen.instance.each(({ id, loop }) => {
    const parameterGroup = new DbParameterGroup(scope, id("aws_db_parameter_group.this"), {
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
  return seen.instance.each(
    (round) =>
      new DbInstance(scope, round.id("aws_db_instance.this"), {
        ...round.loop,
        identifier: name,
        engine: seen.engine,
        engineVersion: seen.engine_version,
        instanceClass: round.value.instance_class,
        allocatedStorage: round.value.allocated_storage_gib,
        maxAllocatedStorage: round.value.max_allocated_storage_gib,
        storageType: "gp3",
        storageEncrypted: true,
        kmsKeyId: seen.data_key_arn,
        multiAz: round.value.multi_az,
        snapshotIdentifier: round.value.snapshot_identifier,
        replicateSourceDb: round.value.replicate_source_db,
        dbName: seen.database_name,
        port: seen.port,
        username: seen.admin_name,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: seen.secrets_key_arn,
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [group.id],
        publiclyAccessible: false,
        parameterGroupName: parameters.at(round).name,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        enabledCloudwatchLogsExports: seen.logs.keys(),
        monitoringInterval: seen.monitoring_interval_seconds,
        monitoringRoleArn: monitoring.arn,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: seen.data_key_arn,
        performanceInsightsRetentionPeriod: seen.performance_insights_days,
        backupRetentionPeriod: seen.backup_retention_days,
        backupWindow: seen.backup_window,
        maintenanceWindow: seen.maintenance_window,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: seen.deletion_protection,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: seen.final_snapshot_name,
        autoMinorVersionUpgrade: true,
        applyImmediately: false,
        tags,
        // What it was restored from is history: a changed name must not make another database.
        lifecycle: { preventDestroy: true, ignoreChanges: ["snapshot_identifier", "engine_version"] },
        dependsOn: [...before, ...logs],
      }),
  );
}
