import type { PolicyStatement } from "./policy-document.js";
import { isAboutAction, listed } from "./policy-match.js";

/** Signing names of services whose actions have another prefix. */
const prefixes: Readonly<Record<string, string>> = { monitoring: "cloudwatch", tagging: "tag" };

/** Operations of S3 that are judged under another name (service authorization reference, Amazon S3). */
const s3Actions: Readonly<Record<string, string>> = {
  DeleteBucketCors: "PutBucketCORS",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  DeleteBucketReplication: "PutReplicationConfiguration",
  DeleteBucketTagging: "PutBucketTagging",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketCors: "GetBucketCORS",
  GetBucketEncryption: "GetEncryptionConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  GetBucketReplication: "GetReplicationConfiguration",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListBuckets: "ListAllMyBuckets",
  ListObjects: "ListBucket",
  ListObjectsV2: "ListBucket",
  PutBucketCors: "PutBucketCORS",
  PutBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  PutBucketReplication: "PutReplicationConfiguration",
  PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
};

/** The action by which IAM judges an API call, e.g. `s3:ListBucket` for `s3` and `HeadBucket`. */
export const iamAction = (service: string, operation: string): string =>
  `${prefixes[service] ?? service}:${(service === "s3" && s3Actions[operation]) || operation}`;

/** Whether it denies whatever the call is about: not only certain objects, and under no condition. */
const isOutright = ({ Effect, Resource, Condition }: PolicyStatement) =>
  Effect === "Deny" && !Condition && listed(Resource).includes("*");

/**
 * Whether policies could allow an action for some object: one statement allows it, and none denies it outright. A call that this
 * refuses is refused by AWS; one that it lets pass may still be about the wrong object.
 */
export const couldBeAllowed = (statements: readonly PolicyStatement[], action: string): boolean =>
  statements.some((each) => each.Effect === "Allow" && isAboutAction(each, action)) &&
  !statements.some((each) => isOutright(each) && isAboutAction(each, action));
