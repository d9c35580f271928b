/** A PostgreSQL instance with a standby that its clients reach. */
export const example = {
  name: "example-dev-shop",
  account_id: "123456789012",
  vpc_id: "vpc-0123456789abcdef0",
  subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  engine: "postgres",
  engine_version: "16.4",
  parameter_group_family: "postgres16",
  port: 5433,
  database_name: "shop",
  admin_name: "shop_admin",
  instance: { instance_class: "db.t4g.medium", allocated_storage_gib: 50, max_allocated_storage_gib: 200 },
  parameters: {
    "rds.force_ssl": { value: "1" },
    log_min_duration_statement: { value: "1000", apply_method: "immediate" },
  },
  logs: { postgresql: {}, upgrade: {} },
  data_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  secrets_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789013",
  logs_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789014",
  final_snapshot_name: "example-dev-shop-final",
};
