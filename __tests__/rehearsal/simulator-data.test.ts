import * as ec2 from "@aws-sdk/client-ec2";
import * as efs from "@aws-sdk/client-efs";
import * as elasticache from "@aws-sdk/client-elasticache";
import * as rds from "@aws-sdk/client-rds";
import { describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();

describe("a file system", () => {
  it("keeps a backup policy that is put later", async () => {
    const client = new efs.EFSClient(simulator().sdkConfig());
    const { FileSystemId } = await client.send(new efs.CreateFileSystemCommand({ CreationToken: "a" }));
    await client.send(new efs.PutBackupPolicyCommand({ FileSystemId, BackupPolicy: { Status: "ENABLED" } }));
    const { BackupPolicy } = await client.send(new efs.DescribeBackupPolicyCommand({ FileSystemId }));
    expect(BackupPolicy).toEqual({ Status: "ENABLED" });
  });
});

describe("a database subnet group", () => {
  it("is answered by its name, as an import asks for it", async () => {
    const network = new ec2.EC2Client(simulator().sdkConfig());
    const { Vpc } = await network.send(new ec2.CreateVpcCommand({ CidrBlock: "10.6.0.0/16" }));
    const subnet = async (index: number) => {
      const { Subnet } = await network.send(
        new ec2.CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: `10.6.${index}.0/24` }),
      );
      return Subnet?.SubnetId ?? "";
    };
    const SubnetIds = [await subnet(0), await subnet(1)];
    const client = new rds.RDSClient(simulator().sdkConfig());
    const DBSubnetGroupName = "both zones.1";
    await client.send(
      new rds.CreateDBSubnetGroupCommand({ DBSubnetGroupName, DBSubnetGroupDescription: "d", SubnetIds }),
    );
    const { DBSubnetGroups } = await client.send(new rds.DescribeDBSubnetGroupsCommand({ DBSubnetGroupName }));
    expect(DBSubnetGroups?.map((each) => [each.DBSubnetGroupName, each.Subnets?.length])).toEqual([
      [DBSubnetGroupName, 2],
    ]);
  });
});

describe("a database instance", () => {
  it("has the certificate authority that RDS has chosen, unless another is", async () => {
    const client = new rds.RDSClient(simulator().sdkConfig());
    const made = async (DBInstanceIdentifier: string, CACertificateIdentifier?: string) => {
      const { DBInstance } = await client.send(
        new rds.CreateDBInstanceCommand({
          DBInstanceIdentifier,
          DBInstanceClass: "db.t4g.micro",
          Engine: "postgres",
          AllocatedStorage: 20,
          MasterUsername: "somebody",
          MasterUserPassword: "of-no-account",
          ...(CACertificateIdentifier && { CACertificateIdentifier }),
        }),
      );
      return DBInstance?.CACertificateIdentifier;
    };
    expect(await made("chosen-by-rds")).toBe("rds-ca-rsa2048-g1");
    expect(await made("chosen", "rds-ca-rsa4096-g1")).toBe("rds-ca-rsa4096-g1");
  });
});

describe("a cache cluster", () => {
  it("takes minor versions by itself unless it is told not to", async () => {
    const client = new elasticache.ElastiCacheClient(simulator().sdkConfig());
    for (const [id, given] of [["yes"], ["no", false]] as const) {
      await client.send(
        new elasticache.CreateCacheClusterCommand({
          CacheClusterId: id,
          Engine: "redis",
          CacheNodeType: "cache.t3.micro",
          NumCacheNodes: 1,
          ...(given === undefined ? {} : { AutoMinorVersionUpgrade: given }),
        }),
      );
    }
    const { CacheClusters } = await client.send(new elasticache.DescribeCacheClustersCommand({}));
    expect(CacheClusters?.map((each) => each.AutoMinorVersionUpgrade)).toEqual([true, false]);
  });
});

describe("a database parameter", () => {
  it("says that a user set it", async () => {
    const client = new rds.RDSClient(simulator().sdkConfig());
    const DBParameterGroupName = "own";
    await client.send(
      new rds.CreateDBParameterGroupCommand({
        DBParameterGroupName,
        DBParameterGroupFamily: "mysql8.0",
        Description: "d",
      }),
    );
    const parameter = { ParameterName: "slow_query_log", ParameterValue: "1", ApplyMethod: "immediate" } as const;
    await client.send(new rds.ModifyDBParameterGroupCommand({ DBParameterGroupName, Parameters: [parameter] }));
    const { Parameters } = await client.send(new rds.DescribeDBParametersCommand({ DBParameterGroupName }));
    expect(Parameters).toEqual([{ ...parameter, Source: "user" }]);
  });
});

describe("a database cluster", () => {
  it("has a scaling configuration only where its engine mode is serverless", async () => {
    const client = new rds.RDSClient(simulator().sdkConfig());
    for (const EngineMode of ["provisioned", "serverless"]) {
      await client.send(
        new rds.CreateDBClusterCommand({
          DBClusterIdentifier: EngineMode,
          Engine: "aurora-mysql",
          EngineMode,
          MasterUsername: "someone",
          MasterUserPassword: "not-a-real-one",
        }),
      );
    }
    const { DBClusters } = await client.send(new rds.DescribeDBClustersCommand({}));
    expect(DBClusters?.map(({ ScalingConfigurationInfo }) => ScalingConfigurationInfo !== undefined)).toEqual([
      false,
      true,
    ]);
  });
});
