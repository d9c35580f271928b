import {
  type Bucket,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAclCommand,
  type GetBucketAclCommandOutput,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  type GetBucketLifecycleConfigurationCommandOutput,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  type GetBucketNotificationConfigurationCommandOutput,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  type GetBucketVersioningCommandOutput,
  GetBucketWebsiteCommand,
  type GetBucketWebsiteCommandOutput,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type Tag,
} from "@aws-sdk/client-s3";
import { call } from "../call.js";
import { type AnyCollector, type Draft, defineCollector, detail, listing, type Scene } from "../collector.js";
import { keep, links, partOf, tagsOf, toJson } from "../describe.js";

const ofBucket = ([{ Name }]: readonly [Bucket, ...Bucket[]]) => ({ Bucket: Name });

interface Details {
  tags: Tag[];
  versioning: GetBucketVersioningCommandOutput;
  encryption: unknown;
  policy: string;
  access: unknown;
  lifecycle: GetBucketLifecycleConfigurationCommandOutput;
  logging: unknown;
  cors: unknown;
  website: GetBucketWebsiteCommandOutput;
  notification: GetBucketNotificationConfigurationCommandOutput;
  ownership: unknown;
  acl: GetBucketAclCommandOutput;
  lock: unknown;
  acceleration: string;
  payer: string;
  replication: unknown;
}

/** A sub-resource that Terraform manages as a type of its own: there is one where the answer has it. */
const part =
  (content: (details: Partial<Details>) => unknown) =>
  ({ item, details }: Scene<Bucket, Details, undefined>): readonly Draft[] => {
    const attributes = toJson(content(details));
    if (attributes === undefined || attributes === null || typeof attributes !== "object") return [];
    return [
      {
        id: item.Name ?? "",
        attributes: attributes as Draft["attributes"],
        links: partOf("bucket", "aws_s3_bucket", item.Name),
      },
    ];
  };

/** Whether somebody but the owner has a grant; a bucket's first list is the owner's alone. */
const isShared = ({ Grants, Owner }: GetBucketAclCommandOutput): boolean =>
  (Grants ?? []).some(({ Grantee }) => Grantee?.ID === undefined || Grantee.ID !== Owner?.ID);

const hasNotifications = (notification: GetBucketNotificationConfigurationCommandOutput): boolean =>
  Boolean(
    notification.EventBridgeConfiguration ||
      notification.LambdaFunctionConfigurations?.length ||
      notification.QueueConfigurations?.length ||
      notification.TopicConfigurations?.length,
  );

