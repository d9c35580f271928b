import { isSet, listed, type PolicyRule } from "./rule.js";

const groups = ["aws_elasticache_replication_group"];

/** Rules about caches. */
export const elasticacheRules: readonly PolicyRule[] = [
  {
    id: "elasticache.encrypted",
    severity: "error",
    title: "A cache is encrypted with a key of the account, and speaks TLS alone.",
    references: {
      checkov: ["CKV_AWS_29", "CKV_AWS_30", "CKV_AWS_191"],
      trivy: ["AVD-AWS-0045", "AVD-AWS-0051"],
      securityHub: ["ElastiCache.4", "ElastiCache.5"],
    },
    types: groups,
    check: ({ values }) => {
      const { at_rest_encryption_enabled, kms_key_id, transit_encryption_enabled, transit_encryption_mode } = values;
      if (String(at_rest_encryption_enabled) !== "true" || !isSet(kms_key_id))
        return "it is not encrypted with such a key";
      return transit_encryption_enabled === true && transit_encryption_mode !== "preferred"
        ? undefined
        : "it speaks without TLS too";
    },
    remedy:
      "Set at_rest_encryption_enabled, kms_key_id, transit_encryption_enabled, and transit_encryption_mode to required.",
  },
  {
    id: "elasticache.identity",
    severity: "error",
    title: "A cache lets in named users, and no password stands in the state.",
    references: { checkov: ["CKV_AWS_31"], securityHub: ["ElastiCache.6"] },
    types: groups,
    check: ({ values }) => {
      if (isSet(values.auth_token)) return "its password stands in the configuration";
      return listed(values.user_group_ids).some(isSet) ? undefined : "it has no group of users";
    },
    remedy: "Give it user_group_ids, whose users sign in by IAM.",
  },
  {
    id: "elasticache.user-by-iam",
    severity: "error",
    title: "Whoever signs in to a cache does so by IAM.",
    references: {},
    types: ["aws_elasticache_user"],
    check: ({ values }) => {
      if (String(values.access_string).startsWith("off ")) return undefined;
      const [mode] = listed(values.authentication_mode) as readonly { readonly type?: unknown }[];
      return mode?.type === "iam" ? undefined : "it signs in without IAM";
    },
    remedy: 'Set authentication_mode.type to "iam", or begin access_string with off.',
  },
  {
    id: "elasticache.several-zones",
    severity: "error",
    title: "A cache survives the loss of a zone.",
    references: { checkov: ["CKV2_AWS_50"], securityHub: ["ElastiCache.3"] },
    types: groups,
    check: ({ values }) => {
      if (values.automatic_failover_enabled !== true || values.multi_az_enabled !== true) {
        return "automatic_failover_enabled or multi_az_enabled is not true";
      }
      const nodes = Number(values.num_cache_clusters ?? Number(values.replicas_per_node_group ?? 0) + 1);
      return nodes >= 2 ? undefined : "it has no replica";
    },
    remedy: "Set both to true, and give it a replica.",
  },
  {
    id: "elasticache.kept",
    severity: "error",
    title: "A cache is saved every day and takes minor upgrades by itself.",
    references: { checkov: ["CKV_AWS_134"], trivy: ["AVD-AWS-0050"], securityHub: ["ElastiCache.1", "ElastiCache.2"] },
    types: groups,
    check: ({ values }) => {
      if (Number(values.snapshot_retention_limit ?? 0) < 1) return "snapshot_retention_limit is not set";
      return String(values.auto_minor_version_upgrade ?? "true") === "true"
        ? undefined
        : "auto_minor_version_upgrade is not true";
    },
    remedy: "Set snapshot_retention_limit, and leave auto_minor_version_upgrade true.",
  },
];
