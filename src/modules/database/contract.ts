import { defaulted, exactlyOneOf, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";
import { accountId, arnOf, name, partition, permissionsBoundaryArn, tags } from "../../parts/inputs.js";

const window = (example: string) => matches(/^[a-z0-9:-]+-[a-z0-9:-]+$/, `a window in UTC, e.g. ${example}`);

export const inputs = {
  name: name("database", 50),
  account_id: accountId,
  partition,
  permissions_boundary_arn: permissionsBoundaryArn,
  vpc_id: required(t.string, "VPC that the database stands in.", matches(/^vpc-[0-9a-f]+$/, "the id of a VPC")),
  subnet_ids: required(t.list(t.string), "Data subnets, in two zones at least."),
  engine: required(
    t.string,
    "Engine, as RDS names it.",
    oneOf("postgres", "mysql", "aurora-postgresql", "aurora-mysql"),
  ),
  engine_version: required(t.string, "Version of the engine, e.g. 16.4."),
  parameter_group_family: required(t.string, "Family of the parameters, e.g. postgres16."),
  port: required(t.number, "Port that it listens on.", between(1150, 65535)),
  database_name: required(
    t.string,
    "Database that is made at first.",
    matches(/^[a-zA-Z][a-zA-Z0-9_]{0,62}$/, "a letter, then letters, digits and underscores"),
  ),
  admin_name: required(
    t.string,
    "Name of the administrator, whose password Secrets Manager makes and rotates.",
    matches(/^[a-zA-Z][a-zA-Z0-9_]{0,15}$/, "a letter, then letters, digits and underscores, at most 16"),
  ),
  instance: nullable(
    t.object({
      instance_class: t.string,
      allocated_storage_gib: t.number,
      max_allocated_storage_gib: t.number,
      multi_az: t.optional(t.bool, true),
      snapshot_identifier: t.optional(t.string),
      replicate_source_db: t.optional(t.string),
    }),
    "One instance with a standby in another zone; restored from a snapshot, or following another database, where asked.",
    attribute("instance_class", matches(/^db[.]/, "a class of RDS, e.g. db.t4g.medium")),
    attribute("allocated_storage_gib", between(20, 65536)),
  ),
  aurora: nullable(
    t.object({
      min_capacity_acu: t.number,
      max_capacity_acu: t.number,
      snapshot_identifier: t.optional(t.string),
    }),
    "An Aurora Serverless v2 cluster instead, between these capacities.",
    attribute("min_capacity_acu", between(0.5, 256)),
    attribute("max_capacity_acu", between(1, 256)),
  ),
  aurora_instances: defaulted(
    t.map(t.object({ promotion_tier: t.number })),
    {},
    "Instances of the cluster by lasting name; the lowest tier takes over first.",
    attribute("promotion_tier", between(0, 15)),
  ),
  parameters: defaulted(
    t.map(t.object({ value: t.string, apply_method: t.optional(t.string, "pending-reboot") })),
    {},
    "Parameters of the engine by AWS's name.",
    attribute("apply_method", oneOf("immediate", "pending-reboot")),
  ),
  clients: defaulted(
    t.map(t.object({ security_group_id: t.string })),
    {},
    "Groups that may reach the port beside the clients' group that is made here, by lasting name.",
    attribute("security_group_id", matches(/^sg-[0-9a-f]+$/, "the id of a security group")),
  ),
  logs: defaulted(
    t.map(t.object({ retention_days: t.optional(t.number, 365) })),
    {},
    "Logs that are sent to CloudWatch, by RDS's name, e.g. postgresql.",
    attribute("retention_days", oneOf(...retentionDays)),
  ),
  data_key_arn: required(t.string, "Key of the storage and of Performance Insights.", arnOf("kms", "a key")),
  secrets_key_arn: required(t.string, "Key of the administrator's secret.", arnOf("kms", "a key")),
  logs_key_arn: required(t.string, "Key of the logs.", arnOf("kms", "a key")),
  backup_retention_days: defaulted(t.number, 35, "Days to any second of which it can be restored.", between(7, 35)),
  backup_window: defaulted(t.string, "02:00-03:00", "When snapshots are taken.", window("02:00-03:00")),
  maintenance_window: defaulted(
    t.string,
    "sun:04:00-sun:05:00",
    "When minor upgrades are made.",
    window("sun:04:00-sun:05:00"),
  ),
  monitoring_interval_seconds: defaulted(t.number, 60, "How often the system reports.", oneOf(1, 5, 10, 15, 30, 60)),
  performance_insights_days: defaulted(t.number, 7, "Days of Performance Insights; 7 are free.", oneOf(7, 31, 93, 731)),
  deletion_protection: defaulted(t.bool, true, "Whether it can be deleted only after this is false."),
  final_snapshot_name: required(t.string, "Name of the snapshot that a deletion takes first.", atMost(255)),
  tags,
};

export const rules = [exactlyOneOf("instance", "aurora")];

export const outputs = {
  endpoint: output(t.string, "Name that clients connect to.", "mock.eu-west-1.rds.amazonaws.com"),
  port: output(t.number, "Port that clients connect to."),
  database_arn: output(t.string, "ARN of the instance or the cluster.", "arn:aws:rds:eu-west-1:000000000000:db:mock"),
  resource_id: output(t.string, "Id that IAM's rds-db:connect names it by.", "db-MOCK"),
  security_group_id: output(t.string, "Group of the database.", "sg-00000000"),
  client_security_group_id: output(
    t.string,
    "Group whose members reach the database, and nothing else by it.",
    "sg-00000000",
  ),
  secret_arn: output(
    t.string,
    "ARN of the administrator's secret, for External Secrets or a SecretProviderClass.",
    "arn:aws:secretsmanager:eu-west-1:000000000000:secret:mock",
  ),
};
