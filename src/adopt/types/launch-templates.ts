import type { InventoryResource } from "../../domain/inventory.js";
import type { JsonObject } from "../../domain/json.js";
import { at, block, blocks, listAt, textAt } from "../answer.js";
import type { Arguments, Value } from "../expression.js";
import { type AdoptionRule, type RuleContext, tagsArgument, text } from "../rule.js";
import { encodedUserData } from "../user-data.js";
import { instanceRequirements } from "./instance-requirements.js";

const some = (values: readonly Value[]): readonly Value[] | undefined => (values.length > 0 ? values : undefined);

const devices = (data: JsonObject): Value | undefined =>
  blocks(listAt(data, "BlockDeviceMappings"), (answer) =>
    block(answer, ["DeviceName", "NoDevice", "VirtualName"], {
      ebs: block(at(answer, "Ebs"), [
        "DeleteOnTermination",
        "Encrypted",
        "Iops",
        "KmsKeyId",
        "SnapshotId",
        "Throughput",
        "VolumeInitializationRate",
        "VolumeSize",
        "VolumeType",
      ]),
    }),
  );

const addresses = (answer: JsonObject, list: string, field: string): Value | undefined =>
  some(listAt(answer, list).flatMap((each) => (each[field] === undefined ? [] : [each[field] as Value])));

const interfaces = (data: JsonObject, { ref, refs }: RuleContext): Value | undefined =>
  some(
    listAt(data, "NetworkInterfaces").flatMap((answer, index): Value[] => {
      const made = block(
        answer,
        [
          "AssociateCarrierIpAddress",
          "AssociatePublicIpAddress",
          "DeleteOnTermination",
          "Description",
          "DeviceIndex",
          "InterfaceType",
          ["SecondaryPrivateIpAddressCount", "ipv4_address_count"],
          ["Ipv4PrefixCount", "ipv4_prefix_count"],
          ["Ipv6AddressCount", "ipv6_address_count"],
          ["Ipv6PrefixCount", "ipv6_prefix_count"],
          "NetworkCardIndex",
          "NetworkInterfaceId",
          ["PrimaryIpv6", "primary_ipv6"],
          "PrivateIpAddress",
        ],
        {
          ipv4_addresses: addresses(answer, "PrivateIpAddresses", "PrivateIpAddress"),
          ipv4_prefixes: addresses(answer, "Ipv4Prefixes", "Ipv4Prefix"),
          ipv6_addresses: addresses(answer, "Ipv6Addresses", "Ipv6Address"),
          ipv6_prefixes: addresses(answer, "Ipv6Prefixes", "Ipv6Prefix"),
          security_groups: some(refs(`network_interfaces.${index}.security_groups`)),
          subnet_id: ref(`network_interfaces.${index}.subnet_id`),
          connection_tracking_specification: block(at(answer, "ConnectionTrackingSpecification"), [
            "TcpEstablishedTimeout",
            "UdpStreamTimeout",
            "UdpTimeout",
          ]),
          ena_srd_specification: block(at(answer, "EnaSrdSpecification"), ["EnaSrdEnabled"], {
            ena_srd_udp_specification: block(at(answer, "EnaSrdSpecification.EnaSrdUdpSpecification"), [
              "EnaSrdUdpEnabled",
            ]),
          }),
        },
      );
      return made ? [made] : [];
    }),
  );

const profile = (data: JsonObject, { ref }: RuleContext): Value | undefined => {
  const answer = at(data, "IamInstanceProfile");
  if (at(answer, "Arn") !== undefined) return { arn: ref("iam_instance_profile", "arn") ?? null };
  return at(answer, "Name") === undefined ? undefined : { name: ref("iam_instance_profile", "name") ?? null };
};

const tagSpecifications = (data: JsonObject): Value | undefined =>
  blocks(listAt(data, "TagSpecifications"), (answer) =>
    block(answer, ["ResourceType"], {
      tags: Object.fromEntries(listAt(answer, "Tags").map(({ Key, Value: value }) => [String(Key), String(value)])),
    }),
  );

/** Blocks whose arguments are AWS's own fields. */
const plainBlocks: Readonly<Record<string, readonly string[]>> = {
  CpuOptions: ["AmdSevSnp", "CoreCount", "ThreadsPerCore"],
  EnclaveOptions: ["Enabled"],
  HibernationOptions: ["Configured"],
  MaintenanceOptions: ["AutoRecovery"],
  Monitoring: ["Enabled"],
};

