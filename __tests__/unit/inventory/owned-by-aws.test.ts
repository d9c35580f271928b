import { expect, it } from "vitest";
import type { AnyCollector } from "../../../src/inventory/collector.js";
import { apiParts } from "../../../src/inventory/collectors/api-gateway-parts.js";
import { cloudwatch } from "../../../src/inventory/collectors/cloudwatch.js";
import { ec2Interfaces } from "../../../src/inventory/collectors/ec2-interfaces.js";
import { rdsSnapshots } from "../../../src/inventory/collectors/rds-snapshots.js";

const place = { accountId: "111122223333", partition: "aws", region: "eu-west-1" };

/** Who a type's first collector says that an item belongs to. */
function ownerOf<Parent>(among: readonly AnyCollector<Parent>[], type: string, item: object, parent = {} as Parent) {
  const describe = among.find(({ types }) => type in types)?.types[type];
  return describe?.({ item, details: {}, parent, place })[0]?.owner?.kind;
}

it.each([
  [{ name: "Empty", description: "This is a default empty schema model" }, "aws"],
  [{ name: "Error", description: "This is a default error schema model" }, "aws"],
  [{ name: "Error", description: "ours" }, undefined],
  [{ name: "Order", description: "This is a default order" }, undefined],
])("the model %j", (item, owner) => {
  expect(ownerOf(apiParts, "aws_api_gateway_model", item, { id: "a" })).toBe(owner);
});

it.each([
  [{ AlarmName: "TargetTracking-table/a-AlarmHigh-1", AlarmDescription: "DO NOT EDIT OR DELETE. For x" }, "aws"],
  [{ AlarmName: "TargetTracking-by-hand", AlarmDescription: "ours" }, undefined],
  [{ AlarmName: "cpu" }, undefined],
])("the alarm %j", (item, owner) => {
  expect(ownerOf(cloudwatch, "aws_cloudwatch_metric_alarm", item)).toBe(owner);
});

it.each([
  [{ DBSnapshotIdentifier: "rds:main-2026-01-01", SnapshotType: "automated" }, "aws"],
  [{ DBSnapshotIdentifier: "awsbackup:job-1", SnapshotType: "awsbackup" }, "aws"],
  [{ DBSnapshotIdentifier: "by-hand", SnapshotType: "manual" }, undefined],
])("the database snapshot %j", (item, owner) => {
  expect(ownerOf(rdsSnapshots, "aws_db_snapshot", item)).toBe(owner);
});

it.each([
  [{ InterfaceType: "interface", RequesterManaged: true }, "aws"],
  [{ InterfaceType: "lambda", RequesterManaged: false }, "aws"],
  [{ InterfaceType: "interface", Attachment: { DeviceIndex: 0, InstanceId: "i-1" } }, "instance"],
  [{ InterfaceType: "interface", Attachment: { DeviceIndex: 1, InstanceId: "i-1" } }, undefined],
  [{ InterfaceType: "efa" }, undefined],
])("the interface %j", (item, owner) => {
  expect(ownerOf(ec2Interfaces, "aws_network_interface", item)).toBe(owner);
});
