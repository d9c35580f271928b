import * as scaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as ec2 from "@aws-sdk/client-ec2";
import * as ecr from "@aws-sdk/client-ecr";
import * as rds from "@aws-sdk/client-rds";
import { expect, it } from "vitest";
import { awsCaller } from "../support/aws-call.js";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();
const call = awsCaller(simulator);

it("a database instance answers how it is watched, by what it was made or changed with", async () => {
  const client = new rds.RDSClient(simulator().sdkConfig());
  const DBInstanceIdentifier = "watched";
  const MonitoringRoleArn = "arn:aws:iam::111122223333:role/monitoring";
  const read = async () =>
    (await client.send(new rds.DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances?.[0];
  await client.send(
    new rds.CreateDBInstanceCommand({
      DBInstanceIdentifier,
      DBInstanceClass: "db.t4g.medium",
      Engine: "postgres",
      MonitoringInterval: 60,
      MonitoringRoleArn,
      EnablePerformanceInsights: true,
    }),
  );
  expect(await read()).toMatchObject({
    MonitoringInterval: 60,
    MonitoringRoleArn,
    PerformanceInsightsEnabled: true,
    PerformanceInsightsRetentionPeriod: 7,
  });
  await client.send(
    new rds.ModifyDBInstanceCommand({
      DBInstanceIdentifier,
      MonitoringInterval: 15,
      PerformanceInsightsRetentionPeriod: 31,
    }),
  );
  expect(await read()).toMatchObject({ MonitoringInterval: 15, PerformanceInsightsRetentionPeriod: 31 });
});

it("an auto scaling group keeps its warm-up until -1 takes it away", async () => {
  const client = new scaling.AutoScalingClient(simulator().sdkConfig());
  const AutoScalingGroupName = "warm";
  const group = { AutoScalingGroupName, MinSize: 0, MaxSize: 0, AvailabilityZones: ["eu-west-1a"] };
  const read = async () =>
    (await client.send(new scaling.DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] })))
      .AutoScalingGroups?.[0]?.DefaultInstanceWarmup;
  await client.send(
    new scaling.CreateLaunchConfigurationCommand({
      LaunchConfigurationName: "any",
      ImageId: "ami-12c6146b",
      InstanceType: "t2.micro",
    }),
  );
  await client.send(
    new scaling.CreateAutoScalingGroupCommand({
      ...group,
      LaunchConfigurationName: "any",
      DefaultInstanceWarmup: 300,
    }),
  );
  expect(await read()).toBe(300);
  await client.send(new scaling.UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MaxSize: 1 }));
  expect(await read()).toBe(300);
  await client.send(new scaling.UpdateAutoScalingGroupCommand({ AutoScalingGroupName, DefaultInstanceWarmup: -1 }));
  expect(await read()).toBeUndefined();
});

it("a launch template's own tags are not those of what it launches", async () => {
  const client = new ec2.EC2Client(simulator().sdkConfig());
  const tagged = (ResourceType: ec2.ResourceType, Value: string) => ({ ResourceType, Tags: [{ Key: "for", Value }] });
  const { LaunchTemplate } = await client.send(
    new ec2.CreateLaunchTemplateCommand({
      LaunchTemplateName: "tagged",
      LaunchTemplateData: { TagSpecifications: [tagged("instance", "instances")] },
      TagSpecifications: [tagged("launch-template", "the template")],
    }),
  );
  expect(LaunchTemplate?.Tags).toEqual([{ Key: "for", Value: "the template" }]);
  const { LaunchTemplateVersions } = await client.send(
    new ec2.DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName: "tagged" }),
  );
  expect(LaunchTemplateVersions?.[0]?.LaunchTemplateData?.TagSpecifications).toEqual([tagged("instance", "instances")]);
});

