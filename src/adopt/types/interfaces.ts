import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";

const networkInterface: AdoptionRule = {
  type: "aws_network_interface",
  layer: "legacy",
  isStateful: true,
  label: (resource) => text(resource, "Description") ?? "",
  configuration: (resource, { ref, refs }) => {
    const groups = refs("security_groups");
    return {
      subnet_id: ref("subnet_id"),
      description: text(resource, "Description"),
      security_groups: groups.length > 0 ? groups : undefined,
      source_dest_check: unless(flag(resource, "SourceDestCheck"), true),
      // Addresses are not written: the provider keeps those that AWS answers. What it is attached to is a resource of its own.
      tags: tagsArgument(resource),
    };
  },
};

const attachment: AdoptionRule = {
  type: "aws_network_interface_attachment",
  layer: "legacy",
  label: (resource, of) => `${of("instance_id")} ${number(resource, "DeviceIndex")}`,
  configuration: (resource, { ref }) => ({
    instance_id: ref("instance_id"),
    network_interface_id: ref("network_interface_id"),
    device_index: number(resource, "DeviceIndex"),
  }),
};

const keyPair: AdoptionRule = {
  type: "aws_key_pair",
  layer: "legacy",
  label: (resource) => resource.id,
  unfit: (resource) =>
    text(resource, "PublicKey")
      ? undefined
      : "AWS did not give its public key: instances name it by key_name, so leave it",
  configuration: (resource) => ({
    key_name: resource.id,
    public_key: text(resource, "PublicKey"),
    tags: tagsArgument(resource),
  }),
  ignored: () => ({
    attributes: ["public_key"],
    reason: "the provider does not read it back: comparing it would replace the key pair",
  }),
};

export const interfaces: readonly AdoptionRule[] = [networkInterface, attachment, keyPair];
