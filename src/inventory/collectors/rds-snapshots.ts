import {
  type DBClusterSnapshot,
  type DBSnapshot,
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
} from "@aws-sdk/client-rds";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing, type Scene } from "../collector.js";
import { keep, links, tagsOf } from "../describe.js";
import { byMarker } from "../paging.js";

/** Automated ones and those of AWS Backup are made and deleted by a schedule. */
const ownerOf = (type: string | undefined, id = ""): InventoryOwner | undefined =>
  type === "automated" || type === "awsbackup" || id.startsWith("rds:")
    ? { kind: "aws", name: "a backup made by a schedule, which deletes it again" }
    : undefined;

interface SharedWith {
  readonly AttributeName?: string | undefined;
  readonly AttributeValues?: string[] | undefined;
}

/** The accounts that may restore it. */
const restoringAccounts = (attributes: readonly SharedWith[] | undefined): string[] | undefined =>
  attributes?.find(({ AttributeName }) => AttributeName === "restore")?.AttributeValues;

interface Details {
  shared: string[];
}

export const databaseSnapshots = defineCollector<DBSnapshot, Details>({
  name: "rds:snapshots",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBSnapshots", DescribeDBSnapshotsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBSnapshots }) => DBSnapshots,
    next: byMarker,
  }),
  details: {
    shared: detail(call("rds", "rds:DescribeDBSnapshotAttributes", DescribeDBSnapshotAttributesCommand), {
      appliesTo: ({ SnapshotType }: DBSnapshot) => SnapshotType === "manual",
      input: ([{ DBSnapshotIdentifier }]) => ({ DBSnapshotIdentifier }),
      take: ({ DBSnapshotAttributesResult }) => restoringAccounts(DBSnapshotAttributesResult?.DBSnapshotAttributes),
    }),
  },
  label: ({ DBSnapshotIdentifier }) => `database snapshot ${DBSnapshotIdentifier}`,
  types: {
    aws_db_snapshot: ({ item, details }) => [
      {
        id: item.DBSnapshotIdentifier ?? "",
        attributes: {
          ...keep(item, ["DBSnapshotArn", "SnapshotType", "Engine", "Encrypted"]),
          SharedAccounts: details.shared ?? [],
        },
        tags: tagsOf(item.TagList),
        links: links("db_instance_identifier", "aws_db_instance", item.DBInstanceIdentifier),
        owner: ownerOf(item.SnapshotType, item.DBSnapshotIdentifier),
      },
    ],
  },
});

type ClusterScene = Scene<DBClusterSnapshot, Details, undefined>;

/** RDS's API also answers about the engines that Terraform manages by types of their own. */
const ofEngine =
  (family: "db" | "docdb" | "neptune") =>
  ({ item, details }: ClusterScene) => {
    const its = item.Engine === "docdb" || item.Engine === "neptune" ? item.Engine : "db";
    if (its !== family) return [];
    return [
      {
        id: item.DBClusterSnapshotIdentifier ?? "",
        attributes: {
          ...keep(item, ["DBClusterSnapshotArn", "SnapshotType", "Engine", "StorageEncrypted"]),
          SharedAccounts: details.shared ?? [],
        },
        tags: tagsOf(item.TagList),
        links: links("db_cluster_identifier", "aws_rds_cluster", item.DBClusterIdentifier),
        owner: ownerOf(item.SnapshotType, item.DBClusterSnapshotIdentifier),
      },
    ];
  };

export const clusterSnapshots = defineCollector<DBClusterSnapshot, Details>({
  name: "rds:cluster-snapshots",
  service: "rds",
  scope: "regional",
  list: listing(call("rds", "rds:DescribeDBClusterSnapshots", DescribeDBClusterSnapshotsCommand), {
    input: () => ({ MaxRecords: 100 }),
    items: ({ DBClusterSnapshots }) => DBClusterSnapshots,
    next: byMarker,
  }),
  details: {
    shared: detail(call("rds", "rds:DescribeDBClusterSnapshotAttributes", DescribeDBClusterSnapshotAttributesCommand), {
      appliesTo: ({ SnapshotType }: DBClusterSnapshot) => SnapshotType === "manual",
      input: ([{ DBClusterSnapshotIdentifier }]) => ({ DBClusterSnapshotIdentifier }),
      take: ({ DBClusterSnapshotAttributesResult }) =>
        restoringAccounts(DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes),
    }),
  },
  label: ({ DBClusterSnapshotIdentifier }) => `cluster snapshot ${DBClusterSnapshotIdentifier}`,
  types: {
    aws_db_cluster_snapshot: ofEngine("db"),
    aws_docdb_cluster_snapshot: ofEngine("docdb"),
    aws_neptune_cluster_snapshot: ofEngine("neptune"),
  },
});

export const rdsSnapshots: readonly AnyCollector[] = [databaseSnapshots, clusterSnapshots];
