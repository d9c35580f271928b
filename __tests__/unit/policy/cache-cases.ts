import { made, type RuleCases, to } from "./cases.js";

const sound = {
  at_rest_encryption_enabled: "true",
  kms_key_id: to("aws_kms_key", "arn"),
  transit_encryption_enabled: true,
  transit_encryption_mode: "required",
  user_group_ids: [to("aws_elasticache_user_group", "user_group_id")],
  automatic_failover_enabled: true,
  multi_az_enabled: true,
  num_cache_clusters: 2,
  snapshot_retention_limit: 7,
  auto_minor_version_upgrade: "true",
};
const group = (over: Record<string, unknown> = {}) => made("aws_elasticache_replication_group", { ...sound, ...over });
const user = (values: Record<string, unknown>) => made("aws_elasticache_user", values);

export const cacheCases: Readonly<Record<string, RuleCases>> = {
  "elasticache.encrypted": {
    passes: [[group()]],
    fails: [
      [[group({ at_rest_encryption_enabled: undefined })], "it is not encrypted with such a key"],
      [[group({ kms_key_id: undefined })], "it is not encrypted with such a key"],
      [[group({ transit_encryption_enabled: false })], "it speaks without TLS too"],
      [[group({ transit_encryption_mode: "preferred" })], "it speaks without TLS too"],
    ],
  },
  "elasticache.identity": {
    passes: [[group()]],
    fails: [
      [[group({ user_group_ids: [] })], "it has no group of users"],
      [[group({ auth_token: "secret" })], "its password stands in the configuration"],
    ],
  },
  "elasticache.user-by-iam": {
    passes: [
      [user({ access_string: "on ~* +@all", authentication_mode: { type: "iam" } })],
      [user({ access_string: "off ~* -@all", authentication_mode: { type: "no-password-required" } })],
    ],
    fails: [
      [[user({ access_string: "on ~* +@all", authentication_mode: { type: "password" } })], "it signs in without IAM"],
      [[user({ access_string: "on ~* +@all", no_password_required: true })], "it signs in without IAM"],
    ],
  },
  "elasticache.several-zones": {
    passes: [[group()], [group({ num_cache_clusters: undefined, replicas_per_node_group: 1 })]],
    fails: [
      [[group({ multi_az_enabled: false })], "automatic_failover_enabled or multi_az_enabled is not true"],
      [
        [group({ automatic_failover_enabled: undefined })],
        "automatic_failover_enabled or multi_az_enabled is not true",
      ],
      [[group({ num_cache_clusters: 1 })], "it has no replica"],
    ],
  },
  "elasticache.kept": {
    passes: [[group()]],
    fails: [
      [[group({ snapshot_retention_limit: 0 })], "snapshot_retention_limit is not set"],
      [[group({ auto_minor_version_upgrade: "false" })], "auto_minor_version_upgrade is not true"],
    ],
  },
};
