import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { Seen, Vpc } from "./vpc.js";

/** Seconds over which flows are gathered: the finer of AWS's two choices, 60 and 600 (VPC user guide). */
const aggregationSeconds = 60;

/** Declares flow logs of all traffic, to an encrypted log group or to a bucket. */
export function declareFlowLogs(scope: Construct, seen: Seen, vpc: Vpc): void {
  toCloudwatch(scope, seen, vpc);
  seen.flow_log_to_s3.each(
    ({ id, loop, value }) =>
      new FlowLog(scope, id("aws_flow_log.s3"), {
        ...loop,
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: value.bucket_arn,
        maxAggregationInterval: aggregationSeconds,
        tags: tagged(seen.tags, { Name: `${seen.name}-flow-logs` }),
      }),
  );
}

function toCloudwatch(scope: Construct, seen: Seen, vpc: Vpc): void {
  const { name, partition, region, account_id, flow_log_to_cloudwatch } = seen;
  const logGroupName = `/vpc/${name}/flow-logs`;
  const logGroupArn = `arn:${partition}:logs:${region}:${account_id}:log-group:${logGroupName}`;
  const tags = tagged(seen.tags, { Name: `${name}-flow-logs` });
  const keys = flow_log_to_cloudwatch.each(
    ({ id, loop }) =>
      new KmsKey(scope, id("aws_kms_key.flow_logs"), {
        ...loop,
        description: `Flow logs of ${name}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: keyPolicy(seen, logGroupArn),
        tags,
        // Without the key, what was logged could never be read again.
        lifecycle: { preventDestroy: true },
      }),
  );
  const groups = flow_log_to_cloudwatch.each(
    (round) =>
      new CloudwatchLogGroup(scope, round.id("aws_cloudwatch_log_group.flow_logs"), {
        ...round.loop,
        name: logGroupName,
        retentionInDays: round.value.retention_days,
        kmsKeyId: keys.at(round).arn,
        // Terraform forgets the group and AWS keeps it: records of a year's traffic are not a configuration's to delete.
        skipDestroy: true,
        tags,
      }),
  );
  const roles = flow_log_to_cloudwatch.each(
    ({ id, loop }) =>
      new IamRole(scope, id("aws_iam_role.flow_logs"), {
        ...loop,
        name: `${name}-flow-logs-${region}`,
        assumeRolePolicy: policyDocument({
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": account_id } },
        }),
        tags,
      }),
  );
  const policies = flow_log_to_cloudwatch.each(
    (round) =>
      new IamRolePolicy(scope, round.id("aws_iam_role_policy.flow_logs"), {
        ...round.loop,
        name: "write-flow-logs",
        role: roles.at(round).name,
        policy: policyDocument({
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [logGroupArn, `${logGroupArn}:*`],
        }),
      }),
  );
  flow_log_to_cloudwatch.each(
    (round) =>
      new FlowLog(scope, round.id("aws_flow_log.cloudwatch"), {
        ...round.loop,
        vpcId: vpc.id,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: groups.at(round).arn,
        iamRoleArn: roles.at(round).arn,
        maxAggregationInterval: aggregationSeconds,
        tags,
        dependsOn: [...policies.all],
      }),
  );
}

/** CloudWatch Logs may use the key for this log group alone (CloudWatch Logs user guide, "Encrypt log data"). */
const keyPolicy = ({ partition, account_id, region }: Seen, logGroupArn: string) =>
  policyDocument(
    {
      Sid: "AdministeredByTheAccount",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${account_id}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "UsedByTheLogGroup",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn } },
    },
  );
