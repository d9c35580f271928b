import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import { policyDocument } from "../../domain/policy-document.js";
import type { PrivateBucket } from "../../parts/private-bucket.js";
import type { Seen } from "./key.js";

/** Declares the copy of every version of every state to another bucket, with a role that can do nothing else. */
export function declareReplication(
  scope: Construct,
  seen: Seen,
  { bucket, versioning }: PrivateBucket,
  key: KmsKey,
): void {
  const { replication, partition, account_id, bucket_name, tags } = seen;
  const roles = replication.each(
    ({ id, loop }) =>
      new IamRole(scope, id("aws_iam_role.replication"), {
        ...loop,
        namePrefix: "state-replication-",
        assumeRolePolicy: policyDocument({
          Effect: "Allow",
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": account_id } },
        }),
        permissionsBoundary: seen.permissions_boundary_arn,
        tags: tagged(tags, { Name: `${bucket_name}-replication` }),
      }),
  );
  const source = `arn:${partition}:s3:::${bucket_name}`;
  replication.each(
    (round) =>
      new IamRolePolicy(scope, round.id("aws_iam_role_policy.replication"), {
        ...round.loop,
        name: "replicate-state",
        role: roles.at(round).name,
        policy: policyDocument(
          { Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: source },
          {
            Effect: "Allow",
            Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
            Resource: `${source}/*`,
          },
          {
            Effect: "Allow",
            Action: ["s3:ReplicateObject", "s3:ReplicateTags"],
            Resource: `${round.value.bucket_arn}/*`,
          },
          { Effect: "Allow", Action: "kms:Decrypt", Resource: key.arn },
          { Effect: "Allow", Action: "kms:Encrypt", Resource: round.value.kms_key_arn },
        ),
      }),
  );
  replication.each(
    (round) =>
      new S3BucketReplicationConfigurationA(scope, round.id("aws_s3_bucket_replication_configuration.this"), {
        ...round.loop,
        bucket: bucket.id,
        role: roles.at(round).arn,
        rule: [
          {
            id: "every-version",
            status: "Enabled",
            filter: {},
            deleteMarkerReplication: { status: "Disabled" },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
            destination: {
              bucket: round.value.bucket_arn,
              encryptionConfiguration: { replicaKmsKeyId: round.value.kms_key_arn },
            },
          },
        ],
        dependsOn: [versioning],
      }),
  );
}
