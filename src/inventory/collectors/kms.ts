import {
  type AliasListEntry,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type GetKeyRotationStatusCommandOutput,
  type KeyListEntry,
  type KeyMetadata,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  type Tag,
} from "@aws-sdk/client-kms";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import {
  type AnyCollector,
  type Draft,
  defineCollector,
  detail,
  listing,
  pagedDetail,
  type Scene,
} from "../collector.js";
import { keep, partOf } from "../describe.js";

interface Details {
  key: KeyMetadata;
  policy: string;
  rotation: GetKeyRotationStatusCommandOutput;
  tags: Tag[];
}

const nextMarker = ({ Truncated, NextMarker }: { Truncated?: boolean | undefined; NextMarker?: string | undefined }) =>
  Truncated && NextMarker ? { Marker: NextMarker } : undefined;

const ownerOf = (key: KeyMetadata | undefined): InventoryOwner | undefined =>
  key?.KeyManager === "AWS" ? { kind: "aws", name: `a key of AWS: ${key.Description || key.KeyId}` } : undefined;

/** Keys whose material lies elsewhere, and copies of keys of other regions, are types of their own. */
const typeOf = (key: KeyMetadata | undefined): string => {
  if (key?.MultiRegionConfiguration?.MultiRegionKeyType === "REPLICA") return "aws_kms_replica_key";
  return key?.Origin === "EXTERNAL" ? "aws_kms_external_key" : "aws_kms_key";
};

const ofType =
  (type: string) =>
  ({ item, details }: Scene<KeyListEntry, Details, undefined>): readonly Draft[] =>
    typeOf(details.key) === type
      ? [
          {
            id: item.KeyId ?? "",
            attributes: {
              ...(details.key &&
                keep(details.key, [
                  "Arn",
                  "Description",
                  "Enabled",
                  "KeyState",
                  "KeyUsage",
                  "KeySpec",
                  "MultiRegion",
                  "CustomKeyStoreId",
                ])),
              ...(details.policy && { Policy: details.policy }),
              ...(details.rotation && keep(details.rotation, ["KeyRotationEnabled", "RotationPeriodInDays"])),
            },
            tags: Object.fromEntries(
              (details.tags ?? []).map(({ TagKey, TagValue }) => [TagKey ?? "", TagValue ?? ""]),
            ),
            owner: ownerOf(details.key),
          },
        ]
      : [];

export const keys = defineCollector<KeyListEntry, Details>({
  name: "kms:keys",
  service: "kms",
  scope: "regional",
  list: listing(call("kms", "kms:ListKeys", ListKeysCommand), {
    input: () => ({ Limit: 1000 }),
    items: ({ Keys }) => Keys,
    next: nextMarker,
  }),
  details: {
    key: detail(call("kms", "kms:DescribeKey", DescribeKeyCommand), {
      input: ([{ KeyId }]) => ({ KeyId }),
      take: ({ KeyMetadata }) => KeyMetadata,
    }),
    policy: detail(call("kms", "kms:GetKeyPolicy", GetKeyPolicyCommand), {
      input: ([{ KeyId }]) => ({ KeyId, PolicyName: "default" }),
      take: ({ Policy }) => Policy,
    }),
    rotation: detail(call("kms", "kms:GetKeyRotationStatus", GetKeyRotationStatusCommand), {
      input: ([{ KeyId }]) => ({ KeyId }),
      take: (output) => output,
    }),
    tags: pagedDetail(call("kms", "kms:ListResourceTags", ListResourceTagsCommand), {
      input: ([{ KeyId }]) => ({ KeyId }),
      entries: ({ Tags }) => Tags,
      next: nextMarker,
    }),
  },
  label: ({ KeyId }) => `key ${KeyId}`,
  types: {
    aws_kms_key: ofType("aws_kms_key"),
    aws_kms_external_key: ofType("aws_kms_external_key"),
    aws_kms_replica_key: ofType("aws_kms_replica_key"),
  },
});

export const aliases = defineCollector<AliasListEntry>({
  name: "kms:aliases",
  service: "kms",
  scope: "regional",
  list: listing(call("kms", "kms:ListAliases", ListAliasesCommand), {
    input: () => ({ Limit: 100 }),
    items: ({ Aliases }) => Aliases,
    next: nextMarker,
  }),
  label: ({ AliasName }) => `alias ${AliasName}`,
  types: {
    aws_kms_alias: ({ item }) => [
      {
        id: item.AliasName ?? "",
        attributes: keep(item, ["AliasName", "TargetKeyId"]),
        links: partOf("target_key_id", "aws_kms_key", item.TargetKeyId),
        owner: item.AliasName?.startsWith("alias/aws/")
          ? { kind: "aws", name: `the name of a key of AWS: ${item.AliasName}` }
          : undefined,
      },
    ],
  },
});

export const kms: readonly AnyCollector[] = [keys, aliases];
