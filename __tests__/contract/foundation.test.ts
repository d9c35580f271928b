import { describe, expect, it } from "vitest";
import { foundation } from "../../src/modules/foundation/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(foundation);
const made = declared(foundation);
const key = (domain: string) => statementsOf(made.aws_kms_key?.[domain]?.policy);

describe("the interface of modules/foundation", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "region",
      "partition",
      "role_prefix",
      "guarded",
      "data_key_grants",
      "data_key_copies",
      "trail",
      "recorder",
      "config_rules",
      "guardduty",
      "guardduty_features",
      "guardduty_runtime",
      "security_hub_standards",
      "inspector",
      "access_analyzer",
      "s3_public_access_block",
      "alarm_subscriptions",
      "tags",
    ]);
    expect(outputs).toEqual([
      "data_key_arn",
      "logs_key_arn",
      "secrets_key_arn",
      "backup_key_arn",
      "permissions_boundary_arn",
      "alarm_topic_arn",
    ]);
  });
});

describe("the keys", () => {
  it("are four, each with its alias, and only that of the logs is used by services", () => {
    expect(Object.keys(made.aws_kms_key ?? {}).sort()).toEqual(["backup", "data", "logs", "secrets"]);
    expect(made.aws_kms_alias?.secrets).toMatchObject({ name: "alias/example-dev-secrets" });
    for (const domain of ["secrets", "backup"]) expect(key(domain)).toHaveLength(1);
  });

  it("let AWS Backup's role of the account that copies are made in read the data, this account's unless given", () => {
    const role = (account: string) =>
      `arn:aws:iam::${account}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`;
    const copied = (account: string) => ({
      Sid: "CopiedByBackup",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: { ArnEquals: { "aws:PrincipalArn": role(account) } },
    });
    expect(key("data")).toEqual([expect.anything(), copied("123456789012")]);
    const elsewhere = declared(foundation, { data_key_copies: { account_id: "444444444444" } });
    expect(statementsOf(elsewhere.aws_kms_key?.data?.policy)).toEqual([expect.anything(), copied("444444444444")]);
  });

  it("let CloudTrail encrypt for this trail alone", () => {
    expect(key("logs").find(({ Sid }) => Sid === "UsedByTheTrail")).toMatchObject({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:123456789012:trail/example-dev" },
      },
    });
  });

  it("let a named role act on the data key as EC2 Auto Scaling needs it", () => {
    const role_arn =
      "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
    expect(declared(foundation, { data_key_grants: { autoscaling: { role_arn } } }).aws_kms_grant).toMatchObject({
      'data["autoscaling"]': {
        grantee_principal: role_arn,
        key_id: "${aws_kms_key.data.key_id}",
        operations: expect.arrayContaining(["CreateGrant", "Decrypt", "GenerateDataKeyWithoutPlaintext"]),
      },
    });
  });
});

it("bounds its own roles too", () => {
  const roles = Object.values(made.aws_iam_role ?? {});
  expect(roles.length).toBeGreaterThan(0);
  for (const role of roles) expect(role.permissions_boundary).toBe("${aws_iam_policy.boundary.arn}");
});

describe("the trail", () => {
  it("covers every region, is validated, encrypted, and sent to its log group", () => {
    expect(made.aws_cloudtrail?.['this["trail"]']).toMatchObject({
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
      kms_key_id: "${aws_kms_key.logs.arn}",
      cloud_watch_logs_group_arn: '${aws_cloudwatch_log_group.trail["trail"].arn}:*',
    });
  });

  it("lies in a bucket whose objects are locked for a year", () => {
    expect(made.aws_s3_bucket?.['trail["trail"]']).toMatchObject({ object_lock_enabled: true, force_destroy: false });
    expect(made.aws_s3_bucket_object_lock_configuration?.['trail["trail"]']).toMatchObject({
      rule: { default_retention: { mode: "GOVERNANCE", days: 365 } },
    });
  });

  it("is the only one that writes there", () => {
    const allowed = statementsOf(made.aws_s3_bucket_policy?.['trail["trail"]']?.policy).filter(
      ({ Effect }) => Effect === "Allow",
    );
    expect(allowed.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ["s3:GetBucketAcl", "arn:aws:s3:::example-dev-trail-123456789012"],
      ["s3:PutObject", "arn:aws:s3:::example-dev-trail-123456789012/AWSLogs/123456789012/*"],
    ]);
  });

  it("is watched by an alarm for each of CIS's fifteen patterns", () => {
    expect(Object.keys(made.aws_cloudwatch_metric_alarm ?? {})).toHaveLength(15);
    expect(made.aws_cloudwatch_log_metric_filter?.['key_lost["trail"]']).toMatchObject({
      pattern:
        "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
      log_group_name: "/aws/cloudtrail/example-dev",
    });
    expect(made.aws_cloudwatch_metric_alarm?.['root_used["trail"]']).toMatchObject({
      threshold: 1,
      treat_missing_data: "notBreaching",
      alarm_actions: ["${aws_sns_topic.alarms.arn}"],
    });
  });

  it("is absent with its alarms when not asked for", () => {
    const without = declared(foundation, { trail: undefined });
    for (const type of ["aws_cloudtrail", "aws_cloudwatch_metric_alarm"]) expect(without).not.toHaveProperty(type);
  });
});