it("a registry keeps rules and templates of what is pulled through it, by prefix", async () => {
  const client = new ecr.ECRClient(simulator().sdkConfig());
  await client.send(
    new ecr.CreatePullThroughCacheRuleCommand({ ecrRepositoryPrefix: "quay", upstreamRegistryUrl: "quay.io" }),
  );
  const described = await client.send(
    new ecr.DescribePullThroughCacheRulesCommand({ ecrRepositoryPrefixes: ["quay"] }),
  );
  expect(described.pullThroughCacheRules).toMatchObject([
    { ecrRepositoryPrefix: "quay", upstreamRegistryUrl: "quay.io", registryId: "111122223333" },
  ]);
  await expect(
    client.send(new ecr.DescribePullThroughCacheRulesCommand({ ecrRepositoryPrefixes: ["none"] })),
  ).rejects.toThrow(ecr.PullThroughCacheRuleNotFoundException);
  const template = { prefix: "quay", appliedFor: [ecr.RCTAppliedFor.PULL_THROUGH_CACHE] };
  await client.send(new ecr.CreateRepositoryCreationTemplateCommand(template));
  const updated = await client.send(
    new ecr.UpdateRepositoryCreationTemplateCommand({ prefix: "quay", description: "Images of quay.io" }),
  );
  expect(updated.repositoryCreationTemplate).toMatchObject({
    ...template,
    description: "Images of quay.io",
    imageTagMutability: "MUTABLE",
    encryptionConfiguration: { encryptionType: "AES256" },
  });
  await client.send(new ecr.DeleteRepositoryCreationTemplateCommand({ prefix: "quay" }));
  await expect(client.send(new ecr.DescribeRepositoryCreationTemplatesCommand({ prefixes: ["quay"] }))).rejects.toThrow(
    ecr.TemplateNotFoundException,
  );
});

it("an alarm over alarms is answered where it is asked for, metric alarms where nothing is", async () => {
  const client = new cloudwatch.CloudWatchClient(simulator().sdkConfig());
  await client.send(
    new cloudwatch.PutMetricAlarmCommand({
      AlarmName: "busy",
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Statistic: "Average",
      ComparisonOperator: "GreaterThanThreshold",
      Threshold: 80,
      Period: 60,
      EvaluationPeriods: 1,
    }),
  );
  const over = { AlarmName: "any", AlarmRule: 'ALARM("busy")', AlarmDescription: "Any of them" };
  await client.send(new cloudwatch.PutCompositeAlarmCommand(over));
  const asked = await client.send(new cloudwatch.DescribeAlarmsCommand({ AlarmTypes: ["CompositeAlarm"] }));
  expect(asked.CompositeAlarms).toMatchObject([over]);
  expect(asked.MetricAlarms ?? []).toEqual([]);
  const usual = await client.send(new cloudwatch.DescribeAlarmsCommand({}));
  expect(usual.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(["busy"]);
  expect(usual.CompositeAlarms ?? []).toEqual([]);
});

it("a log group answers its class, STANDARD unless given", async () => {
  const client = new logs.CloudWatchLogsClient(simulator().sdkConfig());
  await client.send(new logs.CreateLogGroupCommand({ logGroupName: "/class/usual" }));
  await client.send(
    new logs.CreateLogGroupCommand({ logGroupName: "/class/rare", logGroupClass: "INFREQUENT_ACCESS" }),
  );
  const { logGroups } = await client.send(new logs.DescribeLogGroupsCommand({ logGroupNamePrefix: "/class/" }));
  expect(logGroups?.map(({ logGroupName, logGroupClass }) => [logGroupName, logGroupClass])).toEqual([
    ["/class/rare", "INFREQUENT_ACCESS"],
    ["/class/usual", "STANDARD"],
  ]);
});

it("a Prometheus workspace answers the key that it was made with", async () => {
  const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";
  const workspaces = async (method: string, path: string, body?: object) =>
    (await call(["aps", method, `/workspaces${path}`], body)).body;
  const { workspaceId } = await workspaces("POST", "", { alias: "keyed", kmsKeyArn });
  expect((await workspaces("GET", `/${workspaceId}`)).workspace).toMatchObject({ alias: "keyed", kmsKeyArn });
  const other = await workspaces("POST", "", { alias: "plain" });
  expect((await workspaces("GET", `/${other.workspaceId}`)).workspace).not.toHaveProperty("kmsKeyArn");
});

it("two database instances have ids of their own, by which each is found", async () => {
  const client = new rds.RDSClient(simulator().sdkConfig());
  const make = async (DBInstanceIdentifier: string) => {
    const made = await client.send(
      new rds.CreateDBInstanceCommand({ DBInstanceIdentifier, DBInstanceClass: "db.t4g.medium", Engine: "postgres" }),
    );
    return made.DBInstance?.DbiResourceId ?? "";
  };
  const ids = [await make("first"), await make("second")];
  for (const [index, id] of ids.entries()) {
    expect(id).toMatch(/^db-[A-Z0-9]{26}$/);
    const found = await client.send(
      new rds.DescribeDBInstancesCommand({ Filters: [{ Name: "dbi-resource-id", Values: [id] }] }),
    );
    expect(found.DBInstances?.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)).toEqual([
      ["first", "second"][index],
    ]);
  }
});
