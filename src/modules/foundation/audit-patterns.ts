interface AuditPattern {
  /** CloudWatch Logs' filter over CloudTrail's events. */
  readonly pattern: string;
  readonly description: string;
}

const events = (source: string | undefined, ...names: readonly string[]): string => {
  const any = names.map((name) => `($.eventName = ${name})`).join(" || ");
  return source ? `{ ($.eventSource = ${source}.amazonaws.com) && (${any}) }` : `{ ${any} }`;
};

/** What each control of the CIS AWS Foundations Benchmark 3.0, section 4, watches for; controls 4.1 to 4.15. */
export const auditPatterns: Readonly<Record<string, AuditPattern>> = {
  unauthorized_calls: {
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    description: "Somebody tried what they may not",
  },
  sign_in_without_mfa: {
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    description: "Somebody signed in without a second factor",
  },
  root_used: {
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    description: "The root user acted",
  },
  iam_changed: {
    pattern: events(
      "iam",
      "AttachGroupPolicy",
      "AttachRolePolicy",
      "AttachUserPolicy",
      "CreatePolicy",
      "CreatePolicyVersion",
      "DeleteGroupPolicy",
      "DeletePolicy",
      "DeletePolicyVersion",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "DetachGroupPolicy",
      "DetachRolePolicy",
      "DetachUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
    ),
    description: "Somebody changed rights",
  },
  trail_changed: {
    pattern: events(undefined, "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
    description: "Somebody changed the trail",
  },
  sign_in_failed: {
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    description: "Somebody failed to sign in",
  },
  key_lost: {
    pattern: events("kms", "DisableKey", "ScheduleKeyDeletion"),
    description: "Somebody disabled a key or scheduled its deletion",
  },
  bucket_policy_changed: {
    pattern: events(
      "s3",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketPolicy",
      "DeleteBucketReplication",
      "PutBucketAcl",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketPolicy",
      "PutBucketReplication",
    ),
    description: "Somebody changed who may use a bucket or what it keeps",
  },
  recorder_changed: {
    pattern: events(
      "config",
      "DeleteDeliveryChannel",
      "PutConfigurationRecorder",
      "PutDeliveryChannel",
      "StopConfigurationRecorder",
    ),
    description: "Somebody changed the configuration recorder",
  },
  security_group_changed: {
    pattern: events(
      undefined,
      "AuthorizeSecurityGroupEgress",
      "AuthorizeSecurityGroupIngress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
      "ModifySecurityGroupRules",
      "RevokeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
    ),
    description: "Somebody changed a security group",
  },
  network_acl_changed: {
    pattern: events(
      undefined,
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
      "ReplaceNetworkAclEntry",
    ),
    description: "Somebody changed a network ACL",
  },
  gateway_changed: {
    pattern: events(
      undefined,
      "AttachInternetGateway",
      "CreateCustomerGateway",
      "CreateInternetGateway",
      "DeleteCustomerGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    ),
    description: "Somebody changed a way to the outside",
  },
  route_changed: {
    pattern: events(
      "ec2",
      "CreateRoute",
      "CreateRouteTable",
      "DeleteRoute",
      "DeleteRouteTable",
      "DisassociateRouteTable",
      "ReplaceRoute",
      "ReplaceRouteTableAssociation",
    ),
    description: "Somebody changed a route",
  },
  vpc_changed: {
    pattern: events(
      undefined,
      "AcceptVpcPeeringConnection",
      "CreateVpc",
      "CreateVpcPeeringConnection",
      "DeleteVpc",
      "DeleteVpcPeeringConnection",
      "ModifyVpcAttribute",
      "RejectVpcPeeringConnection",
    ),
    description: "Somebody changed a VPC",
  },
  organization_changed: {
    pattern: "{ $.eventSource = organizations.amazonaws.com && $.readOnly IS FALSE }",
    description: "Somebody changed the organization",
  },
};
