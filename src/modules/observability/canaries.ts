import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { SyntheticsCanary } from "@cdktf/provider-aws/lib/synthetics-canary/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { Fields, Round } from "../../core/seen.js";
import type { PolicyStatement } from "../../domain/policy-document.js";
import { declarePrivateBucket } from "../../parts/private-bucket.js";
import { declareServiceRole } from "../../parts/service-role.js";
import type { Seen } from "./logs.js";

type Runs = Fields<{ readonly account_id: string; readonly bucket_name: string; readonly retention_days: number }>;

/** Declares the canaries, the role that they run by, and the bucket that takes what they saw. $0.0012 a run, and its function's time. */
export function declareCanaries(scope: Construct, seen: Seen): Resources<SyntheticsCanary> {
  const { name, logs_key_arn } = seen;
  const buckets = seen.canary_runs.each((round) => declareArtifacts(scope, seen, round));
  const roles = seen.canary_runs.each(
    (round) =>
      declareServiceRole(
        scope,
        {
          name: "canaries",
          roleName: `${name}-canaries`,
          description: `Canaries of ${name}`,
          service: "lambda.amazonaws.com",
          permissionsBoundary: seen.permissions_boundary_arn,
          policyName: "run",
          statements: statementsOf(seen, round.value),
          tags: seen.tags,
        },
        round,
      ).role,
  );
  return seen.canaries.each(
    ({ id, loop, key, value }) =>
      new SyntheticsCanary(scope, id("aws_synthetics_canary.this"), {
        ...loop,
        name: `${name}-${key}`,
        artifactS3Location: `s3://${buckets.get("canary_runs").id}/${key}`,
        artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: logs_key_arn } },
        executionRoleArn: roles.get("canary_runs").arn,
        runtimeVersion: value.runtime_version,
        handler: value.handler,
        s3Bucket: value.code_bucket,
        s3Key: value.code_key,
        s3Version: value.code_version,
        schedule: { expression: value.schedule },
        runConfig: { timeoutInSeconds: value.timeout_seconds },
        startCanary: true,
        deleteLambda: true,
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
}

const declareArtifacts = (scope: Construct, { logs_key_arn, partition, tags }: Seen, round: Round<Runs>): S3Bucket =>
  declarePrivateBucket(
    scope,
    {
      name: "canaries",
      bucketName: round.value.bucket_name,
      partition,
      keyArn: logs_key_arn,
      expirationDays: round.value.retention_days,
      oldVersionDays: 7,
      tags,
    },
    round,
  ).bucket;

/** CloudWatch user guide, "Required roles and permissions for canaries". */
function statementsOf({ partition, logs_key_arn }: Seen, { account_id, bucket_name }: Runs): PolicyStatement[] {
  const bucket = `arn:${partition}:s3:::${bucket_name}`;
  const logs = `arn:${partition}:logs:*:${account_id}:log-group:/aws/lambda/cwsyn-*`;
  return [
    { Effect: "Allow", Action: "s3:PutObject", Resource: `${bucket}/*` },
    { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: bucket },
    { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
    { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: logs_key_arn },
    { Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], Resource: logs },
    {
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
    },
  ];
}
