import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";
import { userDataFile } from "../user-data.js";

const instance: AdoptionRule = {
  type: "aws_instance",
  layer: "legacy",
  isStateful: true,
  output: "instance_ids",
  unfit: (resource) =>
    text(resource, "InstanceLifecycle") === "spot"
      ? "it is a spot instance: AWS may take it away at any time"
      : undefined,
  configuration: (resource, { name, ref, refs }) => {
    const userData = text(resource, "UserData");
    return {
      ami: ref("ami") ?? text(resource, "ImageId"),
      instance_type: text(resource, "InstanceType"),
      subnet_id: ref("subnet_id"),
      vpc_security_group_ids: refs("vpc_security_group_ids"),
      iam_instance_profile: ref("iam_instance_profile", "name"),
      key_name: text(resource, "KeyName"),
      source_dest_check: unless(flag(resource, "SourceDestCheck"), true),
      user_data: userData && userDataFile(name, userData).expression,
      // Block devices are not written: each way to say what is already so would change or replace the instance.
      tags: tagsArgument(resource),
    };
  },
  ignored: (resource) => {
    if (resource.attributes.UserData !== undefined) return undefined;
    const reason = text(resource, "UserDataSha1")
      ? "its user data holds a secret and is not kept"
      : "the inventory could not read its user data";
    return { attributes: ["user_data", "user_data_replace_on_change"], reason };
  },
  files: (resource, name) => {
    const userData = text(resource, "UserData");
    return userData ? [userDataFile(name, userData).file] : [];
  },
};

/** Volume types whose operations a second can be chosen. */
const tunable = new Set(["io1", "io2", "gp3"]);

const volume: AdoptionRule = {
  type: "aws_ebs_volume",
  layer: "legacy",
  isStateful: true,
  configuration: (resource) => {
    const type = text(resource, "VolumeType");
    return {
      availability_zone: text(resource, "AvailabilityZone"),
      size: number(resource, "Size"),
      type,
      iops: type && tunable.has(type) ? number(resource, "Iops") : undefined,
      throughput: type === "gp3" ? number(resource, "Throughput") : undefined,
      encrypted: flag(resource, "Encrypted"),
      kms_key_id: text(resource, "KmsKeyId"),
      snapshot_id: text(resource, "SnapshotId"),
      multi_attach_enabled: unless(flag(resource, "MultiAttachEnabled"), false),
      tags: tagsArgument(resource),
    };
  },
};

const volumeAttachment: AdoptionRule = {
  type: "aws_volume_attachment",
  layer: "legacy",
  label: (resource, of) => `${of("instance_id")} ${text(resource, "DeviceName")?.replace("/dev/", "")}`,
  configuration: (resource, { ref }) => ({
    device_name: text(resource, "DeviceName"),
    volume_id: ref("volume_id"),
    instance_id: ref("instance_id"),
  }),
};

const address: AdoptionRule = {
  type: "aws_eip",
  layer: "legacy",
  isStateful: true,
  unfit: (resource) =>
    text(resource, "Domain") === "vpc" ? undefined : "it is an address of EC2-Classic, which AWS has shut down",
  configuration: (resource) => ({ domain: "vpc", tags: tagsArgument(resource) }),
};

const addressAssociation: AdoptionRule = {
  type: "aws_eip_association",
  layer: "legacy",
  label: (_, of) => of("allocation_id"),
  configuration: (resource, { ref }) => {
    const instanceId = ref("instance_id");
    return {
      allocation_id: ref("allocation_id"),
      // One of the two: both together are refused.
      instance_id: instanceId,
      network_interface_id: instanceId ? undefined : text(resource, "NetworkInterfaceId"),
    };
  },
};

export const compute: readonly AdoptionRule[] = [instance, volume, volumeAttachment, address, addressAssociation];
