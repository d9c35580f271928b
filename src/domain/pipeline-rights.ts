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

/** Services whose settings the layers make, by the prefix of their actions; IAM's are named one by one. */
export const managedServices = [
  "access-analyzer",
  "acm",
  "aps",
  "autoscaling",
  "backup",
  "backup-storage",
  "bcm-data-exports",
  "budgets",
  "ce",
  "cloudtrail",
  "cloudwatch",
  "compute-optimizer",
  "config",
  "cost-optimization-hub",
  "cur",
  "dynamodb",
  "ec2",
  "ecr",
  "elasticache",
  "elasticloadbalancing",
  "grafana",
  "guardduty",
  "inspector2",
  "kms",
  "lambda",
  "logs",
  "rds",
  "route53",
  "s3",
  "securityhub",
  "sns",
  "ssm",
  "synthetics",
  "wafv2",
] as const;

/** Services that only adopted objects belong to, and those that every run asks. */
const otherReadServices = [
  "apigateway",
  "elasticfilesystem",
  "events",
  "iam",
  "secretsmanager",
  "sqs",
  "states",
  "sts",
  "tag",
] as const;

/** What reads data, not settings: `ReadOnlyAccess` allows most of it. */
const dataReads = [
  "ec2:GetConsoleOutput",
  "ec2:GetConsoleScreenshot",
  "ec2:GetPasswordData",
  "ecr:GetDownloadUrlForLayer",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogRecord",
  "logs:GetQueryResults",
  "logs:StartLiveTail",
  "logs:StartQuery",
  "rds:DownloadCompleteDBLogFile",
  "rds:DownloadDBLogFilePortion",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "sqs:ReceiveMessage",
];

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
  { Sid: "NoObjects", Effect: "Deny", Action: ["s3:GetObject", "s3:GetObjectVersion"], NotResource: readable },
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
    {
      Sid: "Passwords",
      Effect: "Allow",
      Action: actions("DeleteAccountPasswordPolicy", "UpdateAccountPasswordPolicy"),
      Resource: "*",
    },
  ];
}

/** What only a person does: end or open the place of states, write or delete objects elsewhere, change the pipelines' own roles. */
export const noWayOut = (state: StatePlace, pipelineRoles: readonly string[]): readonly PolicyStatement[] => [
  {
    Sid: "NoEndOfStates",
    Effect: "Deny",
    Action: [
      "dynamodb:DeleteTable",
      "kms:PutKeyPolicy",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObjectVersion",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
    ],
    Resource: [state.bucket_arn, `${state.bucket_arn}/*`, state.lock_table_arn, state.key_arn],
  },
  { Sid: "NoWrites", Effect: "Deny", Action: "s3:PutObject", NotResource: states(state) },
  { Sid: "NoDeletes", Effect: "Deny", Action: "s3:DeleteObject", NotResource: `${states(state)}.tflock` },
  { Sid: "NoVersionDeletes", Effect: "Deny", Action: "s3:DeleteObjectVersion", Resource: "*" },
  { Sid: "NoItemWrites", Effect: "Deny", Action: itemWrites, NotResource: state.lock_table_arn },
  { Sid: "NoChangeOfPipelines", Effect: "Deny", NotAction: ["iam:Get*", "iam:List*"], Resource: pipelineRoles },
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
