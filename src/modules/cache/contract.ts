import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";
import { arnOf, tags } from "../../parts/inputs.js";

const window = (example: string) => matches(/^[a-z0-9:-]+-[a-z0-9:-]+$/, `a window in UTC, e.g. ${example}`);

export const inputs = {
  name: required(
    t.string,
    "Name of the cache and prefix of every name in it.",
    matches(/^[a-z][a-z0-9-]{0,23}$/, "at most 24 lower-case letters, digits and hyphens, a letter first"),
  ),
  vpc_id: required(t.string, "VPC that the cache stands in.", matches(/^vpc-[0-9a-f]+$/, "the id of a VPC")),
  subnet_ids: required(t.list(t.string), "Data subnets, in two zones at least."),
  engine_version: defaulted(t.string, "8.0", "Version of Valkey."),
  parameter_group_family: defaulted(t.string, "valkey8", "Family of the parameters."),
  parameters: defaulted(t.map(t.object({ value: t.string })), {}, "Parameters by Valkey's name."),
  port: required(t.number, "Port that it listens on.", between(1150, 65535)),
  node_type: required(
    t.string,
    "Type of each node.",
    matches(/^cache[.]/, "a type of ElastiCache, e.g. cache.t4g.small"),
  ),
  node_count: defaulted(t.number, 2, "Nodes: a primary and its replicas in other zones.", between(2, 6)),
  users: defaulted(
    t.map(t.object({ access_string: t.string })),
    {},
    "Who may do what, by lasting name; each signs in by IAM, without a password.",
    attribute("access_string", matches(/^on /, "rules of Valkey's ACL that begin with on, e.g. on ~app:* +@all")),
  ),
  snapshot_name: nullable(t.string, "Snapshot that it is made from; empty at first without one."),
  snapshot_retention_days: defaulted(t.number, 7, "Days that daily snapshots are kept.", between(1, 35)),
  snapshot_window: defaulted(t.string, "02:00-03:00", "When snapshots are taken.", window("02:00-03:00")),
  maintenance_window: defaulted(
    t.string,
    "sun:04:00-sun:05:00",
    "When minor upgrades are made.",
    window("sun:04:00-sun:05:00"),
  ),
  final_snapshot_name: required(t.string, "Name of the snapshot that a deletion takes first.", atMost(255)),
  log_retention_days: defaulted(t.number, 365, "Days that its logs are kept.", oneOf(...retentionDays)),
  data_key_arn: required(t.string, "Key of what it stores.", arnOf("kms", "a key")),
  logs_key_arn: required(t.string, "Key of its logs.", arnOf("kms", "a key")),
  tags,
};

const userArn = "arn:aws:elasticache:eu-west-1:000000000000:user:mock";

export const outputs = {
  endpoint: output(t.string, "Name of the primary, for what writes.", "mock.abcdef.ng.0001.euw1.cache.amazonaws.com"),
  reader_endpoint: output(
    t.string,
    "Name that leads to all nodes, for what reads alone.",
    "mock-ro.abcdef.ng.0001.euw1.cache.amazonaws.com",
  ),
  port: output(t.number, "Port that clients connect to."),
  cache_arn: output(
    t.string,
    "ARN of the replication group, for elasticache:Connect.",
    "arn:aws:elasticache:eu-west-1:000000000000:replicationgroup:mock",
  ),
  user_arns: output(t.map(t.string), "ARNs of the users by lasting name, for elasticache:Connect.", userArn),
  security_group_id: output(t.string, "Group of the cache.", "sg-00000000"),
  client_security_group_id: output(
    t.string,
    "Group whose members reach the cache, and nothing else by it.",
    "sg-00000000",
  ),
};
