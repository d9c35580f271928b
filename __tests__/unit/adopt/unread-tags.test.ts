import { expect, it } from "vitest";
import { adopt, adoptedResources } from "../../../src/adopt/adopt.js";
import { emptyMapping } from "../../../src/adopt/mapping.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { inventoryOf, resource } from "../../support/account.js";

const adoptionOf = (resources: readonly InventoryResource[]) =>
  adopt(inventoryOf(resources), emptyMapping, [], { region: "eu-west-1", singleRoot: true }).adoption;

const queue = (attributes: InventoryResource["attributes"]) =>
  resource("aws_sqs_queue", "https://sqs/1/jobs", { attributes: { Name: "jobs", Attributes: {}, ...attributes } });

it("refuses an object whose tags were denied, naming the call and what to do", () => {
  const { leftOut } = adoptionOf([queue({ UnreadTags: ["sqs:ListQueueTags"] })]);
  expect(leftOut).toEqual([
    {
      type: "aws_sqs_queue",
      id: "https://sqs/1/jobs",
      kind: "cannot-adopt",
      reason:
        "its tags could not be read (sqs:ListQueueTags), and an apply would take them away: allow the call " +
        "(uplift inventory --policy prints all that is needed) and make the inventory again, with --resume where it only failed",
    },
  ]);
});

it("adopts an object that has no tags", () => {
  const adoption = adoptionOf([queue({})]);
  expect(adoption.leftOut).toEqual([]);
  expect(adoptedResources(adoption).map(({ type }) => type)).toEqual(["aws_sqs_queue"]);
});

it("leaves out the parts of such an object too", () => {
  const policy = resource("aws_sqs_queue_policy", "https://sqs/1/jobs", {
    attributes: { Policy: "{}" },
    links: [["queue_url", "aws_sqs_queue", "https://sqs/1/jobs", true]],
  });
  const { leftOut } = adoptionOf([queue({ UnreadTags: ["sqs:ListQueueTags"] }), policy]);
  expect(leftOut.map(({ type, reason }) => `${type}: ${reason.slice(0, 40)}`)).toContain(
    "aws_sqs_queue_policy: it is part of aws_sqs_queue/https://sqs/",
  );
});
