import { describe, expect, it } from "vitest";
import { costRefusal, dataChanges, isOpen, windowFindings } from "../../../src/deliver/request-rules.js";
import { differencesFromReviewed, parseReviewed } from "../../../src/deliver/reviewed.js";
import { plan } from "./plans.js";

const window = { days: ["tue", "wed"], fromHour: 6, toHour: 14 };
const tuesdayAtEight = new Date("2026-11-24T08:00:00Z");
const tuesdayAtTwo = new Date("2026-11-24T14:00:00Z");
const database = { address: 'module.shop.aws_db_instance.this["instance"]', actions: ["update"] as const };

describe("the window of what holds data", () => {
  it("is open from its first hour to before its last, on its days", () => {
    expect(isOpen(window, tuesdayAtEight)).toBe(true);
    expect(isOpen(window, tuesdayAtTwo)).toBe(false);
    expect(isOpen(window, new Date("2026-11-23T08:00:00Z"))).toBe(false);
  });

  it("refuses a change of data outside, and says when it may be made", () => {
    expect(windowFindings({ changes: [database] }, window, tuesdayAtTwo)).toEqual([
      {
        rule: "outside-window",
        address: database.address,
        what: "holds data, which may be changed on tue, wed from 6:00 to 14:00 UTC alone",
        remedy: "Apply it then, or change delivery.dataWindow in the environment's file.",
      },
    ]);
  });

  it("lets pass inside, without a window, and what is new or holds none", () => {
    expect(windowFindings({ changes: [database] }, window, tuesdayAtEight)).toEqual([]);
    expect(windowFindings({ changes: [database] }, null, tuesdayAtTwo)).toEqual([]);
    expect(
      dataChanges({
        changes: [
          { address: "module.shop.aws_db_instance.this", actions: ["create"] },
          { address: "module.shop.aws_db_parameter_group.this", actions: ["update"] },
          { address: "aws_s3_bucket.logs", actions: ["delete", "create"] },
          { address: "aws_s3_bucket_policy.logs", actions: ["update"] },
        ],
      }),
    ).toEqual(["aws_s3_bucket.logs"]);
  });
});

describe("the limit of what a request may cost", () => {
  const cost = { monthlyUsd: 250.5, unknown: {}, hasUsage: false };
  it("asks for a label above it", () => {
    expect(costRefusal(cost, 200, [])).toBe(
      "It costs $250.50 a month more, and from $200 on somebody must agree: label it cost-agreed.",
    );
  });
  it("is satisfied by the label, and by less", () => {
    expect(costRefusal(cost, 200, ["bug", "cost-agreed"])).toBeUndefined();
    expect(costRefusal(cost, 250.5, [])).toBeUndefined();
  });
});

describe("what was reviewed", () => {
  const document = { roots: [{ root: "prod/edge", changes: [{ address: "aws_lb.this", actions: ["update"] }] }] };
  const reviewed = parseReviewed(JSON.stringify(document), "reviewed.json");
  it("fits a plan that would do the same", () => {
    expect(
      differencesFromReviewed(
        "prod/edge",
        plan({ changes: [{ address: "aws_lb.this", actions: ["update"] }] }),
        reviewed,
      ),
    ).toEqual([]);
  });
  it("does not fit more, less or something else", () => {
    const now = plan({
      changes: [
        { address: "aws_lb.this", actions: ["delete", "create"] },
        { address: "aws_eip.a", actions: ["create"] },
      ],
    });
    expect(differencesFromReviewed("prod/edge", now, reviewed)).toEqual([
      "aws_eip.a nothing then, create now",
      "aws_lb.this update then, delete, create now",
    ]);
    expect(differencesFromReviewed("prod/dns", now, reviewed)).toHaveLength(2);
    expect(differencesFromReviewed("prod/edge", plan(), reviewed)).toEqual(["aws_lb.this update then, nothing now"]);
  });
  it("refuses a file that is something else", () => {
    expect(() => parseReviewed("no", "r.json")).toThrow(
      "r.json: --reviewed: this is not what uplift ci plan --json prints (it is no JSON)",
    );
    expect(() => parseReviewed("{}", "r.json")).toThrow(/it has no list of roots with their changes/);
  });
});
