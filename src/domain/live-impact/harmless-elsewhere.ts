import type { Harmless } from "./attachment.js";

const entry = (types: readonly string[], names: readonly string[], reason: string): Harmless => ({
  types,
  arguments: names,
  reason,
});

/** Arguments that sound like an adopted kind and name something of another service, which is never adopted. */
export const elsewhere: readonly Harmless[] = [
  entry(["aws_connect_*"], ["instance_id", "key_id"], "is an instance of Amazon Connect"),
  entry(["aws_quicksight_*"], ["instance_id"], "reads the database"),
  entry(
    ["aws_quicksight_*"],
    ["role", "group", "user", "user_name", "group_name", "policy_arn"],
    "is a role, user or group of QuickSight, or of a drawing",
  ),
  entry(["aws_bedrockagent_prompt", "aws_grafana_role_association"], ["role"], "is a role of the service's own"),
  entry(["aws_mq_broker", "aws_sagemaker_workteam"], ["groups", "role_name"], "is a group of the service's own users"),
  entry(["aws_organizations_account"], ["role_name"], "is a role in another account"),
  entry(
    [
      "aws_appstream_*",
      "aws_codebuild_source_credential",
      "aws_elasticache_user",
      "aws_identitystore_user",
      "aws_memorydb_user",
      "aws_transfer_*",
      "aws_workspaces_workspace",
    ],
    ["user_name"],
    "is a user of the service's own",
  ),
  entry(["aws_datasync_location_*", "aws_kinesis_firehose_delivery_stream"], ["user"], "is a user of a data store"),
  entry(
    [
      "aws_cognito_user_in_group",
      "aws_ec2_availability_zone_group",
      "aws_eks_cluster",
      "aws_scheduler_schedule",
      "aws_synthetics_*",
      "aws_xray_group",
    ],
    ["group_name"],
    "is a group of another kind",
  ),
  entry(["aws_codebuild_project"], ["group_name"], "writes logs of its own there"),
  entry(
    ["aws_ami_launch_permission", "aws_pipes_pipe", "aws_scheduler_schedule"],
    ["group"],
    "is a group of another kind",
  ),
  entry(["aws_customerprofiles_domain"], ["rule"], "is a rule of the domain's own"),
  entry(
    [
      "aws_config_remediation_configuration",
      "aws_organizations_policy_attachment",
      "aws_securityhub_configuration_policy_association",
      "aws_ssoadmin_account_assignment",
    ],
    ["target_id"],
    "is a document, an account or a part of the organization",
  ),
  entry(["aws_api_gateway_usage_plan_key"], ["key_id"], "is a key of API Gateway's clients"),
  entry(
    [
      "aws_acmpca_policy",
      "aws_codebuild_resource_policy",
      "aws_ecs_tag",
      "aws_lakeformation_*",
      "aws_lex_bot_alias",
      "aws_networkfirewall_*",
      "aws_redshift*",
      "aws_transfer_tag",
      "aws_vpclattice_*",
    ],
    ["resource_arn"],
    "is an object of the service's own",
  ),
];
