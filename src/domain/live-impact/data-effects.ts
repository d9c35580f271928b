import { type Effects, rule } from "./attachment.js";

/** What new objects do to existing buckets, databases, tables, file systems and images. */
export const dataEffects: Effects = {
  aws_s3_bucket_policy: rule("bucket", "replaces the bucket's policy: what it no longer allows is refused"),
  aws_s3_bucket_public_access_block: rule("bucket", "refuses what reads the bucket without credentials"),
  aws_s3_bucket_acl: rule("bucket", "replaces the bucket's grants"),
  aws_s3_bucket_ownership_controls: rule("bucket", "may switch ACLs off, and with them what they allowed"),
  aws_s3_bucket_lifecycle_configuration: rule("bucket", "replaces the bucket's rules; new ones delete or move objects"),
  aws_s3_bucket_notification: rule("bucket", "replaces everything that the bucket tells about its objects"),
  aws_s3_bucket_versioning: rule("bucket", "keeps every version from now on, or no longer does"),
  aws_s3_bucket_server_side_encryption_configuration: rule(
    "bucket",
    "encrypts new objects with another key, which their readers need too",
  ),
  aws_s3_bucket_replication_configuration: rule("bucket", "copies new objects elsewhere"),
  aws_s3_bucket_cors_configuration: rule("bucket", "replaces which sites' pages may read the bucket"),
  aws_s3_bucket_website_configuration: rule("bucket", "replaces how the bucket is served as a site"),
  aws_s3_bucket_object_lock_configuration: rule("bucket", "keeps new objects from being deleted"),
  aws_s3_bucket_request_payment_configuration: rule("bucket", "refuses readers that do not pay"),
  aws_s3_object: rule("bucket", "writes an object over one of the same key"),
  aws_s3_bucket_object: rule("bucket", "writes an object over one of the same key"),
  aws_s3_object_copy: rule("bucket", "writes an object over one of the same key"),
  aws_rds_cluster_instance: rule("cluster_identifier", "takes a share of what the reader endpoint gets"),
  aws_rds_cluster_activity_stream: rule("resource_arn", "records every statement, which slows the database"),
  aws_db_snapshot: rule("db_instance_identifier", "may pause a database of a single zone while it begins"),
  aws_dynamodb_table_item: rule("table_name", "writes an item over one of the same key"),
  aws_dynamodb_resource_policy: rule("resource_arn", "replaces the table's policy; a Deny cuts its clients off"),
  aws_efs_mount_target: rule("file_system_id", "answers the file system's name in one more zone"),
  aws_efs_file_system_policy: rule("file_system_id", "replaces the file system's policy: clients may be refused"),
  aws_ecr_lifecycle_policy: rule("repository", "deletes images, also those that a restart would pull"),
  aws_ecr_repository_policy: rule("repository", "replaces who may pull and push"),
};