describe("the account", () => {
  it("encrypts every new volume with the data key, and wants long passwords", () => {
    expect(made.aws_ebs_encryption_by_default?.this).toMatchObject({ enabled: true });
    expect(made.aws_ebs_default_kms_key?.this).toMatchObject({ key_arn: "${aws_kms_key.data.arn}" });
    expect(made.aws_iam_account_password_policy?.this).toMatchObject({
      minimum_password_length: 14,
      password_reuse_prevention: 24,
    });
  });

  it("closes its buckets only when asked, for those that exist may be open on purpose", () => {
    expect(made).not.toHaveProperty("aws_s3_account_public_access_block");
    const closed = declared(foundation, { s3_public_access_block: {} });
    expect(closed.aws_s3_account_public_access_block?.['this["s3_public_access_block"]']).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("is watched by GuardDuty at run time where asked", () => {
    const watched = declared(foundation, { guardduty_runtime: { ec2_agent: "DISABLED" } });
    expect(watched.aws_guardduty_detector_feature?.['runtime["guardduty_runtime"]']).toMatchObject({
      name: "RUNTIME_MONITORING",
      additional_configuration: [
        { name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" },
        { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "DISABLED" },
        { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
      ],
    });
  });
});

describe("the permissions boundary", () => {
  const boundary = statementsOf(made.aws_iam_policy?.boundary?.policy);
  const denied = (sid: string) => boundary.find(({ Sid }) => Sid === sid);

  it("lets no role be made without it, and itself not be changed", () => {
    const own = "arn:aws:iam::123456789012:policy/example-dev-boundary";
    expect(denied("NoRightsWithoutTheBound")).toMatchObject({
      Effect: "Deny",
      Action: expect.arrayContaining(["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachUserPolicy"]),
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": own } },
    });
    expect(denied("NoChangeOfTheBound")).toMatchObject({ Effect: "Deny", Resource: own });
  });

  it("opens no role but the environment's, and makes nobody else's credentials", () => {
    const tree = declared(foundation, { role_prefix: "example-dev" });
    const statements = statementsOf(tree.aws_iam_policy?.boundary?.policy);
    expect(statements).toContainEqual({
      Sid: "NoOtherRole",
      Effect: "Deny",
      Action: ["iam:PassRole", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
      NotResource: ["arn:aws:iam::123456789012:role/example-dev*", "arn:aws:iam::123456789012:role/aws-service-role/*"],
    });
    expect(denied("NoOtherWayIn")?.Action).toEqual(
      expect.arrayContaining(["iam:AddUserToGroup", "iam:CreateAccessKey", "iam:CreateLoginProfile"]),
    );
  });

  it("ends no audit, key or backup", () => {
    expect(denied("NoEndOfAudit")?.Action).toEqual(
      expect.arrayContaining([
        "cloudtrail:StopLogging",
        "guardduty:DeleteDetector",
        "kms:ScheduleKeyDeletion",
        "backup:DeleteRecoveryPoint",
      ]),
    );
  });
});

describe("the topic of alarms", () => {
  it("is encrypted, and only services of this account publish to it", () => {
    expect(made.aws_sns_topic?.alarms).toMatchObject({ kms_master_key_id: "${aws_kms_key.logs.arn}" });
    expect(statementsOf(made.aws_sns_topic_policy?.alarms?.policy)[0]).toMatchObject({
      Action: "sns:Publish",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });
});
