import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail/index.js";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy/index.js";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import { declarePrivateBucket } from "../../parts/private-bucket.js";
import { declareServiceRole } from "../../parts/service-role.js";
import type { Keys, Seen } from "./keys.js";

/** The log group that the trail writes to. */
export const trailLogGroup = (name: string) => `/aws/cloudtrail/${name}`;

/** Declares the trail of every region: into a bucket whose objects are locked, and into a log group. */
export function declareTrail(scope: Construct, seen: Seen, { logs }: Keys, boundary: IamPolicy): Resources<Cloudtrail> {
  const { name, partition, region, account_id, trail } = seen;
  const tags = tagged(seen.tags, { Name: `${name}-trail` });
  const trailArn = `arn:${partition}:cloudtrail:${region}:${account_id}:trail/${name}`;
  const groupArn = `arn:${partition}:logs:${region}:${account_id}:log-group:${trailLogGroup(name)}`;
  return trail.each((round) => {
    const { value } = round;
    const bucketArn = `arn:${partition}:s3:::${value.bucket_name}`;
    const writer = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
    const { bucket, policy, versioning } = declarePrivateBucket(
      scope,
      {
        name: "trail",
        bucketName: value.bucket_name,
        partition,
        keyArn: logs.arn,
        statements: [
          {
            ...writer,
            Sid: "TrailReadsTheAcl",
            Action: "s3:GetBucketAcl",
            Resource: bucketArn,
            Condition: { StringEquals: { "aws:SourceArn": trailArn } },
          },
          {
            ...writer,
            Sid: "TrailWrites",
            Action: "s3:PutObject",
            Resource: `${bucketArn}/AWSLogs/${account_id}/*`,
            Condition: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
          },
        ],
        expirationDays: value.bucket_retention_days,
        oldVersionDays: 90,
        hasObjectLock: true,
        tags: seen.tags,
      },
      round,
    );
    new S3BucketObjectLockConfigurationA(scope, round.id("aws_s3_bucket_object_lock_configuration.trail"), {
      ...round.loop,
      bucket: round.instance(bucket).id,
      rule: { defaultRetention: { mode: value.object_lock_mode, days: value.object_lock_days } },
      dependsOn: [versioning],
    });
    const group = new CloudwatchLogGroup(scope, round.id("aws_cloudwatch_log_group.trail"), {
      ...round.loop,
      name: trailLogGroup(name),
      retentionInDays: value.log_retention_days,
      kmsKeyId: logs.arn,
      // Terraform forgets the group and AWS keeps it: an audit's records are not a configuration's to delete.
      skipDestroy: true,
      tags,
    });
    const writing = declareServiceRole(
      scope,
      {
        name: "trail",
        roleName: `${name}-trail`,
        description: `Writes the trail of ${name} to its log group`,
        service: "cloudtrail.amazonaws.com",
        sourceAccount: account_id,
        permissionsBoundary: boundary.arn,
        policyName: "write-trail",
        statements: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: `${groupArn}:log-stream:*`,
          },
        ],
        tags: seen.tags,
      },
      round,
    );
    return new Cloudtrail(scope, round.id("aws_cloudtrail.this"), {
      ...round.loop,
      name,
      s3BucketName: round.instance(bucket).id,
      kmsKeyId: logs.arn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: `${round.instance(group).arn}:*`,
      cloudWatchLogsRoleArn: round.instance(writing.role).arn,
      tags,
      dependsOn: [policy, writing.policy],
    });
  });
}