const dataArguments = (data: JsonObject, context: RuleContext): Arguments => ({
  ...block(data, [
    "DisableApiStop",
    "DisableApiTermination",
    "EbsOptimized",
    "InstanceInitiatedShutdownBehavior",
    "InstanceType",
    "KernelId",
    "RamDiskId",
    ["SecurityGroups", "security_group_names"],
  ]),
  image_id: context.ref("image_id"),
  key_name: context.ref("key_name", "key_name"),
  vpc_security_group_ids: some(context.refs("vpc_security_group_ids")),
  block_device_mappings: devices(data),
  network_interfaces: interfaces(data, context),
  iam_instance_profile: profile(data, context),
  instance_requirements: instanceRequirements(at(data, "InstanceRequirements")),
  instance_market_options: block(at(data, "InstanceMarketOptions"), ["MarketType"], {
    spot_options: block(at(data, "InstanceMarketOptions.SpotOptions"), [
      "BlockDurationMinutes",
      "InstanceInterruptionBehavior",
      "MaxPrice",
      "SpotInstanceType",
      "ValidUntil",
    ]),
  }),
  capacity_reservation_specification: block(
    at(data, "CapacityReservationSpecification"),
    ["CapacityReservationPreference"],
    {
      capacity_reservation_target: block(at(data, "CapacityReservationSpecification.CapacityReservationTarget"), [
        "CapacityReservationId",
        "CapacityReservationResourceGroupArn",
      ]),
    },
  ),
  license_specification: blocks(listAt(data, "LicenseSpecifications"), (answer) =>
    block(answer, ["LicenseConfigurationArn"]),
  ),
  // The provider reads it for burstable types alone.
  credit_specification: /^t[2-9]/.test(textAt(data, "InstanceType") ?? "")
    ? block(at(data, "CreditSpecification"), ["CpuCredits"])
    : undefined,
  metadata_options: block(at(data, "MetadataOptions"), [
    "HttpEndpoint",
    ["HttpProtocolIpv6", "http_protocol_ipv6"],
    "HttpPutResponseHopLimit",
    "HttpTokens",
    "InstanceMetadataTags",
  ]),
  placement: block(at(data, "Placement"), [
    "Affinity",
    "AvailabilityZone",
    "GroupName",
    "HostId",
    "HostResourceGroupArn",
    "PartitionNumber",
    "SpreadDomain",
    "Tenancy",
  ]),
  private_dns_name_options: block(at(data, "PrivateDnsNameOptions"), [
    ["EnableResourceNameDnsAAAARecord", "enable_resource_name_dns_aaaa_record"],
    ["EnableResourceNameDnsARecord", "enable_resource_name_dns_a_record"],
    "HostnameType",
  ]),
  tag_specifications: tagSpecifications(data),
  ...Object.fromEntries(
    Object.entries(plainBlocks).map(([field, fields]) => [
      field.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase(),
      block(at(data, field), fields),
    ]),
  ),
});

const dataOf = ({ attributes }: InventoryResource): JsonObject => (attributes.Data ?? {}) as JsonObject;
const hasSecret = (resource: InventoryResource): boolean => text(resource, "UserDataSha1") !== undefined;
const fileName = (name: string): string => `launch-template/${name}`;

const launchTemplate: AdoptionRule = {
  type: "aws_launch_template",
  layer: "legacy",
  label: (resource) => text(resource, "LaunchTemplateName") ?? "",
  unfit: ({ attributes }) =>
    attributes.Data === undefined ? "the inventory could not read its latest version" : undefined,
  configuration: (resource, context) => {
    const userData = text(resource, "UserData");
    return {
      name: text(resource, "LaunchTemplateName"),
      description: text(resource, "VersionDescription"),
      ...dataArguments(dataOf(resource), context),
      user_data: userData && encodedUserData(fileName(context.name), userData).value,
      tags: tagsArgument(resource),
    };
  },
  ignored: (resource) =>
    hasSecret(resource)
      ? { attributes: ["user_data"], reason: "its user data holds a secret and is not kept" }
      : undefined,
  files: (resource, name) => {
    const userData = text(resource, "UserData");
    return userData ? encodedUserData(fileName(name), userData).files : [];
  },
};

export const launchTemplates: readonly AdoptionRule[] = [launchTemplate];
