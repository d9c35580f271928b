/** A state bucket with its lock table and key. */
export const example = {
  account_id: "123456789012",
  bucket_name: "example-dev-state-123456789012",
  lock_table_name: "example-dev-state-lock",
  kms_alias: "alias/example-dev-state",
};
