import {
  CreateRepositoryCommand,
  ECRClient,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
} from "@aws-sdk/client-ecr";
import {
  CreateAccessPointCommand,
  CreateFileSystemCommand,
  CreateMountTargetCommand,
  EFSClient,
  PutBackupPolicyCommand,
  PutFileSystemPolicyCommand,
  PutLifecycleConfigurationCommand,
} from "@aws-sdk/client-efs";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

/** A file system with mount targets, an access point and backups, one without a name, and two image repositories. */
export async function makeFiles({ config, record, network }: OddScene): Promise<void> {
  await makeFileSystems({ config, record, network });
  const ecr = new ECRClient(config);
  await ecr.send(
    new CreateRepositoryCommand({
      repositoryName: "team/odd_app.web",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      tags: tags({ Name: "web image" }),
    }),
  );
  record.note("inherited", "aws_ecr_repository", "team/odd_app.web");
  await ecr.send(
    new PutLifecyclePolicyCommand({
      repositoryName: "team/odd_app.web",
      lifecyclePolicyText: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: "the last 10",
            selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 },
            action: { type: "expire" },
          },
        ],
      }),
    }),
  );
  record.note("inherited", "aws_ecr_lifecycle_policy", "team/odd_app.web");
  await ecr.send(
    new SetRepositoryPolicyCommand({
      repositoryName: "team/odd_app.web",
      policyText: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "pull",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::888888888888:root" },
            Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          },
        ],
      }),
    }),
  );
  record.note("inherited", "aws_ecr_repository_policy", "team/odd_app.web");
  await ecr.send(new CreateRepositoryCommand({ repositoryName: "plain" }));
  record.note("inherited", "aws_ecr_repository", "plain");
  ecr.destroy();
}

async function makeFileSystems({ config, record, network }: OddScene): Promise<void> {
  const efs = new EFSClient(config);
  const shared = await efs.send(
    new CreateFileSystemCommand({
      CreationToken: "console-1f2e",
      Encrypted: true,
      PerformanceMode: "maxIO",
      ThroughputMode: "provisioned",
      ProvisionedThroughputInMibps: 5,
      Tags: tags({ Name: "uploads & co" }),
    }),
  );
  const sharedId = record.note("inherited", "aws_efs_file_system", shared.FileSystemId);
  await efs.send(
    new PutLifecycleConfigurationCommand({
      FileSystemId: sharedId,
      LifecyclePolicies: [{ TransitionToIA: "AFTER_30_DAYS" }, { TransitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
    }),
  );
  await efs.send(new PutBackupPolicyCommand({ FileSystemId: sharedId, BackupPolicy: { Status: "ENABLED" } }));
  record.note("inherited", "aws_efs_backup_policy", sharedId);
  const openToMounts = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "mounts",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "elasticfilesystem:ClientMount",
        Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      },
    ],
  };
  await efs.send(new PutFileSystemPolicyCommand({ FileSystemId: sharedId, Policy: JSON.stringify(openToMounts) }));
  record.note("inherited", "aws_efs_file_system_policy", sharedId);
  for (const [index, SubnetId] of network.subnetIds.slice(0, 2).entries()) {
    const target = await efs.send(
      new CreateMountTargetCommand({
        FileSystemId: sharedId,
        SubnetId,
        SecurityGroups: [index === 0 ? network.groups.selfId : network.groups.leftId],
      }),
    );
    record.note("inherited", "aws_efs_mount_target", target.MountTargetId);
  }
  const point = await efs.send(
    new CreateAccessPointCommand({
      ClientToken: "1",
      FileSystemId: sharedId,
      PosixUser: { Uid: 1001, Gid: 1001, SecondaryGids: [0] },
      RootDirectory: { Path: "/data", CreationInfo: { OwnerUid: 1001, OwnerGid: 1001, Permissions: "0755" } },
      Tags: tags({ Name: "uploads" }),
    }),
  );
  record.note("inherited", "aws_efs_access_point", point.AccessPointId);
  const plain = await efs.send(new CreateFileSystemCommand({ CreationToken: "console-2" }));
  record.note("inherited", "aws_efs_file_system", plain.FileSystemId);
  efs.destroy();
}
