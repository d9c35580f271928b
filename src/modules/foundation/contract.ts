import { defaulted, nullable, output } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";
import { accountId, arnOf, name, partition, region, tags } from "../../parts/inputs.js";

const onOrOff = oneOf("ENABLED", "DISABLED");
const bucketName = matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket");

export const inputs = {
  name: name("foundation", 24),
  account_id: accountId,
  region,
  partition,
  role_prefix: defaulted(
    t.string,
    "",
    "What the names of roles and policies begin with that a bounded role may open, take, hand on or change; every one's unless given.",
    atMost(40),
  ),
  guarded: nullable(
    t.object({ state_arns: t.list(t.string), role_arns: t.list(t.string) }),
    "What no bounded role changes: the place of states (bucket, its objects, table of locks, key), which it only reads and writes, and the pipelines' own roles.",
  ),
  data_key_grants: defaulted(
    t.map(t.object({ role_arn: t.string })),
    {},
    "Roles that AWS services act by on the data key, by lasting name, e.g. the service-linked role of EC2 Auto Scaling, which must exist.",
    attribute("role_arn", arnOf("iam", "a role")),
  ),
  data_key_copies: nullable(
    t.object({ account_id: t.string }),
    "Account that backups of what the data key encrypts are copied to; this one unless given.",
    attribute("account_id", matches(/^[0-9]{12}$/, "12 digits")),
  ),
  trail: nullable(
    t.object({
      bucket_name: t.string,
      log_retention_days: t.optional(t.number, 365),
      bucket_retention_days: t.optional(t.number, 2555),
      object_lock_days: t.optional(t.number, 365),
      object_lock_mode: t.optional(t.string, "GOVERNANCE"),
    }),
    "Records every call in every region into a bucket whose objects are locked, and into a log group that alarms watch.",
    attribute("bucket_name", bucketName),
    attribute("log_retention_days", oneOf(...retentionDays)),
    attribute("bucket_retention_days", between(365, 36500)),
    attribute("object_lock_days", between(1, 36500)),
    attribute("object_lock_mode", oneOf("GOVERNANCE", "COMPLIANCE")),
  ),
  recorder: nullable(
    t.object({ bucket_name: t.string, records_global_types: t.optional(t.bool, true) }),
    "Records the configuration of every resource into this bucket, for the rules of config_rules.",
    attribute("bucket_name", bucketName),
  ),
  config_rules: defaulted(
    t.map(t.object({ identifier: t.string, input_parameters: t.optional(t.string) })),
    {},
    "AWS Config's managed rules by lasting name; they need the recorder.",
    attribute("identifier", matches(/^[A-Z0-9_]+$/, "the identifier of a managed rule, e.g. ENCRYPTED_VOLUMES")),
  ),
  guardduty: nullable(
    t.object({ publishing_frequency: t.optional(t.string, "FIFTEEN_MINUTES") }),
    "Watches the account for attacks; its features need it.",
    attribute("publishing_frequency", oneOf("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS")),
  ),
  guardduty_features: defaulted(
    t.map(t.object({ status: t.optional(t.string, "ENABLED") })),
    {},
    "GuardDuty's features by AWS's name, e.g. S3_DATA_EVENTS.",
    attribute("status", onOrOff),
  ),
  guardduty_runtime: nullable(
    t.object({
      eks_agent: t.optional(t.string, "ENABLED"),
      ecs_fargate_agent: t.optional(t.string, "DISABLED"),
      ec2_agent: t.optional(t.string, "ENABLED"),
    }),
    "Watches what runs on instances and in clusters, with agents that GuardDuty installs where ENABLED.",
    attribute("eks_agent", onOrOff),
    attribute("ecs_fargate_agent", onOrOff),
    attribute("ec2_agent", onOrOff),
  ),
  security_hub_standards: defaulted(
    t.map(t.object({ arn: t.string })),
    {},
    "Security Hub's standards by lasting name; without any it is not enabled.",
    attribute("arn", matches(/^arn:[a-z-]+:securityhub:.+$/, "the ARN of a standard")),
  ),
  inspector: nullable(
    t.object({ resource_types: t.list(t.string) }),
    "Scans these kinds of resources for known vulnerabilities: EC2, ECR, LAMBDA.",
  ),
  access_analyzer: nullable(
    t.object({ type: t.optional(t.string, "ACCOUNT") }),
    "Finds what is shared with the outside.",
    attribute("type", oneOf("ACCOUNT", "ORGANIZATION")),
  ),
  s3_public_access_block: nullable(
    t.object({
      block_public_acls: t.optional(t.bool, true),
      block_public_policy: t.optional(t.bool, true),
      ignore_public_acls: t.optional(t.bool, true),
      restrict_public_buckets: t.optional(t.bool, true),
    }),
    "Closes every bucket of the account to the public, those that exist included: look at the inventory first.",
  ),
  alarm_subscriptions: defaulted(
    t.map(t.object({ protocol: t.string, endpoint: t.string })),
    {},
    "Who is told of alarms, by lasting name.",
    attribute("protocol", oneOf("email", "https", "sqs", "lambda")),
  ),
  tags,
};

const keyArn = "arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-0000-0000-000000000000";

export const outputs = {
  data_key_arn: output(t.string, "ARN of the key of volumes, databases and buckets.", keyArn),
  logs_key_arn: output(t.string, "ARN of the key of logs, trails and notifications.", keyArn),
  secrets_key_arn: output(t.string, "ARN of the key of secrets.", keyArn),
  backup_key_arn: output(t.string, "ARN of the key of backups.", keyArn),
  permissions_boundary_arn: output(
    t.string,
    "ARN of the policy that bounds every role.",
    "arn:aws:iam::000000000000:policy/mock",
  ),
  alarm_topic_arn: output(t.string, "ARN of the topic of alarms.", "arn:aws:sns:eu-west-1:000000000000:mock"),
};
