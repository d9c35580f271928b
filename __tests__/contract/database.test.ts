import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { database } from "../../src/modules/database/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(database);
const made = declared(database);
const instance = made.aws_db_instance?.['this["instance"]'];
const key = (last: number) => `arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-12345678901${last}`;
const aurora = {
  instance: undefined,
  engine: "aurora-postgresql",
  parameter_group_family: "aurora-postgresql16",
  aurora: { min_capacity_acu: 0.5, max_capacity_acu: 8 },
  aurora_instances: { a: { promotion_tier: 0 }, b: { promotion_tier: 1 } },
};

describe("the interface of modules/database", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "partition",
      "permissions_boundary_arn",
      "vpc_id",
      "subnet_ids",
      "engine",
      "engine_version",
      "parameter_group_family",
      "port",
      "database_name",
      "admin_name",
      "instance",
      "aurora",
      "aurora_instances",
      "parameters",
      "clients",
      "logs",
      "data_key_arn",
      "secrets_key_arn",
      "logs_key_arn",
      "backup_retention_days",
      "backup_window",
      "maintenance_window",
      "monitoring_interval_seconds",
      "performance_insights_days",
      "deletion_protection",
      "final_snapshot_name",
      "tags",
    ]);
    expect(outputs).toEqual([
      "endpoint",
      "port",
      "database_arn",
      "resource_id",
      "security_group_id",
      "client_security_group_id",
      "secret_arn",
    ]);
  });

  it.each([
    [{ name: "a".repeat(51) }, ["name: ", "at most 50 characters"]],
    [{ vpc_id: "default" }, ["vpc_id: ", "the id of a VPC"]],
    [{ engine: "oracle-ee" }, ["engine: ", "one of postgres, mysql, aurora-postgresql, aurora-mysql"]],
    [{ port: 80 }, ["port: ", "a number from 1150 to 65535"]],
    [{ database_name: "1shop" }, ["database_name: ", "a letter, then letters, digits and underscores"]],
    [{ admin_name: "a".repeat(17) }, ["admin_name: ", "at most 16"]],
    [
      { instance: { instance_class: "m5.large", allocated_storage_gib: 20, max_allocated_storage_gib: 40 } },
      ["instance.instance_class: ", "a class of RDS"],
    ],
    [
      { instance: { instance_class: "db.t4g.medium", allocated_storage_gib: 5, max_allocated_storage_gib: 40 } },
      ["instance.allocated_storage_gib: ", "a number from 20 to 65536"],
    ],
    [
      { ...aurora, aurora: { min_capacity_acu: 0, max_capacity_acu: 8 } },
      ["aurora.min_capacity_acu: ", "a number from 0.5 to 256"],
    ],
    [
      { ...aurora, aurora: { min_capacity_acu: 1, max_capacity_acu: 512 } },
      ["aurora.max_capacity_acu: ", "a number from 1 to 256"],
    ],
    [
      { ...aurora, aurora_instances: { a: { promotion_tier: 16 } } },
      ["aurora_instances.promotion_tier: ", "a number from 0 to 15"],
    ],
    [
      { parameters: { a: { value: "1", apply_method: "now" } } },
      ["parameters.apply_method: ", "one of immediate, pending-reboot"],
    ],
    [{ clients: { a: { security_group_id: "0.0.0.0/0" } } }, ["clients.security_group_id: ", "the id of a security"]],
    [{ logs: { postgresql: { retention_days: 2 } } }, ["logs.retention_days: ", "one of 1, 3, 5"]],
    [{ data_key_arn: "alias/aws/rds" }, ["data_key_arn: ", "the ARN of a key"]],
    [{ secrets_key_arn: "alias/aws/rds" }, ["secrets_key_arn: ", "the ARN of a key"]],
    [{ logs_key_arn: "alias/aws/rds" }, ["logs_key_arn: ", "the ARN of a key"]],
    [{ backup_retention_days: 1 }, ["backup_retention_days: ", "a number from 7 to 35"]],
    [{ backup_window: "at night" }, ["backup_window: ", "a window in UTC"]],
    [{ maintenance_window: "Sunday" }, ["maintenance_window: ", "a window in UTC"]],
    [{ monitoring_interval_seconds: 0 }, ["monitoring_interval_seconds: ", "one of 1, 5, 10, 15, 30, 60"]],
    [{ performance_insights_days: 8 }, ["performance_insights_days: ", "one of 7, 31, 93, 731"]],
    [{ final_snapshot_name: "a".repeat(256) }, ["final_snapshot_name: ", "at most 255 characters"]],
    [{ aurora: aurora.aurora }, ["exactly one of instance and aurora is set"]],
    [{ instance: undefined }, ["exactly one of instance and aurora is set"]],
  ])("refuses %j", (given, words) => {
    for (const word of words) {
      expect(() => checkArguments("a call", database, { ...database.example, ...given })).toThrow(word);
    }
  });
});

