import { describe, expect, it } from "vitest";
import { harmless } from "../../../src/domain/live-impact/harmless.js";
import { readers } from "../../../src/domain/live-impact/readers.js";
import { attachmentsOf, idsMeant, liveImpact, mayName, verdictOf } from "../../../src/domain/live-impact.js";

describe("what is known about an argument", () => {
  it.each([
    ["aws_network_acl", "subnet_ids", /replaces the ACL of the subnet/],
    ["aws_alb_listener_rule", "listener_arn", /takes matching requests of a live listener/],
    ["aws_subnet", "vpc_id", /is new in the VPC/],
    ["aws_connect_queue", "instance_id", /is an instance of Amazon Connect/],
    ["aws_db_instance", "kms_key_id", /encrypts its own data/],
    ["aws_lambda_function", "vpc_config.subnet_ids", /takes addresses of the subnet/],
  ])("%s %s", (type, path, verdict) => {
    expect(verdictOf(type, path)).toMatch(verdict);
  });

  it.each([
    ["aws_not_made_yet", "vpc_id"],
    ["aws_not_made_yet", "settings.bucket"],
    ["aws_not_made_yet", "role"],
  ])("is nothing for a type that nobody has thought about: %s %s", (type, path) => {
    expect(verdictOf(type, path)).toBeUndefined();
  });
});

describe("an attachment", () => {
  it("is found in every list on its path", () => {
    const forward = [{ target_group: [{ arn: "a" }, { arn: "b" }] }];
    expect(attachmentsOf("aws_lb_listener_rule", { action: [{ forward }] }).map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("is none where the values say so", () => {
    const name = (name: string) => attachmentsOf("aws_route53_record", { zone_id: "Z1", name });
    expect(name("_proof.example.com")).toEqual([]);
    expect(name("www.example.com")).toMatchObject([{ id: "Z1" }]);
  });
});

it("an ARN also means what it ends with, and an id itself alone", () => {
  expect(idsMeant("arn:aws:iam::1:role/path/web")).toEqual(["arn:aws:iam::1:role/path/web", "web"]);
  expect(idsMeant("vpc-1")).toEqual(["vpc-1"]);
});

it("an argument names the types that its name tells, or any", () => {
  expect(mayName("vpc.vpc_id", "aws_vpc")).toBe(true);
  expect(mayName("vpc_id", "aws_subnet")).toBe(false);
  expect(mayName("arn", "aws_sns_topic")).toBe(true);
});

it("every entry says why", () => {
  const effects = Object.values(liveImpact).flatMap((each) => each.map(({ effect }) => effect));
  const reasons = [...harmless, ...readers].map(({ reason }) => reason);
  expect([...effects, ...reasons].filter((text) => text.length < 10)).toEqual([]);
});
