import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import * as efs from "@aws-sdk/client-efs";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as elasticache from "@aws-sdk/client-elasticache";
import * as kms from "@aws-sdk/client-kms";
import * as rds from "@aws-sdk/client-rds";
import * as route53 from "@aws-sdk/client-route-53";
import * as s3 from "@aws-sdk/client-s3";
import * as sfn from "@aws-sdk/client-sfn";
import * as sqs from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ accountId: "111122223333", seed: 1, env: process.env });
});
afterAll(async () => {
  await simulator?.stop();
});

describe("a bucket", () => {
  it("says that it tells EventBridge about its events", async () => {
    const client = new s3.S3Client(simulator.sdkConfig());
    const Bucket = "events";
    await client.send(
      new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }),
    );
    const read = () => client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
    expect((await read()).EventBridgeConfiguration).toBeUndefined();
    await client.send(
      new s3.PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    expect((await read()).EventBridgeConfiguration).toEqual({});
  });
});

describe("a file system", () => {
  it("keeps a backup policy that is put later", async () => {
    const client = new efs.EFSClient(simulator.sdkConfig());
    const { FileSystemId } = await client.send(new efs.CreateFileSystemCommand({ CreationToken: "a" }));
    await client.send(new efs.PutBackupPolicyCommand({ FileSystemId, BackupPolicy: { Status: "ENABLED" } }));
    const { BackupPolicy } = await client.send(new efs.DescribeBackupPolicyCommand({ FileSystemId }));
    expect(BackupPolicy).toEqual({ Status: "ENABLED" });
  });
});

describe("a cache cluster", () => {
  it("takes minor versions by itself unless it is told not to", async () => {
    const client = new elasticache.ElastiCacheClient(simulator.sdkConfig());
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
    const client = new rds.RDSClient(simulator.sdkConfig());
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
    const client = new rds.RDSClient(simulator.sdkConfig());
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

describe("a load balancer", () => {
  let subnetIds: string[];
  beforeAll(async () => {
    const client = new ec2.EC2Client(simulator.sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.7.0.0/16" }));
    const make = async (index: number, zone: string) => {
      const { Subnet } = await client.send(
        new ec2.CreateSubnetCommand({
          VpcId: Vpc?.VpcId,
          CidrBlock: `10.7.${index}.0/24`,
          AvailabilityZone: `eu-west-1${zone}`,
        }),
      );
      return Subnet?.SubnetId ?? "";
    };
    subnetIds = [await make(0, "a"), await make(1, "b")];
  });

  it("answers every attribute of its type, with AWS's defaults", async () => {
    const client = new elbv2.ElasticLoadBalancingV2Client(simulator.sdkConfig());
    const attributesOf = async (Type: elbv2.LoadBalancerTypeEnum) => {
      const { LoadBalancers } = await client.send(
        new elbv2.CreateLoadBalancerCommand({ Name: Type, Type, Subnets: subnetIds }),
      );
      const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
      const { Attributes } = await client.send(new elbv2.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
      return Object.fromEntries((Attributes ?? []).map(({ Key, Value }) => [Key, Value]));
    };
    expect(await attributesOf("application")).toMatchObject({
      "client_keep_alive.seconds": "3600",
      "idle_timeout.timeout_seconds": "60",
      "load_balancing.cross_zone.enabled": "true",
      "routing.http.desync_mitigation_mode": "defensive",
      "routing.http.xff_header_processing.mode": "append",
      "routing.http2.enabled": "true",
    });
    const network = await attributesOf("network");
    expect(network).toMatchObject({
      "dns_record.client_routing_policy": "any_availability_zone",
      "load_balancing.cross_zone.enabled": "false",
    });
    expect(Object.keys(network).filter((key) => key.startsWith("routing."))).toEqual([]);
  });

  it("of the classic kind says what its stickiness policies say", async () => {
    const client = new elb.ElasticLoadBalancingClient(simulator.sdkConfig());
    const LoadBalancerName = "sticky";
    await client.send(
      new elb.CreateLoadBalancerCommand({
        LoadBalancerName,
        Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
        Subnets: subnetIds,
      }),
    );
    await client.send(
      new elb.CreateAppCookieStickinessPolicyCommand({ LoadBalancerName, PolicyName: "app", CookieName: "sid" }),
    );
    await client.send(
      new elb.CreateLBCookieStickinessPolicyCommand({ LoadBalancerName, PolicyName: "lb", CookieExpirationPeriod: 60 }),
    );
    const { PolicyDescriptions } = await client.send(
      new elb.DescribeLoadBalancerPoliciesCommand({ LoadBalancerName, PolicyNames: ["app", "lb"] }),
    );
    expect(PolicyDescriptions?.map(({ PolicyAttributeDescriptions }) => PolicyAttributeDescriptions)).toEqual([
      [{ AttributeName: "CookieName", AttributeValue: "sid" }],
      [{ AttributeName: "CookieExpirationPeriod", AttributeValue: "60" }],
    ]);
  });
});

describe("a key", () => {
  it("encrypts and decrypts unless it is made for something else", async () => {
    const client = new kms.KMSClient(simulator.sdkConfig());
    const { KeyMetadata } = await client.send(new kms.CreateKeyCommand({}));
    const described = await client.send(new kms.DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId }));
    expect(described.KeyMetadata?.KeyUsage).toBe("ENCRYPT_DECRYPT");
  });
});

describe("a key that a service makes for itself", () => {
  it("is AWS's", async () => {
    const tables = new dynamodb.DynamoDBClient(simulator.sdkConfig());
    const { TableDescription } = await tables.send(
      new dynamodb.CreateTableCommand({
        TableName: "encrypted",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        SSESpecification: { Enabled: true },
      }),
    );
    const client = new kms.KMSClient(simulator.sdkConfig());
    const KeyId = TableDescription?.SSEDescription?.KMSMasterKeyArn;
    const { KeyMetadata } = await client.send(new kms.DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.KeyManager).toBe("AWS");
  });
});

describe("a queue", () => {
  it("answers its redrive policy as compact JSON", async () => {
    const client = new sqs.SQSClient(simulator.sdkConfig());
    await client.send(new sqs.CreateQueueCommand({ QueueName: "dead" }));
    const policy = JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead",
      maxReceiveCount: 3,
    });
    const { QueueUrl } = await client.send(
      new sqs.CreateQueueCommand({ QueueName: "live", Attributes: { RedrivePolicy: policy } }),
    );
    const { Attributes } = await client.send(
      new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["RedrivePolicy"] }),
    );
    expect(Attributes?.RedrivePolicy).toBe(policy);
  });
});

