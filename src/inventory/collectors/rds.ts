import {
  type DBCluster,
  type DBClusterParameterGroup,
  type DBInstance,
  type DBParameterGroup,
  type DBSubnetGroup,
  DescribeDBClusterParameterGroupsCommand,
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBParametersCommand,
  DescribeDBSubnetGroupsCommand,
  ListTagsForResourceCommand,
  type Parameter,
  type Tag,
} from "@aws-sdk/client-rds";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing, pagedDetail } from "../collector.js";
import { keep, lastPart, links, partOf, tagsOf, toJson } from "../describe.js";
import { byMarker } from "../paging.js";
import { clusterFields, instanceFields } from "./rds-fields.js";

/** RDS's API also answers about the engines that Terraform manages by types of their own. */
const typeFor = (engine: string | undefined, rest: "cluster" | "cluster_instance"): string => {
  const family = engine === "docdb" || engine === "neptune" ? engine : "rds";
  return `aws_${family}_${rest}`;
};

const inCluster =
  (type: string) =>
  ({ item }: { item: DBInstance }) =>
    item.DBClusterIdentifier && typeFor(item.Engine, "cluster_instance") === type ? [describeInstance(item)] : [];

const describeInstance = (each: DBInstance) => ({
  id: each.DBInstanceIdentifier ?? "",
  attributes: {
    ...keep(each, instanceFields),
    // What a master secret is called tells nothing; the password itself is never answered by any of these calls.
    HasManagedPassword: Boolean(each.MasterUserSecret),
    SubnetGroup: each.DBSubnetGroup?.DBSubnetGroupName ?? null,
    ParameterGroup: each.DBParameterGroups?.[0]?.DBParameterGroupName ?? null,
  },
  tags: tagsOf(each.TagList),
  links: [
    ...links(
      "vpc_security_group_ids",
      "aws_security_group",
      each.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
    ),
    ...links("db_subnet_group_name", "aws_db_subnet_group", each.DBSubnetGroup?.DBSubnetGroupName),
    ...links("parameter_group_name", "aws_db_parameter_group", each.DBParameterGroups?.[0]?.DBParameterGroupName),
    ...links("kms_key_id", "aws_kms_key", lastPart(each.KmsKeyId)),
    ...links("monitoring_role_arn", "aws_iam_role", lastPart(each.MonitoringRoleArn)),
    ...partOf("cluster_identifier", typeFor(each.Engine, "cluster"), each.DBClusterIdentifier),
  ],
});

export const databases = defineCollector<DBInstance>({
  name: "rds:instances",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBInstances", DescribeDBInstancesCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBInstances }) => DBInstances?.filter(({ DBInstanceStatus }) => DBInstanceStatus !== "deleting"),
    next: byMarker,
  }),
  label: ({ DBInstanceIdentifier }) => `database ${DBInstanceIdentifier}`,
  types: {
    aws_db_instance: ({ item }) => (item.DBClusterIdentifier ? [] : [describeInstance(item)]),
    aws_rds_cluster_instance: inCluster("aws_rds_cluster_instance"),
    aws_docdb_cluster_instance: inCluster("aws_docdb_cluster_instance"),
    aws_neptune_cluster_instance: inCluster("aws_neptune_cluster_instance"),
  },
});

const ofFamily =
  (type: string) =>
  ({ item }: { item: DBCluster }) =>
    typeFor(item.Engine, "cluster") === type ? [describeCluster(item)] : [];

const describeCluster = (cluster: DBCluster) => ({
  id: cluster.DBClusterIdentifier ?? "",
  attributes: { ...keep(cluster, clusterFields), HasManagedPassword: Boolean(cluster.MasterUserSecret) },
  tags: tagsOf(cluster.TagList),
  links: [
    ...links(
      "vpc_security_group_ids",
      "aws_security_group",
      cluster.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
    ),
    ...links("db_subnet_group_name", "aws_db_subnet_group", cluster.DBSubnetGroup),
    ...links("db_cluster_parameter_group_name", "aws_rds_cluster_parameter_group", cluster.DBClusterParameterGroup),
    ...links("kms_key_id", "aws_kms_key", lastPart(cluster.KmsKeyId)),
  ],
});

export const clusters = defineCollector<DBCluster>({
  name: "rds:clusters",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBClusters", DescribeDBClustersCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBClusters }) => DBClusters?.filter(({ Status }) => Status !== "deleting"),
    next: byMarker,
  }),
  label: ({ DBClusterIdentifier }) => `database cluster ${DBClusterIdentifier}`,
  types: {
    aws_rds_cluster: ofFamily("aws_rds_cluster"),
    aws_docdb_cluster: ofFamily("aws_docdb_cluster"),
    aws_neptune_cluster: ofFamily("aws_neptune_cluster"),
  },
});

const listTags = call("rds", "rds:ListTagsForResource", ListTagsForResourceCommand);

