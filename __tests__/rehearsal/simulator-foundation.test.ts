import * as route53 from "@aws-sdk/client-route-53";
import * as s3 from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { awsCaller } from "../support/aws-call.js";
import { useSimulator } from "../support/simulator.js";

const simulator = useSimulator();
const account = "111122223333";
const call = awsCaller(simulator);

it("an analyzer is made, read with its tags, and gone once it is deleted", async () => {
  const service = "access-analyzer";
  const given = { analyzerName: "account", type: "ACCOUNT", tags: { owner: "platform" } };
  const arn = `arn:aws:access-analyzer:eu-west-1:${account}:analyzer/account`;
  expect((await call([service, "PUT", "/analyzer"], given)).body).toEqual({ arn });
  expect((await call([service, "GET", "/analyzer/account"])).body).toMatchObject({
    analyzer: { arn, name: "account", type: "ACCOUNT", status: "ACTIVE", tags: { owner: "platform" } },
  });
  expect((await call([service, "GET", `/tags/${encodeURIComponent(arn)}`])).body).toEqual({
    tags: { owner: "platform" },
  });
  await call([service, "DELETE", "/analyzer/account"]);
  expect(await call([service, "GET", "/analyzer/account"])).toMatchObject({
    status: 404,
    fault: "ResourceNotFoundException",
  });
});

it("a trail starts and stops by its ARN as by its name", async () => {
  const trail = (name: string, body: object) =>
    call(["cloudtrail", "POST", "/"], body, `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${name}`);
  const client = new s3.S3Client({ ...simulator().sdkConfig(), forcePathStyle: true });
  await client.send(new s3.CreateBucketCommand({ Bucket: "trail-bucket" }));
  const { body } = await trail("CreateTrail", { Name: "all", S3BucketName: "trail-bucket" });
  for (const name of ["all", body.TrailARN]) {
    await trail("StartLogging", { Name: name });
    expect((await trail("GetTrailStatus", { Name: "all" })).body.IsLogging).toBe(true);
    await trail("StopLogging", { Name: name });
    expect((await trail("GetTrailStatus", { Name: "all" })).body.IsLogging).toBe(false);
  }
});

it("new volumes are encrypted with AWS's key until another is set, and again after a reset", async () => {
  const ec2 = async (query: string) => (await call(["ec2", "POST", "/"], `${query}&Version=2016-11-15`)).body as string;
  const made = await call(["kms", "POST", "/"], {}, "TrentService.CreateKey");
  const { Arn } = made.body.KeyMetadata;
  expect(await ec2("Action=GetEbsDefaultKmsKeyId")).toContain("alias/aws/ebs");
  await ec2(`Action=ModifyEbsDefaultKmsKeyId&KmsKeyId=${encodeURIComponent(Arn)}`);
  expect(await ec2("Action=GetEbsDefaultKmsKeyId")).toContain(Arn);
  await ec2("Action=ResetEbsDefaultKmsKeyId");
  expect(await ec2("Action=GetEbsDefaultKmsKeyId")).toContain("alias/aws/ebs");
});

it("a detector keeps the features that a change does not name", async () => {
  const guardduty = (method: string, path: string, body?: object) => call(["guardduty", method, path], body);
  const { detectorId } = (await guardduty("POST", "/detector", { enable: true })).body;
  const runtime = {
    name: "RUNTIME_MONITORING",
    status: "ENABLED",
    additionalConfiguration: [{ name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" }],
  };
  await guardduty("POST", `/detector/${detectorId}`, { features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] });
  await guardduty("POST", `/detector/${detectorId}`, { features: [runtime] });
  expect((await guardduty("GET", `/detector/${detectorId}`)).body.features).toEqual([
    { name: "S3_DATA_EVENTS", status: "ENABLED" },
    runtime,
  ]);
});

it("Security Hub keeps its settings, and lists the standards that are enabled", async () => {
  const hub = (method: string, path: string, body?: object) => call(["securityhub", method, path], body);
  await hub("POST", "/accounts", { EnableDefaultStandards: false });
  await hub("PATCH", "/accounts", { AutoEnableControls: false, ControlFindingGenerator: "STANDARD_CONTROL" });
  expect((await hub("GET", "/accounts")).body).toMatchObject({
    AutoEnableControls: false,
    ControlFindingGenerator: "STANDARD_CONTROL",
  });
  const StandardsArn = "arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0";
  const StandardsSubscriptionArn = `arn:aws:securityhub:eu-west-1:${account}:subscription/cis-aws-foundations-benchmark/v/3.0.0`;
  await hub("POST", "/standards/register", { StandardsSubscriptionRequests: [{ StandardsArn }] });
  expect((await hub("POST", "/standards/get", {})).body).toMatchObject({
    StandardsSubscriptions: [{ StandardsArn, StandardsSubscriptionArn, StandardsStatus: "READY" }],
  });
  await hub("POST", "/standards/deregister", { StandardsSubscriptionArns: [StandardsSubscriptionArn] });
  expect((await hub("POST", "/standards/get", {})).body).toEqual({ StandardsSubscriptions: [] });
});

it("a zone that is made with a VPC is private and names it; another is public", async () => {
  const client = new route53.Route53Client(simulator().sdkConfig());
  const VPC = { VPCId: "vpc-0abc", VPCRegion: "eu-west-1" } as const;
  const make = (Name: string, more: object) =>
    client.send(new route53.CreateHostedZoneCommand({ Name, CallerReference: Name, ...more }));
  const read = async (Id: string | undefined) => client.send(new route53.GetHostedZoneCommand({ Id }));
  const { HostedZone: inside } = await make("prod.internal", { VPC });
  expect(await read(inside?.Id)).toMatchObject({ HostedZone: { Config: { PrivateZone: true } }, VPCs: [VPC] });
  const { HostedZone: outside } = await make("example.com", {});
  expect(await read(outside?.Id)).toMatchObject({ HostedZone: { Config: { PrivateZone: false } } });
});
