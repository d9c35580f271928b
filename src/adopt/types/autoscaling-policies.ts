import type { InventoryResource } from "../../domain/inventory.js";
import type { Json, JsonObject } from "../../domain/json.js";
import { at, block, blocks, linked, listAt } from "../answer.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, flag, number, text, unless } from "../rule.js";

/** The provider takes group and part apart at the first slash. */
const unfitBySlash = ({ links }: InventoryResource): string | undefined =>
  links.some(({ attribute, id }) => attribute === "autoscaling_group_name" && id.includes("/"))
    ? "the provider cannot import it: its group's name has a slash; declare it when the group is replaced"
    : undefined;

const dimensions = (answer: Json | undefined): readonly Value[] | undefined =>
  blocks(listAt(answer, "Dimensions"), (each) => block(each, ["Name", "Value"]));

const metricQueries = (answer: Json | undefined, list: string): readonly Value[] | undefined =>
  blocks(listAt(answer, list), (query) =>
    block(query, ["Id", "Expression", "Label", "ReturnData"], {
      metric_stat: block(at(query, "MetricStat"), ["Stat", "Unit", "Period"], {
        metric: block(at(query, "MetricStat.Metric"), ["MetricName", "Namespace"], {
          dimensions: dimensions(at(query, "MetricStat.Metric")),
        }),
      }),
    }),
  );

const targetTracking = (answer: Json | undefined): Value | undefined => {
  const custom = at(answer, "CustomizedMetricSpecification");
  return block(answer, ["TargetValue", "DisableScaleIn"], {
    predefined_metric_specification: block(at(answer, "PredefinedMetricSpecification"), [
      "PredefinedMetricType",
      "ResourceLabel",
    ]),
    customized_metric_specification: block(custom, ["MetricName", "Namespace", "Statistic", "Unit", "Period"], {
      metric_dimension: dimensions(custom),
      metrics: metricQueries(custom, "Metrics"),
    }),
  });
};

const predefined = (answer: JsonObject, field: string): Value | undefined =>
  block(at(answer, field), ["PredefinedMetricType", "ResourceLabel"]);

const customized = (answer: JsonObject, field: string): Value | undefined =>
  block({}, [], { metric_data_queries: metricQueries(at(answer, field), "MetricDataQueries") });

const predictive = (answer: Json | undefined): Value | undefined =>
  block(answer, ["Mode", "SchedulingBufferTime", "MaxCapacityBreachBehavior", "MaxCapacityBuffer"], {
    metric_specification: blocks(listAt(answer, "MetricSpecifications"), (each) =>
      block(each, ["TargetValue"], {
        predefined_metric_pair_specification: predefined(each, "PredefinedMetricPairSpecification"),
        predefined_scaling_metric_specification: predefined(each, "PredefinedScalingMetricSpecification"),
        predefined_load_metric_specification: predefined(each, "PredefinedLoadMetricSpecification"),
        customized_scaling_metric_specification: customized(each, "CustomizedScalingMetricSpecification"),
        customized_load_metric_specification: customized(each, "CustomizedLoadMetricSpecification"),
        customized_capacity_metric_specification: customized(each, "CustomizedCapacityMetricSpecification"),
      }),
    ),
  });

const policy: AdoptionRule = {
  type: "aws_autoscaling_policy",
  layer: "legacy",
  label: (resource, of) => `${of("autoscaling_group_name")} ${text(resource, "PolicyName")}`,
  unfit: unfitBySlash,
  configuration: (resource, { ref }) => {
    const { attributes } = resource;
    return {
      name: text(resource, "PolicyName"),
      autoscaling_group_name: ref("autoscaling_group_name", "name"),
      policy_type: unless(text(resource, "PolicyType"), "SimpleScaling"),
      enabled: unless(flag(resource, "Enabled"), true),
      adjustment_type: text(resource, "AdjustmentType"),
      scaling_adjustment: number(resource, "ScalingAdjustment"),
      cooldown: number(resource, "Cooldown"),
      min_adjustment_magnitude: number(resource, "MinAdjustmentMagnitude"),
      metric_aggregation_type: text(resource, "MetricAggregationType"),
      estimated_instance_warmup: number(resource, "EstimatedInstanceWarmup"),
      step_adjustment: blocks(listAt(attributes, "StepAdjustments"), (each) =>
        block(each, ["MetricIntervalLowerBound", "MetricIntervalUpperBound", "ScalingAdjustment"]),
      ),
      target_tracking_configuration: targetTracking(attributes.TargetTrackingConfiguration),
      predictive_scaling_configuration: predictive(attributes.PredictiveScalingConfiguration),
    };
  },
};

const schedule: AdoptionRule = {
  type: "aws_autoscaling_schedule",
  layer: "legacy",
  label: (resource, of) => `${of("autoscaling_group_name")} ${text(resource, "ScheduledActionName")}`,
  unfit: unfitBySlash,
  configuration: (resource, { ref }) => ({
    scheduled_action_name: text(resource, "ScheduledActionName"),
    autoscaling_group_name: ref("autoscaling_group_name", "name"),
    recurrence: text(resource, "Recurrence"),
    time_zone: text(resource, "TimeZone"),
    // Sizes that AWS does not answer stay as they are; a start that it counts on from is not written.
    min_size: number(resource, "MinSize"),
    max_size: number(resource, "MaxSize"),
    desired_capacity: number(resource, "DesiredCapacity"),
  }),
};

const lifecycleHook: AdoptionRule = {
  type: "aws_autoscaling_lifecycle_hook",
  layer: "legacy",
  label: (resource, of) => `${of("autoscaling_group_name")} ${text(resource, "LifecycleHookName")}`,
  unfit: unfitBySlash,
  configuration: (resource, context) => ({
    name: text(resource, "LifecycleHookName"),
    autoscaling_group_name: context.ref("autoscaling_group_name", "name"),
    lifecycle_transition: text(resource, "LifecycleTransition"),
    default_result: text(resource, "DefaultResult"),
    heartbeat_timeout: number(resource, "HeartbeatTimeout"),
    notification_metadata: text(resource, "NotificationMetadata"),
    notification_target_arn: text(resource, "NotificationTargetARN"),
    role_arn: linked(context, "role_arn", "arn", text(resource, "RoleARN")),
  }),
};

export const autoscalingPolicies: readonly AdoptionRule[] = [policy, schedule, lifecycleHook];
