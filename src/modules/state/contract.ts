import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, between, matches, oneOf } from "../../core/validations.js";
import { permissionsBoundaryArn } from "../../parts/inputs.js";

export const inputs = {
  account_id: required(
    t.string,
    "Account that the state lies in; its root administers the key.",
    matches(/^[0-9]{12}$/, "12 digits"),
  ),
  partition: defaulted(t.string, "aws", "AWS partition.", oneOf("aws")),
  bucket_name: required(
    t.string,
    "Name of the state bucket, unique in the world.",
    matches(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "3 to 63 lower-case letters, digits and hyphens"),
  ),
  lock_table_name: required(
    t.string,
    "Name of the DynamoDB table that holds the locks.",
    matches(/^[a-zA-Z0-9_.-]{3,255}$/, "3 to 255 letters, digits, hyphens, dots and underscores"),
  ),
  kms_alias: required(
    t.string,
    "Alias of the key that encrypts states and locks.",
    matches(/^alias\/[a-zA-Z0-9/_-]+$/, "alias/ and a name"),
  ),
  old_version_retention_days: defaulted(
    t.number,
    365,
    "Days that an old version of a state is kept.",
    between(30, 3650),
  ),
  old_versions_kept: defaulted(
    t.number,
    50,
    "Newest old versions of a state that are kept however old they are.",
    between(1, 100),
  ),
  access_log: nullable(
    t.object({ bucket: t.string, prefix: t.optional(t.string, "state/") }),
    "Logs each access to the state bucket into this bucket.",
  ),
  replication: nullable(
    t.object({ bucket_arn: t.string, kms_key_arn: t.string }),
    "Copies every version to this bucket, encrypted with this key; both lie in another region or account. The bucket must be versioned and own what is written into it (BucketOwnerEnforced).",
    attribute("bucket_arn", matches(/^arn:[a-z-]+:s3:::.+$/, "the ARN of a bucket")),
    attribute("kms_key_arn", matches(/^arn:[a-z-]+:kms:.+$/, "the ARN of a key")),
  ),
  permissions_boundary_arn: permissionsBoundaryArn,
  tags: defaulted(t.map(t.string), {}, "Tags of every resource."),
};

export const outputs = {
  bucket_name: output(t.string, "Name of the state bucket."),
  bucket_arn: output(t.string, "ARN of the state bucket."),
  lock_table_name: output(t.string, "Name of the lock table."),
  lock_table_arn: output(t.string, "ARN of the lock table."),
  kms_key_arn: output(t.string, "ARN of the key that encrypts states and locks."),
};
