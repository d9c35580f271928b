import { made, type RuleCases, to } from "./cases.js";

const key = "arn:aws:kms:eu-west-1:111111111111:key/1";
const instance = (values: Record<string, unknown>) => made("aws_db_instance", values);
const cluster = (values: Record<string, unknown>) => made("aws_rds_cluster", values);
const member = (name: string, values: Record<string, unknown> = {}) =>
  made("aws_rds_cluster_instance", { cluster_identifier: to("aws_rds_cluster"), ...values }, name);
const kept = {
  backup_retention_period: 7,
  deletion_protection: true,
  skip_final_snapshot: false,
  delete_automated_backups: false,
};
const watched = {
  monitoring_interval: 60,
  monitoring_role_arn: "arn:aws:iam::111111111111:role/monitoring",
  performance_insights_enabled: true,
  performance_insights_kms_key_id: key,
};
const parameters = (type: string, name: string, value: string) => made(type, { parameter: [{ name, value }] });

export const databaseCases: Readonly<Record<string, RuleCases>> = {
  "rds.encrypted": {
    passes: [
      [instance({ storage_encrypted: true, kms_key_id: key })],
      [cluster({ storage_encrypted: true, kms_key_id: key })],
    ],
    fails: [
      [[instance({ kms_key_id: key })], "not encrypted with such a key"],
      [[cluster({ storage_encrypted: true })], "not encrypted with such a key"],
    ],
  },
  "rds.private": {
    passes: [[instance({ publicly_accessible: false })], [member("a", { publicly_accessible: false })]],
    fails: [[[instance({ publicly_accessible: true })], "publicly_accessible is not false"]],
  },
  "rds.several-zones": {
    passes: [[instance({ multi_az: true })], [cluster({}), member("a"), member("b")]],
    fails: [
      [[instance({})], "multi_az is not true"],
      [[cluster({}), member("a")], "it has 1 instance"],
    ],
  },
  "rds.recoverable": {
    passes: [[instance(kept)], [cluster({ ...kept, delete_automated_backups: undefined })]],
    fails: [
      [[instance({ ...kept, backup_retention_period: 1 })], "backup_retention_period is 1"],
      [[instance({ ...kept, deletion_protection: false })], "deletion_protection is not true"],
      [[cluster({ ...kept, skip_final_snapshot: true })], "skip_final_snapshot is not false"],
      [[instance({ ...kept, delete_automated_backups: true })], "delete_automated_backups is not false"],
    ],
  },
  "rds.no-password": {
    passes: [[instance({ manage_master_user_password: true, master_user_secret_kms_key_id: key })]],
    fails: [
      [[instance({ password: "x" })], "stands in the configuration"],
      [[cluster({ master_password: "x" })], "stands in the configuration"],
      [[instance({})], "manage_master_user_password is not true"],
      [[cluster({ manage_master_user_password: true })], "its secret is not encrypted"],
    ],
  },
  "rds.identity": {
    passes: [[instance({ iam_database_authentication_enabled: true })]],
    fails: [[[cluster({})], "iam_database_authentication_enabled is not true"]],
  },
  "rds.tls": {
    passes: [
      [
        instance({ parameter_group_name: to("aws_db_parameter_group", "name") }),
        parameters("aws_db_parameter_group", "rds.force_ssl", "1"),
      ],
      [
        cluster({ db_cluster_parameter_group_name: to("aws_rds_cluster_parameter_group", "name") }),
        parameters("aws_rds_cluster_parameter_group", "require_secure_transport", "ON"),
      ],
    ],
    fails: [
      [[instance({ parameter_group_name: "default.postgres16" })], "no parameters of its own"],
      [
        [
          instance({ parameter_group_name: to("aws_db_parameter_group", "name") }),
          parameters("aws_db_parameter_group", "rds.force_ssl", "0"),
        ],
        "no parameter refuses clients without TLS",
      ],
    ],
  },
  "rds.logged": {
    passes: [[instance({ enabled_cloudwatch_logs_exports: ["postgresql"] })]],
    fails: [[[cluster({ enabled_cloudwatch_logs_exports: [] })], "names none"]],
  },
  "rds.watched": {
    passes: [[instance(watched)], [member("a", watched)]],
    fails: [
      [[instance({ ...watched, monitoring_interval: 0 })], "its system reports nothing"],
      [
        [member("a", { ...watched, performance_insights_kms_key_id: undefined })],
        "Performance Insights does not watch",
      ],
    ],
  },
  "rds.current": {
    passes: [[instance({ auto_minor_version_upgrade: true, copy_tags_to_snapshot: true })]],
    fails: [
      [[instance({ copy_tags_to_snapshot: true })], "auto_minor_version_upgrade is not true"],
      [[instance({ auto_minor_version_upgrade: true })], "copy_tags_to_snapshot is not true"],
    ],
  },
  "rds.not-where-anyone-looks": {
    passes: [[instance({ port: 5433, username: "shop_admin" })]],
    fails: [
      [[instance({ port: 5432, username: "shop_admin" })], "it listens on its engine's port"],
      [[instance({ username: "shop_admin" })], "it listens on its engine's port"],
      [[cluster({ port: 5433, master_username: "postgres" })], "its administrator is postgres"],
    ],
  },
};
