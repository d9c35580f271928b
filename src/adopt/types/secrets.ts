import { at, block, blocks, linkedHere, listAt, textAt } from "../answer.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

const parameter: AdoptionRule = {
  type: "aws_ssm_parameter",
  layer: "inherited",
  label: (resource) => resource.id,
  unfit: (resource) => {
    if (text(resource, "Type") === "SecureString") {
      return "its value is secret, and an import would write it into Terraform's state: leave it, and read it where it is needed";
    }
    if (resource.attributes.IsValueSecret === true) {
      return "its value looks like a secret and is not kept: make it a SecureString, or bring it in by hand";
    }
    return text(resource, "Value") === undefined ? "the inventory could not read its value" : undefined;
  },
  configuration: (resource) => ({
    name: resource.id,
    type: text(resource, "Type"),
    value: text(resource, "Value"),
    description: text(resource, "Description"),
    allowed_pattern: text(resource, "AllowedPattern"),
    data_type: text(resource, "DataType"),
    tier: text(resource, "Tier"),
    tags: tagsArgument(resource),
  }),
};

const secret: AdoptionRule = {
  type: "aws_secretsmanager_secret",
  layer: "inherited",
  isStateful: true,
  label: (resource) => text(resource, "Name") ?? "",
  configuration: (resource, context) => ({
    name: text(resource, "Name"),
    description: text(resource, "Description"),
    kms_key_id: linkedHere(context, "kms_key_id", "arn") ?? text(resource, "KmsKeyId"),
    replica: blocks(listAt(resource.attributes, "Replicas"), (answer) => block(answer, ["Region", "KmsKeyId"])),
    tags: tagsArgument(resource),
  }),
  ignored: () => ({
    attributes: ["recovery_window_in_days", "force_overwrite_replica_secret"],
    reason: "only Terraform knows it: AWS is told at a deletion",
  }),
};

const secretPolicy: AdoptionRule = {
  type: "aws_secretsmanager_secret_policy",
  layer: "inherited",
  label: (_, of) => of("secret_arn"),
  configuration: (resource, { ref }) => ({ secret_arn: ref("secret_arn", "arn"), policy: text(resource, "Policy") }),
};

const secretRotation: AdoptionRule = {
  type: "aws_secretsmanager_secret_rotation",
  layer: "inherited",
  label: (_, of) => of("secret_id"),
  configuration: (resource, { ref }) => ({
    secret_id: ref("secret_id"),
    rotation_lambda_arn: text(resource, "RotationLambdaARN"),
    rotation_rules:
      block(at(resource.attributes, "RotationRules"), ["AutomaticallyAfterDays", "Duration", "ScheduleExpression"]) ??
      {},
  }),
  ignored: () => ({ attributes: ["rotate_immediately"], reason: "only Terraform knows it: AWS is told at a change" }),
};

const key: AdoptionRule = {
  type: "aws_kms_key",
  layer: "inherited",
  isStateful: true,
  unfit: (resource) => {
    const state = text(resource, "KeyState");
    if (state === undefined) return "the inventory could not read it";
    return state.startsWith("Pending") ? `AWS is about to delete it (${state})` : undefined;
  },
  configuration: (resource) => ({
    description: text(resource, "Description"),
    key_usage: text(resource, "KeyUsage"),
    customer_master_key_spec: text(resource, "KeySpec"),
    enable_key_rotation: unless(flag(resource, "KeyRotationEnabled"), false),
    rotation_period_in_days: flag(resource, "KeyRotationEnabled")
      ? number(resource, "RotationPeriodInDays")
      : undefined,
    is_enabled: unless(flag(resource, "Enabled"), true),
    multi_region: unless(flag(resource, "MultiRegion"), false),
    custom_key_store_id: text(resource, "CustomKeyStoreId"),
    policy: text(resource, "Policy"),
    tags: tagsArgument(resource),
  }),
};

const alias: AdoptionRule = {
  type: "aws_kms_alias",
  layer: "inherited",
  label: (resource) => resource.id.replace(/^alias\//, ""),
  configuration: (resource, { ref }) => ({
    name: resource.id,
    target_key_id: ref("target_key_id", "key_id") ?? textAt(resource.attributes, "TargetKeyId"),
  }),
};

export const secrets: readonly AdoptionRule[] = [parameter, secret, secretPolicy, secretRotation, key, alias];
