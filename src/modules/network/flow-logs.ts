import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { declareEncryptionKey, usedByLogGroups } from "../../parts/encryption-key.js";
import { declareServiceRole } from "../../parts/service-role.js";
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
  const keys = flow_log_to_cloudwatch.each((round) =>
    declareEncryptionKey(
      scope,
      {
        name: "flow_logs",
        description: `Flow logs of ${name}`,
        partition,
        accountId: account_id,
        statements: [usedByLogGroups(region, logGroupArn)],
        title: `${name}-flow-logs`,
        tags: seen.tags,
      },
      round,
    ),
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
  flow_log_to_cloudwatch.each((round) => {
    const { role, policy } = declareServiceRole(
      scope,
      {
        name: "flow_logs",
        roleName: `${name}-flow-logs-${region}`,
        description: `Writes the flow logs of ${name}`,
        service: "vpc-flow-logs.amazonaws.com",
        sourceAccount: account_id,
        policyName: "write-flow-logs",
        statements: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [logGroupArn, `${logGroupArn}:*`],
          },
        ],
        tags: seen.tags,
      },
      round,
    );
    return new FlowLog(scope, round.id("aws_flow_log.cloudwatch"), {
      ...round.loop,
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: groups.at(round).arn,
      iamRoleArn: round.instance(role).arn,
      maxAggregationInterval: aggregationSeconds,
      tags,
      dependsOn: [policy],
    });
  });
}
