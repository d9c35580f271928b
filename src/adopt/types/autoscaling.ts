import type { InventoryResource } from "../../domain/inventory.js";
import type { Json } from "../../domain/json.js";
import { at, block, blocks, linked, listAt, stringsAt, textAt } from "../answer.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, flag, number, type RuleContext, tagsArgument, text, unless } from "../rule.js";
import { userDataFile } from "../user-data.js";
import { instanceRequirements } from "./instance-requirements.js";

/** The template's id alone: its name beside it is refused. */
const specification = (answer: Json | undefined, id: Value | undefined, argument: string): Value | undefined =>
  block(answer, ["Version"], { [argument]: id ?? textAt(answer, "LaunchTemplateId") });

const mixedInstances = ({ attributes }: InventoryResource, { ref }: RuleContext): Value | undefined => {
  const policy = at(attributes, "MixedInstancesPolicy");
  if (policy === undefined || policy === null) return undefined;
  const template = at(policy, "LaunchTemplate");
  return block({}, [], {
    instances_distribution: block(at(policy, "InstancesDistribution"), [
      "OnDemandAllocationStrategy",
      "OnDemandBaseCapacity",
      "OnDemandPercentageAboveBaseCapacity",
      "SpotAllocationStrategy",
      "SpotInstancePools",
      "SpotMaxPrice",
    ]),
    launch_template: block({}, [], {
      launch_template_specification: specification(
        at(template, "LaunchTemplateSpecification"),
        ref("launch_template"),
        "launch_template_id",
      ),
      override: blocks(listAt(template, "Overrides"), (answer) =>
        block(answer, ["InstanceType", "WeightedCapacity"], {
          instance_requirements: instanceRequirements(at(answer, "InstanceRequirements")),
          launch_template_specification: specification(
            at(answer, "LaunchTemplateSpecification"),
            undefined,
            "launch_template_id",
          ),
        }),
      ),
    }),
  });
};

const capacityReservation = ({ attributes }: InventoryResource): Value | undefined => {
  const answer = at(attributes, "CapacityReservationSpecification");
  return block(answer, ["CapacityReservationPreference"], {
    capacity_reservation_target: block(at(answer, "CapacityReservationTarget"), [
      "CapacityReservationIds",
      "CapacityReservationResourceGroupArns",
    ]),
  });
};

const warmPool = ({ attributes }: InventoryResource): Value | undefined =>
  block(at(attributes, "WarmPoolConfiguration"), ["MaxGroupPreparedCapacity", "MinSize", "PoolState"], {
    instance_reuse_policy: block(at(attributes, "WarmPoolConfiguration.InstanceReusePolicy"), ["ReuseOnScaleIn"]),
  });

const tagBlocks = (resource: InventoryResource): readonly Value[] | undefined => {
  const propagated = stringsAt(resource.attributes, "PropagatedTags") ?? [];
  const made = Object.entries(tagsArgument(resource) ?? {}).map(([key, value]) => ({
    key,
    value,
    propagate_at_launch: propagated.includes(key),
  }));
  return made.length > 0 ? made : undefined;
};

const some = (values: readonly Value[]): readonly Value[] | undefined => (values.length > 0 ? values : undefined);

/** What the provider keeps in its state alone; an import sets none of them, and their defaults would be a change. */
const ownToTerraform = [
  "wait_for_capacity_timeout",
  "force_delete",
  "force_delete_warm_pool",
  "ignore_failed_scaling_activities",
];