export const buckets = defineCollector<Bucket, Details>({
  name: "s3:buckets",
  service: "s3",
  scope: "regional",
  list: listing(call("s3", "s3:ListAllMyBuckets", ListBucketsCommand), {
    // A bucket lies in one region, and only there its settings are read.
    input: (_, { region }) => ({ BucketRegion: region, MaxBuckets: 1000 }),
    items: ({ Buckets }) => Buckets,
    next: ({ ContinuationToken }) => (ContinuationToken ? { ContinuationToken } : undefined),
  }),
  details: {
    tags: detail(call("s3", "s3:GetBucketTagging", GetBucketTaggingCommand), {
      input: ofBucket,
      take: ({ TagSet }) => TagSet,
    }),
    versioning: detail(call("s3", "s3:GetBucketVersioning", GetBucketVersioningCommand), {
      input: ofBucket,
      take: (output) => (output.Status ? output : undefined),
    }),
    encryption: detail(call("s3", "s3:GetEncryptionConfiguration", GetBucketEncryptionCommand), {
      input: ofBucket,
      take: ({ ServerSideEncryptionConfiguration }) => ServerSideEncryptionConfiguration,
    }),
    policy: detail(call("s3", "s3:GetBucketPolicy", GetBucketPolicyCommand), {
      input: ofBucket,
      take: ({ Policy }) => Policy,
    }),
    access: detail(call("s3", "s3:GetBucketPublicAccessBlock", GetPublicAccessBlockCommand), {
      input: ofBucket,
      take: ({ PublicAccessBlockConfiguration }) => PublicAccessBlockConfiguration,
    }),
    lifecycle: detail(call("s3", "s3:GetLifecycleConfiguration", GetBucketLifecycleConfigurationCommand), {
      input: ofBucket,
      take: (output) => (output.Rules?.length ? output : undefined),
    }),
    logging: detail(call("s3", "s3:GetBucketLogging", GetBucketLoggingCommand), {
      input: ofBucket,
      take: ({ LoggingEnabled }) => (LoggingEnabled?.TargetBucket ? LoggingEnabled : undefined),
    }),
    cors: detail(call("s3", "s3:GetBucketCORS", GetBucketCorsCommand), {
      input: ofBucket,
      take: ({ CORSRules }) => (CORSRules?.length ? { CORSRules } : undefined),
    }),
    website: detail(call("s3", "s3:GetBucketWebsite", GetBucketWebsiteCommand), {
      input: ofBucket,
      take: (output) => output,
    }),
    notification: detail(call("s3", "s3:GetBucketNotification", GetBucketNotificationConfigurationCommand), {
      input: ofBucket,
      take: (output) => (hasNotifications(output) ? output : undefined),
    }),
    ownership: detail(call("s3", "s3:GetBucketOwnershipControls", GetBucketOwnershipControlsCommand), {
      input: ofBucket,
      take: ({ OwnershipControls }) => (OwnershipControls?.Rules?.length ? OwnershipControls : undefined),
    }),
    acl: detail(call("s3", "s3:GetBucketAcl", GetBucketAclCommand), {
      input: ofBucket,
      take: (output) => (isShared(output) ? output : undefined),
    }),
    lock: detail(call("s3", "s3:GetBucketObjectLockConfiguration", GetObjectLockConfigurationCommand), {
      input: ofBucket,
      take: ({ ObjectLockConfiguration }) =>
        ObjectLockConfiguration?.ObjectLockEnabled ? ObjectLockConfiguration : undefined,
    }),
    acceleration: detail(call("s3", "s3:GetAccelerateConfiguration", GetBucketAccelerateConfigurationCommand), {
      // AWS does not know the question for a name that has dots in it.
      appliesTo: ({ Name }: Bucket) => !Name?.includes("."),
      input: ofBucket,
      take: ({ Status }) => Status,
    }),
    payer: detail(call("s3", "s3:GetBucketRequestPayment", GetBucketRequestPaymentCommand), {
      input: ofBucket,
      take: ({ Payer }) => Payer,
    }),
    replication: detail(call("s3", "s3:GetReplicationConfiguration", GetBucketReplicationCommand), {
      input: ofBucket,
      take: ({ ReplicationConfiguration }) => ReplicationConfiguration,
    }),
  },
  label: ({ Name }) => `bucket ${Name}`,
  types: {
    aws_s3_bucket: ({ item, details }) => [
      { id: item.Name ?? "", attributes: keep(item, ["Name"]), tags: tagsOf(details.tags) },
    ],
    aws_s3_bucket_versioning: part(({ versioning }) => versioning && keep(versioning, ["Status", "MFADelete"])),
    aws_s3_bucket_server_side_encryption_configuration: part(({ encryption }) => encryption),
    aws_s3_bucket_policy: part(({ policy }) => policy && { Policy: policy }),
    aws_s3_bucket_public_access_block: part(({ access }) => access),
    aws_s3_bucket_lifecycle_configuration: part(
      ({ lifecycle }) => lifecycle && keep(lifecycle, ["Rules", "TransitionDefaultMinimumObjectSize"]),
    ),
    aws_s3_bucket_logging: (scene) => {
      const target = (scene.details.logging as { TargetBucket?: string } | undefined)?.TargetBucket;
      return part(({ logging }) => logging)(scene).map((draft) => ({
        ...draft,
        links: [...(draft.links ?? []), ...links("target_bucket", "aws_s3_bucket", target)],
      }));
    },
    aws_s3_bucket_cors_configuration: part(({ cors }) => cors),
    aws_s3_bucket_website_configuration: part(
      ({ website }) =>
        website && keep(website, ["IndexDocument", "ErrorDocument", "RedirectAllRequestsTo", "RoutingRules"]),
    ),
    aws_s3_bucket_notification: part(
      ({ notification }) =>
        notification &&
        keep(notification, [
          "TopicConfigurations",
          "QueueConfigurations",
          "LambdaFunctionConfigurations",
          "EventBridgeConfiguration",
        ]),
    ),
    aws_s3_bucket_ownership_controls: part(({ ownership }) => ownership),
    aws_s3_bucket_acl: part(({ acl }) => acl && keep(acl, ["Owner", "Grants"])),
    aws_s3_bucket_object_lock_configuration: part(({ lock }) => lock),
    aws_s3_bucket_accelerate_configuration: part(({ acceleration }) => acceleration && { Status: acceleration }),
    aws_s3_bucket_request_payment_configuration: part(({ payer }) => payer === "Requester" && { Payer: payer }),
    aws_s3_bucket_replication_configuration: part(({ replication }) => replication),
  },
});

export const s3: readonly AnyCollector[] = [buckets];