export const subnetGroups = defineCollector<DBSubnetGroup, { tags: Tag[] }>({
  name: "rds:subnet-groups",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBSubnetGroups", DescribeDBSubnetGroupsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBSubnetGroups }) => DBSubnetGroups,
    next: byMarker,
  }),
  details: {
    tags: detail(listTags, {
      input: ([{ DBSubnetGroupArn }]) => ({ ResourceName: DBSubnetGroupArn }),
      take: ({ TagList }) => TagList,
    }),
  },
  label: ({ DBSubnetGroupName }) => `database subnet group ${DBSubnetGroupName}`,
  types: {
    aws_db_subnet_group: ({ item, details }) => [
      {
        id: item.DBSubnetGroupName ?? "",
        attributes: keep(item, ["DBSubnetGroupName", "DBSubnetGroupDescription"]),
        tags: tagsOf(details.tags),
        links: [
          ...links("vpc_id", "aws_vpc", item.VpcId),
          ...links(
            "subnet_ids",
            "aws_subnet",
            item.Subnets?.map(({ SubnetIdentifier }) => SubnetIdentifier),
          ),
        ],
      },
    ],
  },
});

/** Groups that AWS makes for each engine; they cannot be changed. */
const defaultOwner = (name: string | undefined): InventoryOwner | undefined =>
  name?.startsWith("default.") ? { kind: "aws", name: `the default parameter group ${name}` } : undefined;

const isOwn = (name: string | undefined): boolean => !name?.startsWith("default.");

const chosen = (parameters: readonly Parameter[] | undefined) =>
  (parameters ?? []).map((each) => keep(each, ["ParameterName", "ParameterValue", "ApplyMethod", "Source"]));

export const parameterGroups = defineCollector<DBParameterGroup, { parameters: Parameter[]; tags: Tag[] }>({
  name: "rds:parameter-groups",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBParameterGroups", DescribeDBParameterGroupsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBParameterGroups }) => DBParameterGroups,
    next: byMarker,
  }),
  details: {
    parameters: pagedDetail(call("rds", "rds:DescribeDBParameters", DescribeDBParametersCommand), {
      appliesTo: ({ DBParameterGroupName }: DBParameterGroup) => isOwn(DBParameterGroupName),
      input: ([{ DBParameterGroupName }]) => ({ DBParameterGroupName, Source: "user", MaxRecords: 100 }),
      entries: ({ Parameters }) => Parameters,
      next: byMarker,
    }),
    tags: detail(listTags, {
      appliesTo: ({ DBParameterGroupName }: DBParameterGroup) => isOwn(DBParameterGroupName),
      input: ([{ DBParameterGroupArn }]) => ({ ResourceName: DBParameterGroupArn }),
      take: ({ TagList }) => TagList,
    }),
  },
  label: ({ DBParameterGroupName }) => `parameter group ${DBParameterGroupName}`,
  types: {
    aws_db_parameter_group: ({ item, details }) => [
      {
        id: item.DBParameterGroupName ?? "",
        attributes: {
          ...keep(item, ["DBParameterGroupFamily", "Description"]),
          ...(details.parameters && { Parameters: chosen(details.parameters) }),
        },
        tags: tagsOf(details.tags),
        owner: defaultOwner(item.DBParameterGroupName),
      },
    ],
  },
});

export const clusterParameterGroups = defineCollector<
  DBClusterParameterGroup,
  { parameters: Parameter[]; tags: Tag[] }
>({
  name: "rds:cluster-parameter-groups",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBClusterParameterGroups", DescribeDBClusterParameterGroupsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBClusterParameterGroups }) => DBClusterParameterGroups,
    next: byMarker,
  }),
  details: {
    parameters: pagedDetail(call("rds", "rds:DescribeDBClusterParameters", DescribeDBClusterParametersCommand), {
      appliesTo: ({ DBClusterParameterGroupName }: DBClusterParameterGroup) => isOwn(DBClusterParameterGroupName),
      input: ([{ DBClusterParameterGroupName }]) => ({ DBClusterParameterGroupName, Source: "user", MaxRecords: 100 }),
      entries: ({ Parameters }) => Parameters,
      next: byMarker,
    }),
    tags: detail(listTags, {
      appliesTo: ({ DBClusterParameterGroupName }: DBClusterParameterGroup) => isOwn(DBClusterParameterGroupName),
      input: ([{ DBClusterParameterGroupArn }]) => ({ ResourceName: DBClusterParameterGroupArn }),
      take: ({ TagList }) => TagList,
    }),
  },
  label: ({ DBClusterParameterGroupName }) => `cluster parameter group ${DBClusterParameterGroupName}`,
  types: {
    aws_rds_cluster_parameter_group: ({ item, details }) => [
      {
        id: item.DBClusterParameterGroupName ?? "",
        attributes: {
          ...keep(item, ["DBParameterGroupFamily", "Description"]),
          ...(details.parameters && { Parameters: toJson(chosen(details.parameters)) ?? [] }),
        },
        tags: tagsOf(details.tags),
        owner: defaultOwner(item.DBClusterParameterGroupName),
      },
    ],
  },
});

export const rds: readonly AnyCollector[] = [
  databases,
  clusters,
  subnetGroups,
  parameterGroups,
  clusterParameterGroups,
];
