import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group/index.js";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook/index.js";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy/index.js";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule/index.js";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import { addBlocksOf } from "../../core/nested-blocks.js";
import type { Seen } from "./role.js";

/** Declares the auto scaling group over all zones, which replaces its instances step by step and takes that back at an alarm. */
export function declareGroup(scope: Construct, seen: Seen, template: LaunchTemplate): AutoscalingGroup {
  const { name } = seen;
  const group = new AutoscalingGroup(scope, "aws_autoscaling_group.this", {
    name,
    vpcZoneIdentifier: listOf(seen.subnet_ids),
    minSize: seen.min_size,
    maxSize: seen.max_size,
    healthCheckType: "ELB",
    healthCheckGracePeriod: seen.health_check_grace_seconds,
    targetGroupArns: listOf(seen.target_group_arns),
    capacityRebalance: true,
    defaultInstanceWarmup: seen.health_check_grace_seconds,
    enabledMetrics: [
      "GroupDesiredCapacity",
      "GroupInServiceInstances",
      "GroupMaxSize",
      "GroupMinSize",
      "GroupPendingInstances",
      "GroupTerminatingInstances",
      "GroupTotalInstances",
    ],
    terminationPolicies: ["OldestLaunchTemplate", "Default"],
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: seen.on_demand_base,
        onDemandPercentageAboveBaseCapacity: seen.on_demand_percentage,
        onDemandAllocationStrategy: "prioritized",
        spotAllocationStrategy: "price-capacity-optimized",
      },
      launchTemplate: {
        launchTemplateSpecification: {
          launchTemplateId: template.id,
          version: template.interpolationForAttribute("latest_version").toString(),
        },
      },
    },
    instanceRefresh: {
      strategy: "Rolling",
      preferences: {
        minHealthyPercentage: 100,
        maxHealthyPercentage: 200,
        autoRollback: true,
        skipMatching: true,
      },
    },
    // Scaling is the group's own business between its bounds.
    lifecycle: { ignoreChanges: ["desired_capacity"] },
  });
  addBlocksOf(group, "tag", tagged(seen.tags, { Name: name }), (key, value) => ({
    key,
    value,
    propagate_at_launch: true,
  }));
  seen.instance_types.blocks(group, "mixed_instances_policy.launch_template.override", ({ value }) => ({
    instance_type: value.instance_type,
    weighted_capacity: value.weight,
  }));
  seen.rollback.blocks(group, "instance_refresh.preferences.alarm_specification", ({ value }) => ({
    alarms: value.alarm_names,
  }));
  declareScaling(scope, seen, group);
  return group;
}

function declareScaling(scope: Construct, seen: Seen, group: AutoscalingGroup): void {
  const { name, requests_per_target, schedules } = seen;
  new AutoscalingPolicy(scope, "aws_autoscaling_policy.cpu", {
    name: `${name}-cpu`,
    autoscalingGroupName: group.name,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      targetValue: seen.target_cpu_percent,
    },
  });
  requests_per_target.each(
    ({ id, loop, value }) =>
      new AutoscalingPolicy(scope, id("aws_autoscaling_policy.requests"), {
        ...loop,
        name: `${name}-requests`,
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: "ALBRequestCountPerTarget",
            resourceLabel: value.resource_label,
          },
          targetValue: value.requests,
        },
      }),
  );
  schedules.each(
    ({ id, loop, key, value }) =>
      new AutoscalingSchedule(scope, id("aws_autoscaling_schedule.this"), {
        ...loop,
        scheduledActionName: key,
        autoscalingGroupName: group.name,
        recurrence: value.recurrence,
        timeZone: "Etc/UTC",
        minSize: value.min_size,
        maxSize: value.max_size,
        desiredCapacity: value.desired_capacity,
      }),
  );
  new AutoscalingLifecycleHook(scope, "aws_autoscaling_lifecycle_hook.drain", {
    name: `${name}-drain`,
    autoscalingGroupName: group.name,
    lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    heartbeatTimeout: seen.drain_seconds,
    defaultResult: "CONTINUE",
  });
}
