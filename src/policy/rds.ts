import { blocks, isSet, listed, type PolicyRule } from "./rule.js";

const databases = ["aws_db_instance", "aws_rds_cluster"];
const instances = ["aws_db_instance", "aws_rds_cluster_instance"];

/** The parameter by which each engine refuses clients without TLS. */
const tlsParameters = ["rds.force_ssl", "require_secure_transport"];

/** Ports and names that anyone would try first. */
const defaultPorts = [1433, 1521, 3306, 5432];
const defaultNames = ["admin", "postgres", "root", "mysql", "sa"];

const isCluster = (type: string) => type === "aws_rds_cluster";

/** Rules about relational databases. */
export const rdsRules: readonly PolicyRule[] = [
  {
    id: "rds.encrypted",
    severity: "error",
    title: "A database is encrypted with a key of the account.",
    references: { checkov: ["CKV_AWS_16", "CKV_AWS_96"], trivy: ["AVD-AWS-0080"], securityHub: ["RDS.3"] },
    types: databases,
    check: ({ values }) =>
      values.storage_encrypted === true && isSet(values.kms_key_id) ? undefined : "it is not encrypted with such a key",
    remedy: "Set storage_encrypted and kms_key_id.",
  },
  {
    id: "rds.private",
    severity: "error",
    title: "A database has no public address.",
    references: { checkov: ["CKV_AWS_17"], trivy: ["AVD-AWS-0180"], securityHub: ["RDS.2"] },
    types: instances,
    check: ({ values }) => (values.publicly_accessible === false ? undefined : "publicly_accessible is not false"),
    remedy: "Set publicly_accessible to false.",
  },
  {
    id: "rds.several-zones",
    severity: "error",
    title: "A database survives the loss of a zone.",
    references: { checkov: ["CKV_AWS_157"], securityHub: ["RDS.5", "RDS.15"] },
    types: databases,
    check: (database, tree) => {
      if (!isCluster(database.type)) return database.values.multi_az === true ? undefined : "multi_az is not true";
      const members = tree.referring("aws_rds_cluster_instance", "cluster_identifier", database).length;
      return members >= 2 ? undefined : `it has ${members} instance`;
    },
    remedy: "Set multi_az, or give the cluster a second instance.",
  },
  {
    id: "rds.recoverable",
    severity: "error",
    title: "A database can be restored to any second of a week, and is not lost by a mistaken deletion.",
    references: {
      checkov: ["CKV_AWS_133", "CKV_AWS_293"],
      trivy: ["AVD-AWS-0077", "AVD-AWS-0177"],
      securityHub: ["RDS.8", "RDS.11"],
    },
    types: databases,
    check: ({ type, values }) => {
      const days = Number(values.backup_retention_period ?? 0);
      if (days < 7) return `backup_retention_period is ${days}`;
      if (values.deletion_protection !== true) return "deletion_protection is not true";
      if (values.skip_final_snapshot !== false) return "skip_final_snapshot is not false";
      return isCluster(type) || values.delete_automated_backups === false
        ? undefined
        : "delete_automated_backups is not false";
    },
    remedy: "Keep backups for 7 days at least, set deletion_protection, take a final snapshot, keep automated backups.",
  },
  {
    id: "rds.no-password",
    severity: "error",
    title: "An administrator's password is made and rotated by Secrets Manager with a key of the account.",
    references: {},
    types: databases,
    check: ({ values }) => {
      if (isSet(values.password) || isSet(values.master_password)) return "its password stands in the configuration";
      if (values.manage_master_user_password !== true) return "manage_master_user_password is not true";
      return isSet(values.master_user_secret_kms_key_id) ? undefined : "its secret is not encrypted with such a key";
    },
    remedy: "Set manage_master_user_password and master_user_secret_kms_key_id.",
  },
  {
    id: "rds.identity",
    severity: "error",
    title: "A database lets clients in by IAM.",
    references: { checkov: ["CKV_AWS_161", "CKV_AWS_162"], trivy: ["AVD-AWS-0176"], securityHub: ["RDS.10", "RDS.12"] },
    types: databases,
    check: ({ values }) =>
      values.iam_database_authentication_enabled === true
        ? undefined
        : "iam_database_authentication_enabled is not true",
    remedy: "Set iam_database_authentication_enabled.",
  },
  {
    id: "rds.tls",
    severity: "error",
    title: "A database refuses clients without TLS.",
    references: { checkov: ["CKV2_AWS_69"], securityHub: ["RDS.38", "RDS.39"] },
    types: databases,
    check: ({ type, values }, tree) => {
      const name = isCluster(type) ? values.db_cluster_parameter_group_name : values.parameter_group_name;
      const [group] = tree.referred(name);
      if (!group) return "it has no parameters of its own";
      return blocks(group.values.parameter).some(
        (each) => tlsParameters.includes(String(each.name)) && ["1", "ON"].includes(String(each.value)),
      )
        ? undefined
        : "no parameter refuses clients without TLS";
    },
    remedy: "Set rds.force_ssl (PostgreSQL) or require_secure_transport (MySQL) to 1.",
  },
  {
    id: "rds.logged",
    severity: "error",
    title: "A database sends its logs to CloudWatch.",
    references: { checkov: ["CKV_AWS_129"], securityHub: ["RDS.9", "RDS.36", "RDS.37"] },
    types: databases,
    check: ({ values }) =>
      listed(values.enabled_cloudwatch_logs_exports).length > 0
        ? undefined
        : "enabled_cloudwatch_logs_exports names none",
    remedy: "Name the engine's logs in enabled_cloudwatch_logs_exports.",
  },
  {
    id: "rds.watched",
    severity: "error",
    title: "A database reports how its system and its statements do, encrypted with a key of the account.",
    references: {
      checkov: ["CKV_AWS_118", "CKV_AWS_353", "CKV_AWS_354"],
      trivy: ["AVD-AWS-0133", "AVD-AWS-0078"],
      securityHub: ["RDS.6"],
    },
    types: instances,
    check: ({ values }) => {
      if (Number(values.monitoring_interval ?? 0) === 0 || !isSet(values.monitoring_role_arn))
        return "its system reports nothing";
      return values.performance_insights_enabled === true && isSet(values.performance_insights_kms_key_id)
        ? undefined
        : "Performance Insights does not watch it with such a key";
    },
    remedy: "Set monitoring_interval with its role, and performance_insights_enabled with its key.",
  },
  {
    id: "rds.current",
    severity: "error",
    title: "A database takes minor upgrades by itself, and its snapshots carry its tags.",
    references: { checkov: ["CKV_AWS_226", "CKV2_AWS_60"], securityHub: ["RDS.13", "RDS.17"] },
    types: instances,
    check: ({ values }) => {
      if (values.auto_minor_version_upgrade !== true) return "auto_minor_version_upgrade is not true";
      return values.copy_tags_to_snapshot === true ? undefined : "copy_tags_to_snapshot is not true";
    },
    remedy: "Set auto_minor_version_upgrade and copy_tags_to_snapshot.",
  },
  {
    id: "rds.not-where-anyone-looks",
    severity: "warning",
    title: "A database has a port and an administrator's name that are not its engine's own.",
    references: { securityHub: ["RDS.23", "RDS.24", "RDS.25"] },
    types: databases,
    check: ({ type, values }) => {
      const name = isCluster(type) ? values.master_username : values.username;
      if (!isSet(values.port) || defaultPorts.includes(Number(values.port))) return "it listens on its engine's port";
      return defaultNames.includes(String(name)) ? `its administrator is ${name}` : undefined;
    },
    remedy: "Choose another port and another name.",
  },
];
