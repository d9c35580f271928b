import {
  type AccessPointDescription,
  type BackupPolicy,
  DescribeAccessPointsCommand,
  DescribeBackupPolicyCommand,
  DescribeFileSystemPolicyCommand,
  DescribeFileSystemsCommand,
  DescribeLifecycleConfigurationCommand,
  DescribeMountTargetSecurityGroupsCommand,
  DescribeMountTargetsCommand,
  type FileSystemDescription,
  type LifecyclePolicy,
  type MountTargetDescription,
} from "@aws-sdk/client-efs";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, lastPart, links, partOf, tagsOf, toJson } from "../describe.js";
import { byNextMarker, byNextToken } from "../paging.js";

const mountTargets = defineCollector<MountTargetDescription, { groups: string[] }, FileSystemDescription>({
  name: "efs:mount-targets",
  service: "efs",
  scope: "regional",
  list: listing(call("efs", "elasticfilesystem:DescribeMountTargets", DescribeMountTargetsCommand), {
    input: ({ FileSystemId }: FileSystemDescription) => ({ FileSystemId }),
    items: ({ MountTargets }) => MountTargets,
    next: byNextMarker,
  }),
  details: {
    groups: detail(
      call("efs", "elasticfilesystem:DescribeMountTargetSecurityGroups", DescribeMountTargetSecurityGroupsCommand),
      {
        input: ([{ MountTargetId }]) => ({ MountTargetId }),
        take: ({ SecurityGroups }) => SecurityGroups,
      },
    ),
  },
  label: ({ MountTargetId }) => `mount target ${MountTargetId}`,
  types: {
    aws_efs_mount_target: ({ item, details }) => [
      {
        id: item.MountTargetId ?? "",
        attributes: keep(item, ["IpAddress", "AvailabilityZoneName"]),
        links: [
          ...partOf("file_system_id", "aws_efs_file_system", item.FileSystemId),
          ...links("subnet_id", "aws_subnet", item.SubnetId),
          ...links("security_groups", "aws_security_group", details.groups),
        ],
      },
    ],
  },
});

export const fileSystems = defineCollector<
  FileSystemDescription,
  { lifecycle: LifecyclePolicy[]; backup: BackupPolicy; policy: string }
>({
  name: "efs:file-systems",
  service: "efs",
  scope: "regional",
  list: listing(call("efs", "elasticfilesystem:DescribeFileSystems", DescribeFileSystemsCommand), {
    input: () => ({}),
    items: ({ FileSystems }) => FileSystems,
    next: byNextMarker,
  }),
  details: {
    lifecycle: detail(
      call("efs", "elasticfilesystem:DescribeLifecycleConfiguration", DescribeLifecycleConfigurationCommand),
      {
        input: ([{ FileSystemId }]) => ({ FileSystemId }),
        take: ({ LifecyclePolicies }) => LifecyclePolicies,
      },
    ),
    backup: detail(call("efs", "elasticfilesystem:DescribeBackupPolicy", DescribeBackupPolicyCommand), {
      input: ([{ FileSystemId }]) => ({ FileSystemId }),
      take: ({ BackupPolicy }) => BackupPolicy,
    }),
    policy: detail(call("efs", "elasticfilesystem:DescribeFileSystemPolicy", DescribeFileSystemPolicyCommand), {
      input: ([{ FileSystemId }]) => ({ FileSystemId }),
      take: ({ Policy }) => Policy,
    }),
  },
  label: ({ FileSystemId }) => `file system ${FileSystemId}`,
  types: {
    aws_efs_file_system: ({ item, details }) => [
      {
        id: item.FileSystemId ?? "",
        attributes: {
          ...keep(item, [
            "FileSystemArn",
            "CreationToken",
            "Encrypted",
            "KmsKeyId",
            "PerformanceMode",
            "ThroughputMode",
            "ProvisionedThroughputInMibps",
            "AvailabilityZoneName",
            "FileSystemProtection",
          ]),
          ...(details.lifecycle && { LifecyclePolicies: toJson(details.lifecycle) ?? [] }),
        },
        tags: tagsOf(item.Tags),
        links: links("kms_key_id", "aws_kms_key", lastPart(item.KmsKeyId)),
      },
    ],
    aws_efs_backup_policy: ({ item, details }) =>
      details.backup?.Status?.startsWith("ENABL")
        ? [
            {
              id: item.FileSystemId ?? "",
              attributes: { Status: "ENABLED" },
              links: partOf("file_system_id", "aws_efs_file_system", item.FileSystemId),
            },
          ]
        : [],
    aws_efs_file_system_policy: ({ item, details }) =>
      details.policy
        ? [
            {
              id: item.FileSystemId ?? "",
              attributes: { Policy: details.policy },
              links: partOf("file_system_id", "aws_efs_file_system", item.FileSystemId),
            },
          ]
        : [],
  },
  children: [mountTargets],
});

export const accessPoints = defineCollector<AccessPointDescription>({
  name: "efs:access-points",
  service: "efs",
  scope: "regional",
  list: listing(call("efs", "elasticfilesystem:DescribeAccessPoints", DescribeAccessPointsCommand), {
    input: () => ({ MaxResults: 100 }),
    items: ({ AccessPoints }) => AccessPoints,
    next: byNextToken,
  }),
  label: ({ AccessPointId }) => `access point ${AccessPointId}`,
  types: {
    aws_efs_access_point: ({ item }) => [
      {
        id: item.AccessPointId ?? "",
        attributes: keep(item, ["PosixUser", "RootDirectory"]),
        tags: tagsOf(item.Tags),
        links: partOf("file_system_id", "aws_efs_file_system", item.FileSystemId),
      },
    ],
  },
});

export const efs: readonly AnyCollector[] = [fileSystems, accessPoints];
