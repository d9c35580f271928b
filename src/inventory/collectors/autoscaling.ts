import {
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  DescribeLaunchConfigurationsCommand,
  DescribeLifecycleHooksCommand,
  DescribePoliciesCommand,
  DescribeScheduledActionsCommand,
  type LaunchConfiguration,
  type LifecycleHook,
  type ScalingPolicy,
  type ScheduledUpdateGroupAction,
} from "@aws-sdk/client-auto-scaling";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, listing } from "../collector.js";
import { keep, lastPart, links, partOf, tagsOf } from "../describe.js";
import { byNextToken, onePage } from "../paging.js";
import { scanUserData } from "../secrets.js";

const lifecycleHooks = defineCollector<LifecycleHook, Record<never, never>, AutoScalingGroup>({
  name: "autoscaling:lifecycle-hooks",
  service: "autoscaling",
  scope: "regional",
  list: listing(call("autoscaling", "autoscaling:DescribeLifecycleHooks", DescribeLifecycleHooksCommand), {
    input: ({ AutoScalingGroupName }: AutoScalingGroup) => ({ AutoScalingGroupName }),
    items: ({ LifecycleHooks }) => LifecycleHooks,
    next: onePage,
  }),
  label: ({ LifecycleHookName }) => `lifecycle hook ${LifecycleHookName}`,
  types: {
    aws_autoscaling_lifecycle_hook: ({ item }) => [
      {
        id: `${item.AutoScalingGroupName}/${item.LifecycleHookName}`,
        attributes: keep(item, [
          "LifecycleHookName",
          "LifecycleTransition",
          "DefaultResult",
          "HeartbeatTimeout",
          "NotificationMetadata",
          "NotificationTargetARN",
          "RoleARN",
        ]),
        links: [
          ...partOf("autoscaling_group_name", "aws_autoscaling_group", item.AutoScalingGroupName),
          ...links("role_arn", "aws_iam_role", lastPart(item.RoleARN)),
        ],
      },
    ],
  },
});

export const groups = defineCollector<AutoScalingGroup>({
  name: "autoscaling:groups",
  service: "autoscaling",
  scope: "regional",
  list: listing(call("autoscaling", "autoscaling:DescribeAutoScalingGroups", DescribeAutoScalingGroupsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ AutoScalingGroups }) => AutoScalingGroups,
    next: byNextToken,
  }),
  label: ({ AutoScalingGroupName }) => `auto scaling group ${AutoScalingGroupName}`,
  types: {
    aws_autoscaling_group: ({ item }) => [
      {
        id: item.AutoScalingGroupName ?? "",
        attributes: {
          ...keep(item, [
            "AutoScalingGroupARN",
            "MinSize",
            "MaxSize",
            "DesiredCapacity",
            "DesiredCapacityType",
            "DefaultCooldown",
            "DefaultInstanceWarmup",
            "HealthCheckType",
            "HealthCheckGracePeriod",
            "LaunchConfigurationName",
            "LaunchTemplate",
            "MixedInstancesPolicy",
            "TerminationPolicies",
            "CapacityRebalance",
            "Context",
            "MaxInstanceLifetime",
            "PlacementGroup",
            "NewInstancesProtectedFromScaleIn",
            "InstanceMaintenancePolicy",
            "AvailabilityZoneDistribution",
            "WarmPoolConfiguration",
            "CapacityReservationSpecification",
          ]),
          ...(item.VPCZoneIdentifier ? {} : keep(item, ["AvailabilityZones"])),
          Metrics: (item.EnabledMetrics ?? []).map(({ Metric = "" }) => Metric).sort(),
          SuspendedProcesses: (item.SuspendedProcesses ?? []).map(({ ProcessName = "" }) => ProcessName).sort(),
          // Whether an instance gets the tag is told here alone.
          PropagatedTags: (item.Tags ?? []).flatMap(({ Key, PropagateAtLaunch }) =>
            Key && PropagateAtLaunch ? [Key] : [],
          ),
        },
        tags: tagsOf(item.Tags),
        links: [
          ...links("vpc_zone_identifier", "aws_subnet", item.VPCZoneIdentifier?.split(",").filter(Boolean)),
          ...links("launch_configuration", "aws_launch_configuration", item.LaunchConfigurationName),
          ...links(
            "launch_template",
            "aws_launch_template",
            (item.LaunchTemplate ?? item.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification)
              ?.LaunchTemplateId,
          ),
          ...links("load_balancers", "aws_elb", item.LoadBalancerNames),
          ...links("target_group_arns", "aws_lb_target_group", item.TargetGroupARNs),
        ],
      },
    ],
  },
  children: [lifecycleHooks],
});

