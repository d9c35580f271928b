import type { Harmless } from "./attachment.js";

/** Names of DNS, balancers and identities by which a new object changes nothing that runs. */
export const harmlessInNames: readonly Harmless[] = [
  {
    types: ["aws_route53_record", "aws_route53_records_exclusive"],
    arguments: ["zone_id", "hosted_zone_id", "health_check_id"],
    reason: "is what the record answers with or asks about; the zone tells what that does",
  },
  {
    types: ["aws_route53_query_log", "aws_route53_vpc_association_authorization", "aws_route53_zone_association"],
    arguments: ["zone_id"],
    reason: "answers nothing else; the VPC tells what an association does",
  },
  {
    types: ["aws_route53_key_signing_key"],
    arguments: ["hosted_zone_id"],
    reason: "signs nothing before signing is switched on",
  },
  {
    types: ["aws_globalaccelerator_*"],
    arguments: ["listener_arn"],
    reason: "is a listener of Global Accelerator, which is not adopted",
  },
  {
    types: ["aws_lightsail_*"],
    arguments: ["lb_name"],
    reason: "is a load balancer of Lightsail, which is not adopted",
  },
  {
    types: ["aws_load_balancer_policy"],
    arguments: ["load_balancer_name"],
    reason: "applies to no listener before one names it",
  },
  {
    types: ["aws_ecs_service"],
    arguments: ["target_group_arn"],
    reason: "is a target group of VPC Lattice, which is not adopted",
  },
  {
    types: ["aws_iam_*"],
    arguments: ["policy_arn", "policy_arns"],
    reason: "hands the policy out as it is; who gets it tells what that does",
  },
  { types: ["aws_budgets_budget_action"], arguments: ["policy_arn"], reason: "hands the policy out as it is" },
  {
    types: ["aws_iam_user_group_membership"],
    arguments: ["groups"],
    reason: "is joined by the user, who tells what that does",
  },
  {
    types: ["aws_iam_access_key", "aws_iam_service_specific_credential", "aws_iam_signing_certificate"],
    arguments: ["user", "user_name"],
    reason: "adds a credential; those in use stay",
  },
  {
    types: [
      "aws_iam_instance_profile",
      "aws_lambda_function",
      "aws_s3_bucket",
      "aws_s3_bucket_replication_configuration",
      "aws_glue_crawler",
      "aws_guardduty_malware_protection_plan",
      "aws_elastictranscoder_pipeline",
      "aws_transfer_access",
      "aws_transfer_user",
      "aws_ebs_snapshot_import",
      "aws_imagebuilder_distribution_configuration",
      "aws_cognito_identity_pool_roles_attachment",
      "aws_auditmanager_assessment",
    ],
    arguments: ["role", "roles", "role_name"],
    reason: "assumes the role as it is, or lends it",
  },
  {
    types: ["aws_eks_access_entry"],
    arguments: ["user_name"],
    reason: "is a name inside of Kubernetes",
  },
  {
    types: ["aws_eks_access_policy_association"],
    arguments: ["policy_arn"],
    reason: "is a policy of EKS, not of IAM",
  },
  {
    types: ["aws_kms_ciphertext", "aws_kms_grant"],
    arguments: ["key_id"],
    reason: "uses the key, or adds a right to use it and takes none away",
  },
  {
    types: [
      "aws_s3_bucket_inventory",
      "aws_s3control_storage_lens_configuration",
      "aws_ssm_parameter",
      "aws_xray_encryption_config",
      "aws_connect_instance_storage_config",
      "aws_networkfirewall_*",
    ],
    arguments: ["key_id"],
    reason: "encrypts its own data with the key",
  },
  { types: ["aws_ssmincidents_response_plan"], arguments: ["secret_id"], reason: "reads the secret" },
];
