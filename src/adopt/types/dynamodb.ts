import type { InventoryResource } from "../../domain/inventory.js";
import type { Json, JsonObject } from "../../domain/json.js";
import { at, block, blocks, linkedHere, listAt, numberAt, stringsAt, textAt } from "../answer.js";
import { type AdoptionRule, flag, tagsArgument, unless } from "../rule.js";

const isOnDemand = ({ attributes }: InventoryResource): boolean =>
  textAt(attributes, "BillingModeSummary.BillingMode") === "PAY_PER_REQUEST";

const keyOf = (answer: Json | undefined, kind: "HASH" | "RANGE"): string | undefined => {
  const found = listAt(answer, "KeySchema").find((each) => each.KeyType === kind);
  return textAt(found, "AttributeName");
};

const capacities = (answer: Json | undefined) => ({
  read_capacity: numberAt(answer, "ProvisionedThroughput.ReadCapacityUnits"),
  write_capacity: numberAt(answer, "ProvisionedThroughput.WriteCapacityUnits"),
});

/** -1 means that there is no limit, which Terraform says by leaving it out. */
const limits = (answer: Json | undefined) => {
  const limit = (field: string) => unless(numberAt(answer, `OnDemandThroughput.${field}`), -1);
  return block({}, [], {
    max_read_request_units: limit("MaxReadRequestUnits"),
    max_write_request_units: limit("MaxWriteRequestUnits"),
  });
};

const projection = [
  ["IndexName", "name"],
  ["Projection.ProjectionType", "projection_type"],
  ["Projection.NonKeyAttributes", "non_key_attributes"],
] as const;

const globalIndex = (resource: InventoryResource) => (answer: JsonObject) =>
  block(answer, projection, {
    hash_key: keyOf(answer, "HASH"),
    range_key: keyOf(answer, "RANGE"),
    ...(isOnDemand(resource) ? {} : capacities(answer)),
    on_demand_throughput: limits(answer),
  });

const timeToLive = ({ attributes }: InventoryResource) =>
  textAt(attributes, "TimeToLive.TimeToLiveStatus")?.startsWith("ENABL")
    ? { attribute_name: textAt(attributes, "TimeToLive.AttributeName") ?? "", enabled: true }
    : undefined;

const recovery = ({ attributes }: InventoryResource) =>
  textAt(attributes, "PointInTimeRecovery.PointInTimeRecoveryStatus") === "ENABLED"
    ? {
        enabled: true,
        ...block(attributes, [["PointInTimeRecovery.RecoveryPeriodInDays", "recovery_period_in_days"]]),
      }
    : undefined;

const table: AdoptionRule = {
  type: "aws_dynamodb_table",
  layer: "inherited",
  isStateful: true,
  label: (resource) => resource.id,
  unfit: (resource) =>
    listAt(resource.attributes, "KeySchema").length > 0 ? undefined : "the inventory could not read its description",
  configuration: (resource, context) => {
    const { attributes } = resource;
    const streams = at(attributes, "StreamSpecification.StreamEnabled") === true;
    const encryption = textAt(attributes, "SSEDescription.Status");
    return {
      name: resource.id,
      billing_mode: isOnDemand(resource) ? "PAY_PER_REQUEST" : "PROVISIONED",
      ...(isOnDemand(resource) ? {} : capacities(attributes)),
      hash_key: keyOf(attributes, "HASH"),
      range_key: keyOf(attributes, "RANGE"),
      table_class: unless(textAt(attributes, "TableClassSummary.TableClass"), "STANDARD"),
      deletion_protection_enabled: unless(flag(resource, "DeletionProtectionEnabled"), false),
      stream_enabled: streams ? true : undefined,
      stream_view_type: streams ? textAt(attributes, "StreamSpecification.StreamViewType") : undefined,
      attribute: blocks(listAt(attributes, "AttributeDefinitions"), (answer) =>
        block(answer, [
          ["AttributeName", "name"],
          ["AttributeType", "type"],
        ]),
      ),
      global_secondary_index: blocks(listAt(attributes, "GlobalSecondaryIndexes"), globalIndex(resource)),
      local_secondary_index: blocks(listAt(attributes, "LocalSecondaryIndexes"), (answer) =>
        block(answer, projection, { range_key: keyOf(answer, "RANGE") }),
      ),
      on_demand_throughput: limits(attributes),
      ttl: timeToLive(resource),
      point_in_time_recovery: recovery(resource),
      server_side_encryption:
        encryption === "ENABLED" || encryption === "UPDATING"
          ? { enabled: true, kms_key_arn: linkedHere(context, "kms_key_arn", "arn") ?? null }
          : undefined,
      replica: blocks(listAt(attributes, "Replicas"), (answer) => block(answer, ["RegionName"])),
      tags: tagsArgument(resource),
    };
  },
  ignored: ({ attributes }) => {
    const unread = [
      ...(at(attributes, "PointInTimeRecovery") === undefined ? ["point_in_time_recovery"] : []),
      ...(at(attributes, "TimeToLive") === undefined ? ["ttl"] : []),
    ];
    const replicas = stringsAt(attributes, "Replicas") ? ["replica"] : [];
    if (unread.length + replicas.length === 0) return undefined;
    const reason =
      unread.length > 0
        ? "the inventory could not read it"
        : "settings of its copies in other regions are read in those regions alone";
    return { attributes: [...unread, ...replicas], reason };
  },
};

export const dynamodb: readonly AdoptionRule[] = [table];
