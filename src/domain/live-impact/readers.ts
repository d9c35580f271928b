interface Reader {
  /** Names of arguments, in any type that says nothing else. */
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Arguments by which a new object uses an existing one as it is. */
export const readers: readonly Reader[] = [
  {
    pattern: /(^|_)(sub)?nets?(_ids?)?$|subnet_ids?$|subnet_arns?$/,
    reason: "takes addresses of the subnet that are free",
  },
  { pattern: /security_group(s|_ids?|_arns?)$/, reason: "joins the group with interfaces of its own" },
  { pattern: /kms|key_arn$|encryption_key$|customer_managed_key/, reason: "encrypts its own data with the key" },
  { pattern: /role_arns?$|^iam_roles?$|service_role$|execution_role$/, reason: "assumes the role as it is" },
  { pattern: /instance_profile(_name|_arn)?$/, reason: "lends the profile's role to machines of its own" },
  {
    pattern: /^(image_id|ami|ami_id|snapshot_id|snapshot_identifier|key_name)$/,
    reason: "starts from it and leaves it as it is",
  },
  { pattern: /launch_template_(id|name)$|^launch_configuration$/, reason: "starts machines of its own by it" },
  { pattern: /certificate_arns?$|^ssl_certificate_id$/, reason: "serves the certificate for its own names" },
  { pattern: /secret_arn$|secrets_manager_arn$|secret_name$/, reason: "reads the secret" },
  { pattern: /^s3_bucket(_name)?$|^bucket_(name|arn)$|_s3_bucket$/, reason: "reads or writes objects of its own" },
  { pattern: /log_group(_arn)?$|cloudwatch_log_group_arn$/, reason: "writes logs of its own there" },
  { pattern: /sns_topic(_arns?)?$|notification_topic_arn$/, reason: "sends messages of its own there" },
  {
    pattern: /subnet_group_name$|parameter_group_name$|option_group_name$/,
    reason: "uses the group for databases of its own",
  },
];
