/** What an apply would do about a difference, from harmless to harmful. */
export const applyEffects = ["nothing", "in-place", "strips", "stops", "replaces"] as const;
export type ApplyEffect = (typeof applyEffects)[number];

/** Arguments that only tell the provider how to go about things: AWS never sees them, an apply writes them into the state. */
const providersOwn: ReadonlySet<string> = new Set([
  "allow_overwrite",
  "apply_immediately",
  "delete_automated_backups",
  "force_delete",
  "force_destroy",
  "force_detach_policies",
  "force_overwrite_replica_secret",
  "ignore_failed_scaling_activities",
  "publish",
  "recovery_window_in_days",
  "revoke_rules_on_delete",
  "skip_destroy",
  "skip_final_snapshot",
  "stop_instance_before_detaching",
  "timeouts",
  "user_data_replace_on_change",
  "wait_for_capacity_timeout",
  "wait_for_fulfillment",
  "wait_for_steady_state",
]);

/** Attributes whose change needs the machine to be off: the provider stops it, changes it and starts it. Seen at 5.100.0 for
 * instances, else from the provider's documentation. */
const stopping: Readonly<Record<string, readonly string[]>> = {
  aws_instance: ["cpu_options", "ebs_optimized", "instance_type", "user_data", "user_data_base64"],
  aws_db_instance: ["instance_class", "engine_version", "parameter_group_name"],
  aws_elasticache_cluster: ["node_type", "engine_version"],
  aws_elasticache_replication_group: ["node_type", "engine_version"],
};

/** Attributes that list everything: what the configuration does not name is taken away. */
const stripping: Readonly<Record<string, readonly string[]>> = {
  aws_default_network_acl: ["egress", "ingress", "subnet_ids"],
  aws_default_route_table: ["route", "propagating_vgws"],
  aws_default_security_group: ["egress", "ingress"],
  aws_elb: ["instances", "listener", "security_groups", "subnets"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_instance: ["vpc_security_group_ids", "security_groups"],
  aws_lb: ["security_groups", "subnets"],
  aws_network_acl: ["egress", "ingress", "subnet_ids"],
  aws_route_table: ["route", "propagating_vgws"],
  aws_security_group: ["egress", "ingress"],
  aws_autoscaling_group: ["load_balancers", "target_group_arns", "vpc_zone_identifier"],
};

/** Does the attribute's change, as the provider goes about it. `isForcing` where the plan itself says that it replaces. */
export function effectOf(type: string, attribute: string, isForcing: boolean): ApplyEffect {
  if (isForcing) return "replaces";
  if (providersOwn.has(attribute)) return "nothing";
  if (stopping[type]?.includes(attribute)) return "stops";
  if (stripping[type]?.includes(attribute)) return "strips";
  return "in-place";
}

/** An effect as a sentence about an object. */
export const effectText: Readonly<Record<ApplyEffect, string>> = {
  nothing: "an apply writes it into the state and calls nothing",
  "in-place": "an apply changes it in place",
  strips: "an apply takes away what the configuration does not name",
  stops: "an apply stops it, or restarts it, to change this",
  replaces: "an apply destroys it and makes a new one",
};