const group: AdoptionRule = {
  type: "aws_autoscaling_group",
  layer: "legacy",
  label: (resource) => resource.id,
  configuration: (resource, context) => {
    const { attributes } = resource;
    const policies = stringsAt(attributes, "TerminationPolicies");
    return {
      name: resource.id,
      min_size: number(resource, "MinSize"),
      max_size: number(resource, "MaxSize"),
      // The desired capacity is not written: scaling changes it at any time.
      desired_capacity_type: text(resource, "DesiredCapacityType"),
      availability_zones: stringsAt(attributes, "AvailabilityZones"),
      vpc_zone_identifier: some(context.refs("vpc_zone_identifier")),
      launch_configuration: context.ref("launch_configuration", "name"),
      launch_template: attributes.MixedInstancesPolicy
        ? undefined
        : specification(at(attributes, "LaunchTemplate"), context.ref("launch_template"), "id"),
      mixed_instances_policy: mixedInstances(resource, context),
      load_balancers: some(context.refs("load_balancers")),
      target_group_arns: some(context.refs("target_group_arns")),
      default_cooldown: number(resource, "DefaultCooldown"),
      default_instance_warmup: number(resource, "DefaultInstanceWarmup"),
      health_check_type: text(resource, "HealthCheckType"),
      health_check_grace_period: number(resource, "HealthCheckGracePeriod"),
      capacity_rebalance: unless(flag(resource, "CapacityRebalance"), false),
      context: text(resource, "Context"),
      max_instance_lifetime: number(resource, "MaxInstanceLifetime"),
      placement_group: text(resource, "PlacementGroup"),
      protect_from_scale_in: unless(flag(resource, "NewInstancesProtectedFromScaleIn"), false),
      // The provider takes AWS's Default alone for none.
      termination_policies: policies?.join() === "Default" ? undefined : policies,
      enabled_metrics: stringsAt(attributes, "Metrics"),
      suspended_processes: stringsAt(attributes, "SuspendedProcesses"),
      instance_maintenance_policy: block(at(attributes, "InstanceMaintenancePolicy"), [
        "MaxHealthyPercentage",
        "MinHealthyPercentage",
      ]),
      availability_zone_distribution: block(at(attributes, "AvailabilityZoneDistribution"), [
        "CapacityDistributionStrategy",
      ]),
      capacity_reservation_specification: capacityReservation(resource),
      warm_pool: warmPool(resource),
      tag: tagBlocks(resource),
    };
  },
  ignored: (resource) => {
    const isSilent = capacityReservation(resource) === undefined;
    return {
      attributes: [...ownToTerraform, ...(isSilent ? ["capacity_reservation_specification"] : [])],
      reason: [
        "how Terraform itself waits and deletes is no part of the group",
        ...(isSilent ? ["AWS answered no reservation, which the provider takes for an empty one"] : []),
      ].join(", and "),
    };
  },
};

const fileName = (name: string): string => `launch-configuration/${name}`;

const launchConfiguration: AdoptionRule = {
  type: "aws_launch_configuration",
  layer: "legacy",
  label: (resource) => resource.id,
  configuration: (resource, context) => {
    const userData = text(resource, "UserData");
    const profile = text(resource, "IamInstanceProfile");
    return {
      name: resource.id,
      image_id: context.ref("image_id"),
      instance_type: text(resource, "InstanceType"),
      key_name: text(resource, "KeyName"),
      security_groups: some(context.refs("security_groups")),
      iam_instance_profile: profile?.startsWith("arn:")
        ? linked(context, "iam_instance_profile", "arn", profile)
        : context.ref("iam_instance_profile", "name"),
      enable_monitoring: at(resource.attributes, "InstanceMonitoring.Enabled") === false ? false : undefined,
      placement_tenancy: text(resource, "PlacementTenancy"),
      spot_price: text(resource, "SpotPrice"),
      user_data: userData && userDataFile(fileName(context.name), userData).expression,
      // Devices and metadata options are not written: the provider keeps what AWS answers.
    };
  },
  ignored: (resource) =>
    text(resource, "UserDataSha1")
      ? { attributes: ["user_data"], reason: "its user data holds a secret and is not kept" }
      : undefined,
  files: (resource, name) => {
    const userData = text(resource, "UserData");
    return userData ? [userDataFile(fileName(name), userData).file] : [];
  },
};

export const autoscaling: readonly AdoptionRule[] = [group, launchConfiguration];
