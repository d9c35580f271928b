import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, between, matches, oneOf } from "../../core/validations.js";
import { arnOf, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

const groupId = matches(/^sg-[0-9a-f]+$/, "the id of a security group");
const port = between(1, 65535);

export const inputs = {
  name: name("group of instances", 48),
  partition,
  vpc_id: required(t.string, "VPC that the instances stand in.", matches(/^vpc-[0-9a-f]+$/, "the id of a VPC")),
  subnet_ids: required(t.list(t.string), "Private subnets, in two zones at least."),
  image_id: required(
    t.string,
    "Image that the instances start from.",
    matches(/^ami-[0-9a-f]+$/, "the id of an image"),
  ),
  instance_types: required(
    t.map(t.object({ instance_type: t.string, weight: t.optional(t.string, "1") })),
    "Types that the instances may be of, by lasting name; the first in the order of names is preferred.",
  ),
  on_demand_base: defaulted(t.number, 1, "Instances that are never spot ones.", between(0, 1000)),
  on_demand_percentage: defaulted(t.number, 100, "Share of the others that are not spot ones.", between(0, 100)),
  user_data_base64: required(
    t.string,
    "What the instances run at their start, Base64-encoded, so that each byte is kept.",
  ),
  root_device_name: defaulted(t.string, "/dev/xvda", "Device of the root volume, as the image names it."),
  root_volume_gib: defaulted(t.number, 20, "Size of the root volume.", between(8, 16384)),
  data_key_arn: required(
    t.string,
    "Key of the volumes; EC2 Auto Scaling's service-linked role must have a grant on it.",
    arnOf("kms", "a key"),
  ),
  port: required(t.number, "Port that the service listens on.", port),
  clients: defaulted(
    t.map(t.object({ security_group_id: t.string })),
    {},
    "Groups that may reach the port, by lasting name.",
    attribute("security_group_id", groupId),
  ),
  servers: defaulted(
    t.map(t.object({ security_group_id: t.string, port: t.number })),
    {},
    "Groups that the instances may reach, with the port, by lasting name.",
    attribute("security_group_id", groupId),
    attribute("port", port),
  ),
  further_security_group_ids: defaulted(
    t.list(t.string),
    [],
    "Groups that the instances are in beside their own, e.g. the clients' group of a database.",
  ),
  target_group_arns: defaulted(
    t.list(t.string),
    [],
    "Target groups that the instances join; these say whether they are well.",
  ),
  min_size: required(t.number, "Instances at least; two survive the loss of a zone.", between(0, 1000)),
  max_size: required(t.number, "Instances at most.", between(1, 1000)),
  health_check_grace_seconds: defaulted(t.number, 300, "Time that an instance has to become well.", between(0, 7200)),
  target_cpu_percent: defaulted(
    t.number,
    50,
    "Average load that instances are added or taken away for.",
    between(10, 90),
  ),
  requests_per_target: nullable(
    t.object({ resource_label: t.string, requests: t.number }),
    "Adds instances above so many requests a minute each; the label is the load balancer's and target group's suffix.",
    attribute("requests", between(1, 10000000)),
  ),
  schedules: defaulted(
    t.map(t.object({ recurrence: t.string, min_size: t.number, max_size: t.number, desired_capacity: t.number })),
    {},
    "Sizes at certain times, by lasting name; cron in UTC.",
  ),
  rollback: nullable(t.object({ alarm_names: t.list(t.string) }), "Alarms that take a rollout back."),
  policies: defaulted(
    t.map(t.object({ json: t.string })),
    {},
    "What the instances may do beside being managed and reporting, by lasting name.",
  ),
  drain_seconds: defaulted(t.number, 120, "Time that an instance has to finish before it ends.", between(30, 7200)),
  permissions_boundary_arn: permissionsBoundaryArn,
  metadata_hop_limit: defaulted(t.number, 1, "Hops that the metadata service answers over.", oneOf(1, 2)),
  tags,
};

export const outputs = {
  group_name: output(t.string, "Name of the auto scaling group."),
  group_arn: output(
    t.string,
    "ARN of the auto scaling group.",
    "arn:aws:autoscaling:eu-west-1:000000000000:autoScalingGroup:00000000-0000-0000-0000-000000000000:autoScalingGroupName/mock",
  ),
  security_group_id: output(t.string, "Group of the instances.", "sg-00000000"),
  role_arn: output(t.string, "ARN of the instances' role.", "arn:aws:iam::000000000000:role/mock"),
  launch_template_id: output(t.string, "Id of the launch template.", "lt-00000000"),
};
