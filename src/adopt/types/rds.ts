import type { InventoryResource } from "../../domain/inventory.js";
import { at, block, blocks, linked, linkedHere, listAt, stringsAt, textAt } from "../answer.js";
import type { Arguments } from "../expression.js";
import { type AdoptionRule, flag, number, type RuleContext, tagsArgument, text, unless } from "../rule.js";

/** What instances and members of clusters have in common. */
const monitoring = (resource: InventoryResource, context: RuleContext): Arguments => ({
  auto_minor_version_upgrade: flag(resource, "AutoMinorVersionUpgrade"),
  copy_tags_to_snapshot: unless(flag(resource, "CopyTagsToSnapshot"), false),
  custom_iam_instance_profile: text(resource, "CustomIamInstanceProfile"),
  monitoring_interval: unless(number(resource, "MonitoringInterval"), 0),
  monitoring_role_arn: linked(context, "monitoring_role_arn", "arn", text(resource, "MonitoringRoleArn")),
  publicly_accessible: flag(resource, "PubliclyAccessible"),
  tags: tagsArgument(resource),
});

/** Engines whose storage operations can be chosen at any size. */
const provisioned = new Set(["io1", "io2"]);

const storage = (resource: InventoryResource, context: RuleContext): Arguments => {
  const type = text(resource, "StorageType");
  return {
    allocated_storage: number(resource, "AllocatedStorage"),
    max_allocated_storage: number(resource, "MaxAllocatedStorage"),
    storage_type: type,
    iops: type && provisioned.has(type) ? number(resource, "Iops") : undefined,
    storage_encrypted: unless(flag(resource, "StorageEncrypted"), false),
    kms_key_id: linkedHere(context, "kms_key_id", "arn"),
  };
};

/** How the instance knows who may log on by Active Directory. */
const domain = ({ attributes }: InventoryResource): Arguments => {
  const [membership] = listAt(attributes, "DomainMemberships");
  if (!membership) return {};
  return textAt(membership, "AuthSecretArn")
    ? {
        ...block(membership, [
          ["FQDN", "domain_fqdn"],
          ["OU", "domain_ou"],
          ["AuthSecretArn", "domain_auth_secret_arn"],
          ["DnsIps", "domain_dns_ips"],
        ]),
      }
    : {
        ...block(membership, [
          ["Domain", "domain"],
          ["IAMRoleName", "domain_iam_role_name"],
        ]),
      };
};

const database: AdoptionRule = {
  type: "aws_db_instance",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, context) => {
    const { attributes } = resource;
    const source = text(resource, "ReadReplicaSourceDBInstanceIdentifier");
    return {
      identifier: resource.id,
      instance_class: text(resource, "DBInstanceClass"),
      // A copy takes what its source has.
      ...(source
        ? { replicate_source_db: source }
        : {
            engine: text(resource, "Engine"),
            username: text(resource, "MasterUsername"),
            db_name: text(resource, "DBName"),
          }),
      // In full: a shorter version would be an update.
      engine_version: text(resource, "EngineVersion"),
      // Never the password: Terraform leaves it as it is.
      db_subnet_group_name: linked(context, "db_subnet_group_name", "name", text(resource, "SubnetGroup")),
      parameter_group_name: linked(context, "parameter_group_name", "name", text(resource, "ParameterGroup")),
      vpc_security_group_ids: context.refs("vpc_security_group_ids"),
      ...storage(resource, context),
      ...monitoring(resource, context),
      ...domain(resource),
      multi_az: flag(resource, "MultiAZ"),
      backup_retention_period: number(resource, "BackupRetentionPeriod"),
      customer_owned_ip_enabled: unless(flag(resource, "CustomerOwnedIpEnabled"), false),
      dedicated_log_volume: unless(flag(resource, "DedicatedLogVolume"), false),
      deletion_protection: unless(flag(resource, "DeletionProtection"), false),
      enabled_cloudwatch_logs_exports: stringsAt(attributes, "EnabledCloudwatchLogsExports"),
      iam_database_authentication_enabled: unless(flag(resource, "IAMDatabaseAuthenticationEnabled"), false),
      performance_insights_enabled: unless(flag(resource, "PerformanceInsightsEnabled"), false),
      // As an import sets them: anything else would be a change. A second, reviewed plan may take the safe values.
      skip_final_snapshot: true,
      delete_automated_backups: true,
    };
  },
};

const scaling = ({ attributes }: InventoryResource) =>
  block(at(attributes, "ServerlessV2ScalingConfiguration"), ["MinCapacity", "MaxCapacity", "SecondsUntilAutoPause"]);

