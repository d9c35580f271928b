import { at, block, blocks, linked, linkedHere, listAt, textAt } from "../answer.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

const fileSystem: AdoptionRule = {
  type: "aws_efs_file_system",
  layer: "inherited",
  isStateful: true,
  configuration: (resource, context) => ({
    encrypted: flag(resource, "Encrypted"),
    kms_key_id: linkedHere(context, "kms_key_id", "arn"),
    performance_mode: text(resource, "PerformanceMode"),
    throughput_mode: unless(text(resource, "ThroughputMode"), "bursting"),
    provisioned_throughput_in_mibps:
      text(resource, "ThroughputMode") === "provisioned" ? number(resource, "ProvisionedThroughputInMibps") : undefined,
    availability_zone_name: text(resource, "AvailabilityZoneName"),
    lifecycle_policy: blocks(listAt(resource.attributes, "LifecyclePolicies"), (answer) =>
      block(answer, [["TransitionToIA", "transition_to_ia"], "TransitionToArchive", "TransitionToPrimaryStorageClass"]),
    ),
    tags: tagsArgument(resource),
  }),
  ignored: ({ attributes }) =>
    at(attributes, "LifecyclePolicies") === undefined
      ? { attributes: ["lifecycle_policy"], reason: "the inventory could not read it" }
      : undefined,
};

const mountTarget: AdoptionRule = {
  type: "aws_efs_mount_target",
  layer: "inherited",
  label: (_, of) => `${of("file_system_id")} ${of("subnet_id")}`,
  configuration: (resource, { ref, refs }) => {
    const groups = refs("security_groups");
    return {
      file_system_id: ref("file_system_id"),
      subnet_id: ref("subnet_id"),
      ip_address: text(resource, "IpAddress"),
      security_groups: groups.length > 0 ? groups : undefined,
    };
  },
};

const accessPoint: AdoptionRule = {
  type: "aws_efs_access_point",
  layer: "inherited",
  configuration: ({ attributes, ...resource }, { ref }) => ({
    file_system_id: ref("file_system_id"),
    posix_user: block(at(attributes, "PosixUser"), ["Uid", "Gid", "SecondaryGids"]),
    root_directory: block(at(attributes, "RootDirectory"), ["Path"], {
      creation_info: block(at(attributes, "RootDirectory.CreationInfo"), ["OwnerUid", "OwnerGid", "Permissions"]),
    }),
    tags: tagsArgument({ attributes, ...resource }),
  }),
};

const backupPolicy: AdoptionRule = {
  type: "aws_efs_backup_policy",
  layer: "inherited",
  label: (_, of) => of("file_system_id"),
  configuration: (resource, { ref }) => ({
    file_system_id: ref("file_system_id"),
    backup_policy: { status: text(resource, "Status") ?? "" },
  }),
};

const fileSystemPolicy: AdoptionRule = {
  type: "aws_efs_file_system_policy",
  layer: "inherited",
  label: (_, of) => of("file_system_id"),
  configuration: (resource, { ref }) => ({ file_system_id: ref("file_system_id"), policy: text(resource, "Policy") }),
};

const repository: AdoptionRule = {
  type: "aws_ecr_repository",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  configuration: (resource, context) => {
    const { attributes } = resource;
    const encryption = textAt(attributes, "encryptionConfiguration.encryptionType");
    return {
      name: resource.id,
      image_tag_mutability: unless(text(resource, "imageTagMutability"), "MUTABLE"),
      image_scanning_configuration: { scan_on_push: at(attributes, "imageScanningConfiguration.scanOnPush") === true },
      encryption_configuration:
        encryption === undefined || encryption === "AES256"
          ? undefined
          : {
              encryption_type: encryption,
              kms_key: linked(context, "kms_key", "arn", textAt(attributes, "encryptionConfiguration.kmsKey")) ?? null,
            },
      tags: tagsArgument(resource),
    };
  },
};

const repositoryPolicy = (type: string): AdoptionRule => ({
  type,
  layer: "inherited",
  label: (resource) => resource.id,
  configuration: (resource, { ref }) => ({ repository: ref("repository", "name"), policy: text(resource, "Policy") }),
});

export const storage: readonly AdoptionRule[] = [
  fileSystem,
  mountTarget,
  accessPoint,
  backupPolicy,
  fileSystemPolicy,
  repository,
  repositoryPolicy("aws_ecr_lifecycle_policy"),
  repositoryPolicy("aws_ecr_repository_policy"),
];