describe("a state machine", () => {
  it("may be validated beforehand, and has no versions until one is published", async () => {
    const client = new sfn.SFNClient(simulator.sdkConfig());
    const definition = JSON.stringify({ StartAt: "End", States: { End: { Type: "Succeed" } } });
    expect(await client.send(new sfn.ValidateStateMachineDefinitionCommand({ definition }))).toMatchObject({
      result: "OK",
      diagnostics: [],
    });
    const stateMachineArn = "arn:aws:states:eu-west-1:111122223333:stateMachine:any";
    const { stateMachineVersions } = await client.send(new sfn.ListStateMachineVersionsCommand({ stateMachineArn }));
    expect(stateMachineVersions).toEqual([]);
  });
});

describe("a NAT gateway", () => {
  it("is public unless it is made otherwise", async () => {
    const client = new ec2.EC2Client(simulator.sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.8.0.0/16" }));
    const { Subnet } = await client.send(new ec2.CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: "10.8.0.0/24" }));
    const { AllocationId } = await client.send(new ec2.AllocateAddressCommand({ Domain: "vpc" }));
    const { NatGateway } = await client.send(
      new ec2.CreateNatGatewayCommand({ SubnetId: Subnet?.SubnetId, AllocationId }),
    );
    expect(NatGateway?.ConnectivityType).toBe("public");
  });
});

describe("a wildcard record", () => {
  it("is answered with its star escaped, and found from there", async () => {
    const client = new route53.Route53Client(simulator.sdkConfig());
    const { HostedZone } = await client.send(
      new route53.CreateHostedZoneCommand({ Name: "star.test", CallerReference: "1" }),
    );
    const HostedZoneId = HostedZone?.Id;
    const ResourceRecordSet = {
      Name: "*.star.test",
      Type: "A" as const,
      TTL: 60,
      ResourceRecords: [{ Value: "10.0.0.1" }],
    };
    await client.send(
      new route53.ChangeResourceRecordSetsCommand({
        HostedZoneId,
        ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet }] },
      }),
    );
    const { ResourceRecordSets } = await client.send(
      new route53.ListResourceRecordSetsCommand({
        HostedZoneId,
        StartRecordName: "\\052.star.test.",
        StartRecordType: "A",
        MaxItems: 1,
      }),
    );
    expect(ResourceRecordSets?.[0]?.Name).toBe("\\052.star.test.");
  });
});