export const launchConfigurations = defineCollector<LaunchConfiguration>({
  name: "autoscaling:launch-configurations",
  service: "autoscaling",
  scope: "regional",
  list: listing(call("autoscaling", "autoscaling:DescribeLaunchConfigurations", DescribeLaunchConfigurationsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ LaunchConfigurations }) => LaunchConfigurations,
    next: byNextToken,
  }),
  label: ({ LaunchConfigurationName }) => `launch configuration ${LaunchConfigurationName}`,
  types: {
    aws_launch_configuration: ({ item }) => {
      const scanned = item.UserData ? scanUserData(item.UserData) : undefined;
      return [
        {
          id: item.LaunchConfigurationName ?? "",
          attributes: {
            ...keep(item, [
              "LaunchConfigurationARN",
              "ImageId",
              "InstanceType",
              "KeyName",
              "IamInstanceProfile",
              "SpotPrice",
              "PlacementTenancy",
              "InstanceMonitoring",
            ]),
            ...scanned?.attributes,
          },
          links: [
            ...links("image_id", "aws_ami", item.ImageId),
            ...links("security_groups", "aws_security_group", item.SecurityGroups),
            ...links("iam_instance_profile", "aws_iam_instance_profile", item.IamInstanceProfile?.split("/").at(-1)),
          ],
          ...(scanned && { findings: scanned.findings }),
        },
      ];
    },
  },
});

export const scalingPolicies = defineCollector<ScalingPolicy>({
  name: "autoscaling:policies",
  service: "autoscaling",
  scope: "regional",
  list: listing(call("autoscaling", "autoscaling:DescribePolicies", DescribePoliciesCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ ScalingPolicies }) => ScalingPolicies,
    next: byNextToken,
  }),
  label: ({ PolicyName }) => `scaling policy ${PolicyName}`,
  types: {
    aws_autoscaling_policy: ({ item }) => [
      {
        id: `${item.AutoScalingGroupName}/${item.PolicyName}`,
        attributes: keep(item, [
          "PolicyName",
          "PolicyARN",
          "PolicyType",
          "Enabled",
          "AdjustmentType",
          "ScalingAdjustment",
          "Cooldown",
          "MinAdjustmentMagnitude",
          "MetricAggregationType",
          "StepAdjustments",
          "EstimatedInstanceWarmup",
          "TargetTrackingConfiguration",
          "PredictiveScalingConfiguration",
        ]),
        links: partOf("autoscaling_group_name", "aws_autoscaling_group", item.AutoScalingGroupName),
      },
    ],
  },
});

export const schedules = defineCollector<ScheduledUpdateGroupAction>({
  name: "autoscaling:schedules",
  service: "autoscaling",
  scope: "regional",
  list: listing(call("autoscaling", "autoscaling:DescribeScheduledActions", DescribeScheduledActionsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ ScheduledUpdateGroupActions }) => ScheduledUpdateGroupActions,
    next: byNextToken,
  }),
  label: ({ ScheduledActionName }) => `scheduled action ${ScheduledActionName}`,
  types: {
    aws_autoscaling_schedule: ({ item }) => [
      {
        id: `${item.AutoScalingGroupName}/${item.ScheduledActionName}`,
        attributes: keep(item, [
          "ScheduledActionName",
          "Recurrence",
          "MinSize",
          "MaxSize",
          "DesiredCapacity",
          "TimeZone",
          "StartTime",
          "EndTime",
        ]),
        links: partOf("autoscaling_group_name", "aws_autoscaling_group", item.AutoScalingGroupName),
      },
    ],
  },
});

export const autoscaling: readonly AnyCollector[] = [groups, launchConfigurations, scalingPolicies, schedules];
