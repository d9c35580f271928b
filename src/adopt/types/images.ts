import { at, block, blocks, listAt, textAt } from "../answer.js";
import { type AdoptionRule, flag, tagsArgument, text, unless } from "../rule.js";

const image: AdoptionRule = {
  type: "aws_ami",
  layer: "inherited",
  isStateful: true,
  label: (resource) => text(resource, "Name") ?? "",
  unfit: (resource) =>
    text(resource, "RootDeviceType") === "instance-store"
      ? "it lies in a bucket, which the provider cannot import: leave it, instances and templates name it by its id"
      : undefined,
  configuration: (resource, { ref }) => {
    const mappings = listAt(resource.attributes, "BlockDeviceMappings");
    return {
      name: text(resource, "Name"),
      description: text(resource, "Description"),
      architecture: unless(text(resource, "Architecture"), "x86_64"),
      boot_mode: text(resource, "BootMode"),
      deprecation_time: text(resource, "DeprecationTime"),
      ena_support: unless(flag(resource, "EnaSupport"), false),
      imds_support: text(resource, "ImdsSupport"),
      kernel_id: text(resource, "KernelId"),
      ramdisk_id: text(resource, "RamdiskId"),
      root_device_name: text(resource, "RootDeviceName"),
      // The provider assumes simple where it is left out, also for images that have none.
      sriov_net_support: text(resource, "SriovNetSupport") ?? "",
      tpm_support: text(resource, "TpmSupport"),
      virtualization_type: text(resource, "VirtualizationType"),
      ebs_block_device: blocks(
        mappings.filter(({ Ebs }) => Ebs),
        (mapping) =>
          block(
            at(mapping, "Ebs"),
            ["DeleteOnTermination", "Encrypted", "Iops", "OutpostArn", "Throughput", "VolumeSize", "VolumeType"],
            {
              device_name: textAt(mapping, "DeviceName"),
              snapshot_id: ref(`ebs_block_device.${textAt(mapping, "DeviceName")}`),
            },
          ),
      ),
      ephemeral_block_device: blocks(
        mappings.filter(({ VirtualName }) => VirtualName),
        (mapping) => block(mapping, ["DeviceName", "VirtualName"]),
      ),
      tags: tagsArgument(resource),
    };
  },
};

const snapshot: AdoptionRule = {
  type: "aws_ebs_snapshot",
  layer: "inherited",
  isStateful: true,
  label: (resource) => text(resource, "Description") ?? "",
  configuration: (resource, { ref }) => ({
    volume_id: ref("volume_id"),
    description: text(resource, "Description"),
    outpost_arn: text(resource, "OutpostArn"),
    tags: tagsArgument(resource),
  }),
};

export const images: readonly AdoptionRule[] = [image, snapshot];
