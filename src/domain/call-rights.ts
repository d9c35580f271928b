import type { PolicyStatement } from "./policy-document.js";
import { isAboutAction, isLike, listed } from "./policy-match.js";

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

/** Whether a statement is about an object; about any, where the call does not tell which it is about. */
const isAboutObject = ({ Resource, NotResource }: PolicyStatement, resource: string) =>
  NotResource
    ? !listed(NotResource).some((pattern) => isLike(pattern, resource))
    : listed(Resource).some((pattern) => isLike(pattern, resource));

/** Whether it denies for sure: under no condition, and this object, or whatever the call is about. */
const isOutright = (statement: PolicyStatement, resource: string | undefined) =>
  statement.Effect === "Deny" &&
  !statement.Condition &&
  (resource === undefined ? listed(statement.Resource).includes("*") : isAboutObject(statement, resource));

/** Whether a statement's list of regions has this one; of other conditions nothing is known. */
function isInRegion({ Condition }: PolicyStatement, region: string | undefined): boolean {
  const regions = Condition?.StringEquals?.["aws:RequestedRegion"];
  return regions === undefined || region === undefined || listed(regions).includes(region);
}

/** What a call tells of what it is about. */
export interface CallPlace {
  readonly resource?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * Whether policies could allow an action, on one object and in one region where these are known: one statement allows it, and none
 * denies it outright. A call that this refuses is refused by AWS; one that it lets pass may still be about an object that it does not
 * tell.
 */
export const couldBeAllowed = (
  statements: readonly PolicyStatement[],
  action: string,
  { resource, region }: CallPlace = {},
): boolean =>
  statements.some(
    (each) =>
      each.Effect === "Allow" &&
      isAboutAction(each, action) &&
      isInRegion(each, region) &&
      (resource === undefined || isAboutObject(each, resource)),
  ) && !statements.some((each) => isAboutAction(each, action) && isOutright(each, resource));
