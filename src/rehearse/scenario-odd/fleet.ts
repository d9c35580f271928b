import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
  EnableMetricsCollectionCommand,
  PutLifecycleHookCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { makeTemplates } from "./fleet-templates.js";
import type { OddScene } from "./odd.js";

const trackCpu = {
  PolicyName: "cpu",
  PolicyType: "TargetTrackingScaling",
  TargetTrackingConfiguration: {
    TargetValue: 50,
    PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
  },
} as const;

/** Templates, a configuration, and groups of each kind with their policies and schedules; one runs an instance. */
export async function makeFleet(scene: OddScene): Promise<void> {
  const templateIds = await makeTemplates(scene);
  const scaling = new AutoScalingClient(scene.config);
  await makeSlashed(scaling, scene, templateIds.bare);
  await makeWorkers(scaling, scene);
  await makeMixed(scaling, scene, templateIds.full);
  scaling.destroy();
}

/** Its name has a slash, which the provider takes for the border between a group and its policy. */
async function makeSlashed(scaling: AutoScalingClient, { record, network }: OddScene, templateId: string) {
  const AutoScalingGroupName = "web fleet/1";
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      LaunchTemplate: { LaunchTemplateId: templateId, Version: "$Latest" },
      MinSize: 0,
      MaxSize: 2,
      DesiredCapacity: 0,
      VPCZoneIdentifier: network.subnetIds.slice(0, 2).join(","),
    }),
  );
  record.note("legacy", "aws_autoscaling_group", AutoScalingGroupName);
  await scaling.send(new PutScalingPolicyCommand({ AutoScalingGroupName, ...trackCpu }));
  record.noteLeftOut("aws_autoscaling_policy", `${AutoScalingGroupName}/cpu`);
  await scaling.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName,
      ScheduledActionName: "night",
      Recurrence: "0 22 * * *",
      MinSize: 0,
      MaxSize: 0,
    }),
  );
  record.noteLeftOut("aws_autoscaling_schedule", `${AutoScalingGroupName}/night`);
}

/** A group by a launch configuration, with an instance that is the group's own. */
async function makeWorkers(scaling: AutoScalingClient, { record, network }: OddScene) {
  const LaunchConfigurationName = "workers (2016)";
  await scaling.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName,
      ImageId: "ami-12c6146b",
      InstanceType: "t2.small",
      SecurityGroups: [network.groups.selfId],
      UserData: Buffer.from("#!/bin/sh\necho größe ${HOME}\n").toString("base64"),
      SpotPrice: "0.05",
      InstanceMonitoring: { Enabled: false },
    }),
  );
  record.note("legacy", "aws_launch_configuration", LaunchConfigurationName);
  const AutoScalingGroupName = "workers — blau";
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      LaunchConfigurationName,
      MinSize: 1,
      MaxSize: 5,
      DesiredCapacity: 1,
      DefaultCooldown: 61,
      HealthCheckType: "EC2",
      HealthCheckGracePeriod: 0,
      VPCZoneIdentifier: network.subnetIds[1],
      TerminationPolicies: ["OldestInstance", "Default"],
      NewInstancesProtectedFromScaleIn: true,
      Tags: [
        { Key: "Name", Value: "worker №1", PropagateAtLaunch: true },
        { Key: "team", Value: "", PropagateAtLaunch: false },
      ],
    }),
  );
  record.note("legacy", "aws_autoscaling_group", AutoScalingGroupName);
  await scaling.send(new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: ["AZRebalance"] }));
  await scaling.send(
    new EnableMetricsCollectionCommand({
      AutoScalingGroupName,
      Granularity: "1Minute",
      Metrics: ["GroupMinSize", "GroupTotalInstances"],
    }),
  );
  const { AutoScalingGroups } = await scaling.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [AutoScalingGroupName] }),
  );
  record.noteLeftOut("aws_instance", AutoScalingGroups?.[0]?.Instances?.[0]?.InstanceId);
  const policies = [
    trackCpu,
    {
      PolicyName: "up by / one",
      PolicyType: "SimpleScaling",
      AdjustmentType: "ChangeInCapacity",
      ScalingAdjustment: 1,
      Cooldown: 90,
    },
    {
      PolicyName: "steps",
      PolicyType: "StepScaling",
      AdjustmentType: "PercentChangeInCapacity",
      MetricAggregationType: "Maximum",
      MinAdjustmentMagnitude: 2,
      EstimatedInstanceWarmup: 120,
      StepAdjustments: [
        { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10.5, ScalingAdjustment: 10 },
        { MetricIntervalLowerBound: 10.5, ScalingAdjustment: 30 },
      ],
    },
  ];
  for (const policy of policies) {
    await scaling.send(new PutScalingPolicyCommand({ AutoScalingGroupName, ...policy }));
    record.note("legacy", "aws_autoscaling_policy", `${AutoScalingGroupName}/${policy.PolicyName}`);
  }
  const hook = { LifecycleHookName: "drain_first", HeartbeatTimeout: 301, NotificationMetadata: "ü ${x}" };
  await scaling.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName,
      ...hook,
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      DefaultResult: "CONTINUE",
    }),
  );
  record.note("legacy", "aws_autoscaling_lifecycle_hook", `${AutoScalingGroupName}/${hook.LifecycleHookName}`);
  await scaling.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName,
      ScheduledActionName: "every night",
      Recurrence: "0 22 * * *",
      TimeZone: "Europe/Berlin",
      MinSize: 0,
      MaxSize: 1,
      DesiredCapacity: 0,
    }),
  );
  record.note("legacy", "aws_autoscaling_schedule", `${AutoScalingGroupName}/every night`);
}

/** A group of several instance types, bought in part on the spot market. */
async function makeMixed(scaling: AutoScalingClient, { record, network }: OddScene, templateId: string) {
  const AutoScalingGroupName = "mixed";
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      MinSize: 0,
      MaxSize: 3,
      DesiredCapacity: 0,
      CapacityRebalance: true,
      VPCZoneIdentifier: network.subnetIds[0],
      MixedInstancesPolicy: {
        InstancesDistribution: {
          OnDemandAllocationStrategy: "prioritized",
          OnDemandBaseCapacity: 1,
          OnDemandPercentageAboveBaseCapacity: 25,
          SpotAllocationStrategy: "capacity-optimized",
        },
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateId: templateId, Version: "1" },
          Overrides: [{ InstanceType: "t3.small", WeightedCapacity: "1" }, { InstanceType: "m5.large" }],
        },
      },
    }),
  );
  record.note("legacy", "aws_autoscaling_group", AutoScalingGroupName);
}