describe("the instance", () => {
  it("survives the loss of a zone and a mistaken deletion", () => {
    expect(instance).toMatchObject({
      multi_az: true,
      deletion_protection: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: "example-dev-shop-final",
      delete_automated_backups: false,
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("is private and encrypted with keys of the account", () => {
    expect(instance).toMatchObject({
      publicly_accessible: false,
      storage_encrypted: true,
      kms_key_id: key(2),
      performance_insights_enabled: true,
      performance_insights_kms_key_id: key(2),
    });
  });

  it("has a password that only Secrets Manager knows, and lets IAM in", () => {
    expect(instance).toMatchObject({
      manage_master_user_password: true,
      master_user_secret_kms_key_id: key(3),
      iam_database_authentication_enabled: true,
    });
    for (const argument of ["password", "password_wo"]) expect(instance).not.toHaveProperty(argument);
  });

  it("takes clients over TLS alone", () => {
    expect(made.aws_db_parameter_group?.['this["instance"]']?.parameter).toContainEqual({
      name: "rds.force_ssl",
      value: "1",
      apply_method: "pending-reboot",
    });
    expect(instance).toMatchObject({
      parameter_group_name: '${aws_db_parameter_group.this["instance"].name}',
      ca_cert_identifier: "rds-ca-rsa2048-g1",
    });
  });

  it("reports on itself every minute, by a role that only this account's monitoring takes", () => {
    expect(instance).toMatchObject({
      monitoring_interval: 60,
      monitoring_role_arn: "${aws_iam_role.monitoring.arn}",
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
    });
    expect(statementsOf(made.aws_iam_role?.monitoring?.assume_role_policy)).toMatchObject([
      {
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
    expect(made.aws_cloudwatch_log_group?.['this["postgresql"]']).toMatchObject({
      name: "/aws/rds/instance/example-dev-shop/postgresql",
      kms_key_id: key(4),
      retention_in_days: 365,
    });
  });

  it("is restored from a snapshot once, and never made anew because its name changed", () => {
    const restored = { ...database.example.instance, snapshot_identifier: "rds:before" };
    expect(declared(database, { instance: restored }).aws_db_instance?.['this["instance"]']).toMatchObject({
      snapshot_identifier: "rds:before",
      lifecycle: { ignore_changes: ["snapshot_identifier", "engine_version"] },
    });
  });
});

describe("the database's group", () => {
  it("admits its clients' group and named groups, on the port alone, and nothing by range", () => {
    const clients = { reports: { security_group_id: "sg-00000001" } };
    const rules = Object.values(declared(database, { clients }).aws_vpc_security_group_ingress_rule ?? {});
    expect(rules).toHaveLength(2);
    for (const rule of rules) {
      expect(rule).toMatchObject({ ip_protocol: "tcp", from_port: 5433, to_port: 5433 });
      expect(rule).not.toHaveProperty("cidr_ipv4");
    }
    expect(rules.map((rule) => rule.referenced_security_group_id).sort()).toEqual([
      "${aws_security_group.clients.id}",
      "sg-00000001",
    ]);
  });
});

describe("an Aurora cluster instead", () => {
  const cluster = declared(database, aurora);

  it("has what the instance has", () => {
    expect(cluster).not.toHaveProperty("aws_db_instance");
    expect(cluster.aws_rds_cluster?.['this["aurora"]']).toMatchObject({
      serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 8 },
      storage_encrypted: true,
      manage_master_user_password: true,
      iam_database_authentication_enabled: true,
      deletion_protection: true,
      skip_final_snapshot: false,
      copy_tags_to_snapshot: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(cluster.aws_rds_cluster_parameter_group?.['this["aurora"]']?.parameter).toContainEqual({
      name: "rds.force_ssl",
      value: "1",
      apply_method: "pending-reboot",
    });
    expect(cluster.aws_cloudwatch_log_group?.['this["postgresql"]']).toMatchObject({
      name: "/aws/rds/cluster/example-dev-shop/postgresql",
    });
  });

  it("has its instances by name, private and watched", () => {
    expect(cluster.aws_rds_cluster_instance?.['this["b"]']).toMatchObject({
      identifier: "example-dev-shop-b",
      instance_class: "db.serverless",
      promotion_tier: 1,
      publicly_accessible: false,
      performance_insights_enabled: true,
      monitoring_interval: 60,
    });
  });
});
