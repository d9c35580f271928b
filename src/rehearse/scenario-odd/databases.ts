import {
  CreateDBClusterCommand,
  CreateDBClusterParameterGroupCommand,
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBParameterGroupCommand,
  CreateDBSnapshotCommand,
  CreateDBSubnetGroupCommand,
  ModifyDBParameterGroupCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** Nobody can log on with it: the simulator runs no database. */
const simulatedPassword = "not-a-real-one";

/** A database with unusual settings, a second without any, a cluster, and their groups. */
export async function makeDatabases({ config, record, network }: OddScene): Promise<void> {
  const rds = new RDSClient(config);
  await rds.send(
    new CreateDBSubnetGroupCommand({
      DBSubnetGroupName: "odd subnets.1",
      DBSubnetGroupDescription: "Both zones, since 2017",
      SubnetIds: network.subnetIds.slice(0, 2),
      Tags: tags({ Name: "db / subnets" }),
    }),
  );
  record.note("inherited", "aws_db_subnet_group", "odd subnets.1");
  await rds.send(
    new CreateDBParameterGroupCommand({
      DBParameterGroupName: "odd-mysql",
      DBParameterGroupFamily: "mysql8.0",
      Description: "slow queries",
      Tags: tags({ team: "data" }),
    }),
  );
  record.note("inherited", "aws_db_parameter_group", "odd-mysql");
  await rds.send(
    new ModifyDBParameterGroupCommand({
      DBParameterGroupName: "odd-mysql",
      Parameters: [
        { ParameterName: "slow_query_log", ParameterValue: "1", ApplyMethod: "immediate" },
        { ParameterName: "lower_case_table_names", ParameterValue: "1", ApplyMethod: "pending-reboot" },
      ],
    }),
  );
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: "odd-main-db",
      DBInstanceClass: "db.t3.medium",
      Engine: "mysql",
      EngineVersion: "8.0.35",
      MasterUsername: "root_user",
      MasterUserPassword: simulatedPassword,
      DBName: "shop",
      AllocatedStorage: 21,
      MaxAllocatedStorage: 100,
      StorageType: "gp2",
      Port: 3307,
      DBSubnetGroupName: "odd subnets.1",
      DBParameterGroupName: "odd-mysql",
      VpcSecurityGroupIds: [network.groups.leftId, network.groups.rightId],
      BackupRetentionPeriod: 3,
      CopyTagsToSnapshot: true,
      DeletionProtection: true,
      AutoMinorVersionUpgrade: false,
      EnableCloudwatchLogsExports: ["error", "slowquery"],
      EnableIAMDatabaseAuthentication: true,
      Tags: tags({ Name: "main db", "a:b": "c=d" }),
    }),
  );
  record.note("inherited", "aws_db_instance", "odd-main-db");
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: "bare",
      DBInstanceClass: "db.t3.micro",
      Engine: "postgres",
      EngineVersion: "15.4",
      MasterUsername: "postgres",
      MasterUserPassword: simulatedPassword,
      AllocatedStorage: 20,
      DBSubnetGroupName: "odd subnets.1",
    }),
  );
  record.note("inherited", "aws_db_instance", "bare");
  await rds.send(
    new CreateDBClusterParameterGroupCommand({
      DBClusterParameterGroupName: "odd-aurora",
      DBParameterGroupFamily: "aurora-mysql8.0",
      Description: "Aurora",
    }),
  );
  record.note("inherited", "aws_rds_cluster_parameter_group", "odd-aurora");
  await rds.send(
    new CreateDBClusterCommand({
      DBClusterIdentifier: "odd-cluster",
      Engine: "aurora-mysql",
      EngineVersion: "8.0.mysql_aurora.3.04.0",
      DatabaseName: "orders",
      MasterUsername: "admin_user",
      MasterUserPassword: simulatedPassword,
      DBSubnetGroupName: "odd subnets.1",
      DBClusterParameterGroupName: "odd-aurora",
      VpcSecurityGroupIds: [network.groups.selfId],
      CopyTagsToSnapshot: true,
      DeletionProtection: true,
      StorageEncrypted: true,
      Tags: tags({ Name: "cluster" }),
    }),
  );
  record.note("inherited", "aws_rds_cluster", "odd-cluster");
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: "odd-cluster-1",
      DBClusterIdentifier: "odd-cluster",
      DBInstanceClass: "db.r5.large",
      Engine: "aurora-mysql",
      PromotionTier: 2,
    }),
  );
  record.note("inherited", "aws_rds_cluster_instance", "odd-cluster-1");
  const byHand = { DBSnapshotIdentifier: "before-the-upgrade", DBInstanceIdentifier: "odd-main-db" };
  await rds.send(new CreateDBSnapshotCommand({ ...byHand, Tags: tags({ Name: "keep / for ever" }) }));
  record.note("inherited", "aws_db_snapshot", byHand.DBSnapshotIdentifier);
  const ofCluster = { DBClusterSnapshotIdentifier: "cluster-by-hand", DBClusterIdentifier: "odd-cluster" };
  await rds.send(new CreateDBClusterSnapshotCommand(ofCluster));
  record.note("inherited", "aws_db_cluster_snapshot", ofCluster.DBClusterSnapshotIdentifier);
  rds.destroy();
}
