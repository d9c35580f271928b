/** What tells one object of a type from every other, in Terraform's arguments. */
export interface Identity {
  /** Which every object has. */
  readonly by: readonly string[];
  /** Of which an object has some, and is another one with others. */
  readonly choices?: readonly string[];
  /** Whether AWS answers with it in every region, whichever its root is in. */
  readonly isInEveryRegion?: true;
}

const bucketPart: Identity = { by: ["bucket"] };
const securityGroupRule: Identity = {
  by: ["security_group_id", "ip_protocol"],
  choices: ["from_port", "to_port", "cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"],
};

/**
 * Of types that have no tags, and of some whose tags a root may not get to see: rules, and groups that rules name.
 * A test holds that every type is here that a module makes without tags and that is adopted.
 */
export const identities: Readonly<Record<string, Identity>> = {
  aws_autoscaling_lifecycle_hook: { by: ["autoscaling_group_name", "name"] },
  aws_autoscaling_policy: { by: ["autoscaling_group_name", "name"] },
  aws_autoscaling_schedule: { by: ["autoscaling_group_name", "scheduled_action_name"] },
  aws_cloudwatch_dashboard: { by: ["dashboard_name"], isInEveryRegion: true },
  aws_ecr_lifecycle_policy: { by: ["repository"] },
  aws_ecr_repository_policy: { by: ["repository"] },
  aws_eip_association: { by: ["allocation_id"] },
  aws_iam_group: { by: ["name"] },
  aws_iam_role_policy: { by: ["role", "name"] },
  aws_iam_role_policy_attachment: { by: ["role", "policy_arn"] },
  aws_kms_alias: { by: ["name"] },
  aws_lambda_permission: { by: ["function_name", "statement_id"] },
  aws_launch_configuration: { by: ["name"] },
  aws_lb_listener_certificate: { by: ["listener_arn", "certificate_arn"] },
  aws_network_acl_rule: { by: ["network_acl_id", "rule_number"], choices: ["egress"] },
  aws_route: {
    by: ["route_table_id"],
    choices: ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
  },
  aws_route53_record: { by: ["zone_id", "name", "type"], choices: ["set_identifier"] },
  aws_route_table_association: { by: ["route_table_id"], choices: ["subnet_id", "gateway_id"] },
  aws_s3_bucket_lifecycle_configuration: bucketPart,
  aws_s3_bucket_logging: bucketPart,
  aws_s3_bucket_object_lock_configuration: bucketPart,
  aws_s3_bucket_ownership_controls: bucketPart,
  aws_s3_bucket_policy: bucketPart,
  aws_s3_bucket_public_access_block: bucketPart,
  aws_s3_bucket_replication_configuration: bucketPart,
  aws_s3_bucket_server_side_encryption_configuration: bucketPart,
  aws_s3_bucket_versioning: bucketPart,
  aws_security_group: { by: ["name", "vpc_id"] },
  aws_sns_topic_policy: { by: ["arn"] },
  aws_sns_topic_subscription: { by: ["topic_arn", "protocol", "endpoint"] },
  aws_volume_attachment: { by: ["device_name", "instance_id", "volume_id"] },
  aws_vpc_dhcp_options_association: { by: ["vpc_id"] },
  aws_vpc_ipv4_cidr_block_association: { by: ["vpc_id", "cidr_block"] },
  aws_vpc_security_group_egress_rule: securityGroupRule,
  aws_vpc_security_group_ingress_rule: securityGroupRule,
};
