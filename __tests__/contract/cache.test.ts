import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { cache } from "../../src/modules/cache/index.js";
import { declared, interfaceOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(cache);
const made = declared(cache);
const group = made.aws_elasticache_replication_group?.this;

describe("the interface of modules/cache", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "vpc_id",
      "subnet_ids",
      "engine_version",
      "parameter_group_family",
      "parameters",
      "port",
      "node_type",
      "node_count",
      "users",
      "snapshot_name",
      "snapshot_retention_days",
      "snapshot_window",
      "maintenance_window",
      "final_snapshot_name",
      "log_retention_days",
      "data_key_arn",
      "logs_key_arn",
      "tags",
    ]);
    expect(outputs).toEqual([
      "endpoint",
      "reader_endpoint",
      "port",
      "cache_arn",
      "user_arns",
      "security_group_id",
      "client_security_group_id",
    ]);
  });

  it.each([
    [{ name: "a".repeat(25) }, ["name: ", "at most 24 lower-case letters"]],
    [{ name: "shop_sessions" }, ["name: ", "at most 24 lower-case letters"]],
    [{ vpc_id: "default" }, ["vpc_id: ", "the id of a VPC"]],
    [{ port: 80 }, ["port: ", "a number from 1150 to 65535"]],
    [{ node_type: "t4g.small" }, ["node_type: ", "a type of ElastiCache"]],
    [{ node_count: 1 }, ["node_count: ", "a number from 2 to 6"]],
    [
      { users: { a: { access_string: "~* +@all" } } },
      ["users.access_string: ", "rules of Valkey's ACL that begin with on"],
    ],
    [{ snapshot_retention_days: 0 }, ["snapshot_retention_days: ", "a number from 1 to 35"]],
    [{ snapshot_window: "at night" }, ["snapshot_window: ", "a window in UTC"]],
    [{ maintenance_window: "Sunday" }, ["maintenance_window: ", "a window in UTC"]],
    [{ final_snapshot_name: "a".repeat(256) }, ["final_snapshot_name: ", "at most 255 characters"]],
    [{ log_retention_days: 2 }, ["log_retention_days: ", "one of 1, 3, 5"]],
    [{ data_key_arn: "alias/aws/elasticache" }, ["data_key_arn: ", "the ARN of a key"]],
    [{ logs_key_arn: "alias/aws/logs" }, ["logs_key_arn: ", "the ARN of a key"]],
  ])("refuses %j", (given, words) => {
    for (const word of words) {
      expect(() => checkArguments("a call", cache, { ...cache.example, ...given })).toThrow(word);
    }
  });
});

describe("the cache", () => {
  it("survives the loss of a zone", () => {
    expect(group).toMatchObject({
      engine: "valkey",
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
  });

  it("is encrypted where it lies and on its way", () => {
    expect(group).toMatchObject({
      at_rest_encryption_enabled: "true",
      kms_key_id: cache.example.data_key_arn,
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
    });
  });

  it("is saved every day and before it is deleted", () => {
    expect(group).toMatchObject({
      snapshot_retention_limit: 7,
      snapshot_window: "02:00-03:00",
      final_snapshot_identifier: "example-dev-sessions-final",
    });
    expect(declared(cache, { snapshot_name: "before" }).aws_elasticache_replication_group?.this).toMatchObject({
      snapshot_name: "before",
      lifecycle: { ignore_changes: ["snapshot_name"] },
    });
  });

  it("knows no password: users sign in by IAM, and nobody as the default user", () => {
    expect(made.aws_elasticache_user?.['this["shop"]']).toMatchObject({
      user_id: "example-dev-sessions-shop",
      user_name: "example-dev-sessions-shop",
      access_string: "on ~shop:* +@all -@dangerous",
      authentication_mode: { type: "iam" },
    });
    expect(made.aws_elasticache_user?.default).toMatchObject({
      user_name: "default",
      access_string: "off ~* -@all",
    });
    expect(group).toMatchObject({ user_group_ids: ["${aws_elasticache_user_group.this.user_group_id}"] });
    expect(made.aws_elasticache_user_group_association?.['this["shop"]']).toMatchObject({
      user_group_id: "${aws_elasticache_user_group.this.user_group_id}",
      user_id: '${aws_elasticache_user.this["shop"].user_id}',
    });
    expect(JSON.stringify(made)).not.toMatch(/auth_token|"passwords"/);
  });

  it("is reached on its port by its clients' group alone", () => {
    expect(Object.values(made.aws_vpc_security_group_ingress_rule ?? {})).toEqual([
      expect.objectContaining({
        security_group_id: "${aws_security_group.this.id}",
        referenced_security_group_id: "${aws_security_group.clients.id}",
        ip_protocol: "tcp",
        from_port: 6380,
        to_port: 6380,
      }),
    ]);
    expect(group).toMatchObject({ port: 6380, security_group_ids: ["${aws_security_group.this.id}"] });
    expect(made.aws_security_group?.this).not.toHaveProperty("ingress");
  });

  it("sends both logs to groups of its own", () => {
    expect(made.aws_cloudwatch_log_group?.slow_log).toMatchObject({
      name: "/aws/elasticache/example-dev-sessions/slow-log",
      retention_in_days: 365,
      kms_key_id: cache.example.logs_key_arn,
    });
    expect(group).toMatchObject({
      log_delivery_configuration: [
        { log_type: "slow-log", log_format: "json", destination_type: "cloudwatch-logs" },
        { log_type: "engine-log", log_format: "json", destination_type: "cloudwatch-logs" },
      ],
    });
  });

  it("has its own parameters", () => {
    expect(made.aws_elasticache_parameter_group?.this).toMatchObject({
      family: "valkey8",
      parameter: [{ name: "maxmemory-policy", value: "volatile-lru" }],
    });
  });
});
