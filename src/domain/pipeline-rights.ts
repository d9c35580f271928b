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

/** The states of an environment, as objects of their bucket. */
export const states = ({ bucket_arn, key_prefix }: StatePlace): string => `${bucket_arn}/${key_prefix}/*`;

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