const firstScaling = (resource: InventoryResource) =>
  text(resource, "EngineMode") === "serverless"
    ? block(at(resource.attributes, "ScalingConfigurationInfo"), [
        "AutoPause",
        "MaxCapacity",
        "MinCapacity",
        "SecondsBeforeTimeout",
        "SecondsUntilAutoPause",
        "TimeoutAction",
      ])
    : undefined;

const cluster: AdoptionRule = {
  type: "aws_rds_cluster",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, context) => ({
    cluster_identifier: resource.id,
    engine: text(resource, "Engine"),
    engine_mode: text(resource, "EngineMode"),
    engine_version: text(resource, "EngineVersion"),
    database_name: text(resource, "DatabaseName"),
    master_username: text(resource, "MasterUsername"),
    db_cluster_instance_class: text(resource, "DBClusterInstanceClass"),
    iops: unless(number(resource, "Iops"), 0),
    backtrack_window: unless(number(resource, "BacktrackWindow"), 0),
    copy_tags_to_snapshot: unless(flag(resource, "CopyTagsToSnapshot"), false),
    deletion_protection: unless(flag(resource, "DeletionProtection"), false),
    enable_http_endpoint: unless(flag(resource, "HttpEndpointEnabled"), false),
    enable_global_write_forwarding: unless(flag(resource, "GlobalWriteForwardingRequested"), false),
    enable_local_write_forwarding: /^enabl/.test(text(resource, "LocalWriteForwardingStatus") ?? "") || undefined,
    enabled_cloudwatch_logs_exports: stringsAt(resource.attributes, "EnabledCloudwatchLogsExports"),
    iam_database_authentication_enabled: unless(flag(resource, "IAMDatabaseAuthenticationEnabled"), false),
    performance_insights_enabled: unless(flag(resource, "PerformanceInsightsEnabled"), false),
    replication_source_identifier: text(resource, "ReplicationSourceIdentifier"),
    storage_encrypted: flag(resource, "StorageEncrypted"),
    kms_key_id: linkedHere(context, "kms_key_id", "arn"),
    db_subnet_group_name: context.ref("db_subnet_group_name", "name"),
    db_cluster_parameter_group_name: context.ref("db_cluster_parameter_group_name", "name"),
    vpc_security_group_ids: context.refs("vpc_security_group_ids"),
    serverlessv2_scaling_configuration: scaling(resource),
    scaling_configuration: firstScaling(resource),
    skip_final_snapshot: true,
    delete_automated_backups: true,
    tags: tagsArgument(resource),
  }),
};

const clusterInstance: AdoptionRule = {
  type: "aws_rds_cluster_instance",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, context) => ({
    identifier: resource.id,
    cluster_identifier: context.ref("cluster_identifier"),
    engine: text(resource, "Engine"),
    engine_version: text(resource, "EngineVersion"),
    instance_class: text(resource, "DBInstanceClass"),
    promotion_tier: unless(number(resource, "PromotionTier"), 0),
    ...monitoring(resource, context),
  }),
};

const subnetGroup: AdoptionRule = {
  type: "aws_db_subnet_group",
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, { refs }) => ({
    name: resource.id,
    // Left out, the provider would write its own.
    description: text(resource, "DBSubnetGroupDescription"),
    subnet_ids: refs("subnet_ids"),
    tags: tagsArgument(resource),
  }),
};

const parameterGroup = (type: string): AdoptionRule => ({
  type,
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource) => ({
    name: resource.id,
    family: text(resource, "DBParameterGroupFamily"),
    // Another description would replace the group.
    description: text(resource, "Description"),
    parameter: blocks(
      listAt(resource.attributes, "Parameters").filter((each) => numberOrText(each.ParameterValue)),
      (answer) =>
        block(answer, [
          ["ParameterName", "name"],
          ["ParameterValue", "value"],
          ["ApplyMethod", "apply_method"],
        ]),
    ),
    tags: tagsArgument(resource),
  }),
  ignored: ({ attributes }) =>
    at(attributes, "Parameters") === undefined
      ? { attributes: ["parameter"], reason: "the inventory could not read them" }
      : undefined,
});

const numberOrText = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

export const rds: readonly AdoptionRule[] = [
  database,
  cluster,
  clusterInstance,
  subnetGroup,
  parameterGroup("aws_db_parameter_group"),
  parameterGroup("aws_rds_cluster_parameter_group"),
];
