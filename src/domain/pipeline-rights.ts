import type { PolicyStatement } from "./policy-document.js";

/** Where an environment's states lie. */
export interface StatePlace {
  readonly bucket_arn: string;
  /** What the keys of its states begin with, without a slash at the end. */
  readonly key_prefix: string;
  readonly lock_table_arn: string;
  readonly key_arn: string;
}

/** AWS's own policy of everything that can be read. */
export const readingPolicy = "ReadOnlyAccess";

/** Services whose settings pipelines make, by the prefix of their actions; IAM's are named one by one, those of the audit are left out. */
export const managedServices = [
  "acm",
  "aps",
  "autoscaling",
  "backup",
  "backup-storage",
  "bcm-data-exports",
  "budgets",
  "ce",
  "cloudwatch",
  "compute-optimizer",
  "cost-optimization-hub",
  "cur",
  "dynamodb",
  "ec2",
  "ecr",
  "elasticache",
  "elasticloadbalancing",
  "grafana",
  "kms",
  "lambda",
  "logs",
  "rds",
  "route53",
  "s3",
  "sns",
  "ssm",
  "synthetics",
  "wafv2",
] as const;

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

/** The states of an environment, as objects of their bucket. */
export const states = ({ bucket_arn, key_prefix }: StatePlace): string => `${bucket_arn}/${key_prefix}/*`;

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

/** Reads states; the lock's table holds the digest that each state must have. */
export const readsStates = (state: StatePlace): readonly PolicyStatement[] => [
  { Effect: "Allow", Action: "s3:GetObject", Resource: states(state) },
  { Effect: "Allow", Action: "dynamodb:GetItem", Resource: state.lock_table_arn },
  { Effect: "Allow", Action: "kms:Decrypt", Resource: state.key_arn },
];

/** Reads, locks and writes states, and deletes nothing but a lock file. */
export const writesStates = (state: StatePlace): readonly PolicyStatement[] => [
  { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: states(state) },
  { Effect: "Allow", Action: "s3:DeleteObject", Resource: `${states(state)}.tflock` },
  {
    Effect: "Allow",
    Action: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
    Resource: state.lock_table_arn,
  },
  { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: state.key_arn },
];

/** Changes settings in these regions. IAM, Route 53 and billing count as us-east-1 (AWS global condition keys, `aws:RequestedRegion`). */
export const changesSettings = (regions: readonly string[]): readonly PolicyStatement[] => [
  {
    Sid: "Settings",
    Effect: "Allow",
    Action: managedServices.map((service) => `${service}:*`),
    Resource: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": regions } },
  },
];

/** Makes roles and policies whose names begin like the environment's, gives them to services, and lets RDS keep passwords. */
export function changesRoles(partition: string, accountId: string, prefix: string): readonly PolicyStatement[] {
  const named = (kind: string, name: string) => `arn:${partition}:iam::${accountId}:${kind}/${name}`;
  const actions = (...names: string[]) => names.map((name) => `iam:${name}`);
  return [
    {
      Sid: "Roles",
      Effect: "Allow",
      Action: actions(
        "AttachRolePolicy",
        "CreateRole",
        "DeleteRole",
        "DeleteRolePolicy",
        "DetachRolePolicy",
        "PassRole",
        "PutRolePermissionsBoundary",
        "PutRolePolicy",
        "TagRole",
        "UntagRole",
        "UpdateAssumeRolePolicy",
        "UpdateRole",
        "UpdateRoleDescription",
      ),
      Resource: named("role", `${prefix}*`),
    },
    {
      Sid: "Profiles",
      Effect: "Allow",
      Action: actions(
        "AddRoleToInstanceProfile",
        "CreateInstanceProfile",
        "DeleteInstanceProfile",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "UntagInstanceProfile",
      ),
      Resource: named("instance-profile", `${prefix}*`),
    },
    {
      Sid: "Policies",
      Effect: "Allow",
      Action: actions(
        "CreatePolicy",
        "CreatePolicyVersion",
        "DeletePolicy",
        "DeletePolicyVersion",
        "SetDefaultPolicyVersion",
        "TagPolicy",
        "UntagPolicy",
      ),
      Resource: named("policy", `${prefix}*`),
    },
    {
      Sid: "RolesOfServices",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: named("role", "aws-service-role/*"),
    },
    {
      // Who makes a database whose password RDS keeps needs what RDS then does (RDS user guide, "Password management with Secrets Manager").
      Sid: "PasswordsOfDatabases",
      Effect: "Allow",
      Action: ["secretsmanager:CreateSecret", "secretsmanager:RotateSecret", "secretsmanager:TagResource"],
      Resource: `arn:${partition}:secretsmanager:*:${accountId}:secret:rds!*`,
    },
  ];
}

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

/** Pushes images to these repositories, and reads them again to sign and verify. */
export const pushesImages = (repositories: readonly string[]): readonly PolicyStatement[] => [
  { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  {
    Effect: "Allow",
    Action: [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ],
    Resource: repositories,
  },
];
