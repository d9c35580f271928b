import { managedServices, type StatePlace, states } from "./pipeline-rights.js";
import type { PolicyStatement } from "./policy-document.js";

/** Services of which pipelines only read: those of the audit, those that adopted objects belong to, those that every run asks. */
const otherReadServices = [
  "access-analyzer",
  "cloudtrail",
  "config",
  "elasticfilesystem",
  "events",
  "guardduty",
  "iam",
  "inspector2",
  "secretsmanager",
  "securityhub",
  "sqs",
  "states",
  "sts",
  "tag",
] as const;

/** What reads data, not settings: `ReadOnlyAccess` allows most of it. */
const dataReads = [
  "cloudtrail:GetQueryResults",
  "ec2:GetConsoleOutput",
  "ec2:GetConsoleScreenshot",
  "ec2:GetPasswordData",
  "ecr:GetDownloadUrlForLayer",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogFields",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "logs:StartQuery",
  "rds:DownloadCompleteDBLogFile",
  "rds:DownloadDBLogFilePortion",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "sqs:ReceiveMessage",
  "ssm:GetCommandInvocation",
  "ssm:ListCommandInvocations",
  "states:DescribeExecution",
  "states:GetExecutionHistory",
];

const objectReads = ["s3:GetObject", "s3:GetObjectTorrent", "s3:GetObjectVersion"];

const tableReads = ["BatchGetItem", "GetItem", "GetRecords", "PartiQLSelect", "Query", "Scan"].map(
  (action) => `dynamodb:${action}`,
);

/** No pipeline reads data: only settings of services that are used here, and these objects, the states among them. */
export const noData = (state: StatePlace, readable: readonly string[]): readonly PolicyStatement[] => [
  {
    Sid: "NoOtherService",
    Effect: "Deny",
    NotAction: [...managedServices, ...otherReadServices].map((service) => `${service}:*`),
    Resource: "*",
  },
  { Sid: "NoData", Effect: "Deny", Action: dataReads, Resource: "*" },
  { Sid: "NoItems", Effect: "Deny", Action: tableReads, NotResource: state.lock_table_arn },
  { Sid: "NoObjects", Effect: "Deny", Action: objectReads, NotResource: readable },
  {
    // Plain parameters are settings, which Terraform reads; AWS's own key would decrypt secret ones for whoever may ask for them.
    Sid: "NoSecretParameters",
    Effect: "Deny",
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { StringLike: { "kms:ViaService": "ssm.*.amazonaws.com" } },
  },
];

/** Nothing of the place of states but to read, write and lock them. */
export const keepsStates = (places: readonly string[]): PolicyStatement => ({
  Sid: "NoEndOfStates",
  Effect: "Deny",
  NotAction: [
    "dynamodb:DeleteItem",
    "dynamodb:Describe*",
    "dynamodb:GetItem",
    "dynamodb:List*",
    "dynamodb:PutItem",
    "kms:Decrypt",
    "kms:Describe*",
    "kms:GenerateDataKey",
    "kms:Get*",
    "kms:List*",
    "s3:DeleteObject",
    "s3:Get*",
    "s3:List*",
    "s3:PutObject",
  ],
  Resource: places,
});

/** Nothing of the pipelines' roles but to look at them. */
export const keepsRoles = (roles: readonly string[]): PolicyStatement => ({
  Sid: "NoChangeOfPipelines",
  Effect: "Deny",
  NotAction: ["iam:Get*", "iam:List*"],
  Resource: roles,
});

/** What foundation made is used, not changed: keys, the topic of alarms, the audit's buckets and log group. */
const keepsFoundation = (objects: readonly string[]): PolicyStatement => ({
  Sid: "NoChangeOfFoundation",
  Effect: "Deny",
  NotAction: [
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:Describe*",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:Get*",
    "kms:List*",
    "kms:ReEncrypt*",
    "logs:Describe*",
    "logs:List*",
    "s3:Get*",
    "s3:List*",
    "sns:Get*",
    "sns:List*",
    "sns:Publish",
  ],
  Resource: objects,
});

/** What only a person does, beside a change of the place of states, of foundation and of the pipelines' roles. */
export const noWayOut = (
  state: StatePlace,
  kept: readonly string[],
  roles: readonly string[],
): readonly PolicyStatement[] => [
  keepsStates([state.bucket_arn, `${state.bucket_arn}/*`, state.lock_table_arn, state.key_arn]),
  keepsFoundation(kept),
  keepsRoles(roles),
  { Sid: "NoWayToData", Effect: "Deny", Action: waysToData, Resource: "*" },
  {
    Sid: "NoDecryptionByItself",
    Effect: "Deny",
    Action: "kms:Decrypt",
    NotResource: state.key_arn,
    Condition: { Null: { "kms:ViaService": "true" } },
  },
  { Sid: "NoWrites", Effect: "Deny", Action: "s3:PutObject", NotResource: states(state) },
  { Sid: "NoDeletes", Effect: "Deny", Action: "s3:DeleteObject", NotResource: `${states(state)}.tflock` },
  { Sid: "NoVersionDeletes", Effect: "Deny", Action: "s3:DeleteObjectVersion", Resource: "*" },
  { Sid: "NoItemWrites", Effect: "Deny", Action: itemWrites, NotResource: state.lock_table_arn },
];

/** Runs something where data is, or hands it to others; no layer is made by any of these. */
const waysToData = [
  "dynamodb:ExportTableToPointInTime",
  "dynamodb:PutResourcePolicy",
  "ec2:DisableEbsEncryptionByDefault",
  "ec2:ModifyEbsDefaultKmsKeyId",
  "ec2:ModifyImageAttribute",
  "ec2:ModifySnapshotAttribute",
  "lambda:InvokeFunction",
  "logs:CreateExportTask",
  "logs:PutSubscriptionFilter",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "rds:StartExportTask",
  "s3:PutAccountPublicAccessBlock",
  "ssm:ResumeSession",
  "ssm:SendCommand",
  "ssm:StartAutomationExecution",
  "ssm:StartSession",
];

const itemWrites = [
  "BatchWriteItem",
  "DeleteItem",
  "PartiQLDelete",
  "PartiQLInsert",
  "PartiQLUpdate",
  "PutItem",
  "UpdateItem",
].map((action) => `dynamodb:${action}`);
