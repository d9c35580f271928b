import { accountId } from "../__tests__/support/account.js";

/** One call to the stand-in: what is asked, and the fields that say which page or object. */
export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What the account holds: 10,000 objects of ten services. */
export const mix = {
  acm: { aws_acm_certificate: 100 },
  dynamodb: { aws_dynamodb_table: 60 },
  ec2: { aws_vpc: 1, aws_subnet: 300, aws_security_group: 400, aws_vpc_security_group_ingress_rule: 5169 },
  ecr: { aws_ecr_repository: 120 },
  iam: { aws_iam_role: 150, aws_iam_role_policy_attachment: 300 },
  kms: { aws_kms_key: 50 },
  logs: { aws_cloudwatch_log_group: 300 },
  route53: { aws_route53_zone: 4, aws_route53_record: 2496 },
  sqs: { aws_sqs_queue: 250 },
  ssm: { aws_ssm_parameter: 300 },
} as const;

const range = <Value>(from: number, count: number, make: (number: number) => Value): Value[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => make(from + index));

/** A page of `count` objects: its first number and how many, and what asks for the next. */
function page(fields: Asked["fields"], token: string, count: number, size: number) {
  const from = Number(fields[token] ?? 0);
  const here = Math.min(size, count - from);
  return { from, here, next: from + here < count ? String(from + here) : undefined };
}

type Answer = (fields: Asked["fields"]) => object | string;
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${accountId}:${rest}`;
const paged =
  (count: number, size: number, token: string, key: string, make: (number: number) => unknown): Answer =>
  (fields) => {
    const { from, here, next } = page(fields, token, count, size);
    return { [key]: range(from, here, make), ...(next && { [token]: next }) };
  };

/** Answers of the JSON protocols. */
const json: Readonly<Record<string, Answer>> = {
  ListCertificates: paged(mix.acm.aws_acm_certificate, 100, "NextToken", "CertificateSummaryList", (n) => ({
    CertificateArn: arn("acm", `certificate/${n}`),
    DomainName: `s${n}.example.test`,
  })),
  DescribeCertificate: ({ CertificateArn }) => ({
    Certificate: { CertificateArn, DomainName: "s.example.test", Type: "AMAZON_ISSUED" },
  }),
  ListTables: (fields) => {
    const from = Number(fields.ExclusiveStartTableName?.slice(1) ?? -1) + 1;
    const here = Math.min(100, mix.dynamodb.aws_dynamodb_table - from);
    return { TableNames: range(from, here, (n) => `t${n}`) };
  },
  DescribeTable: ({ TableName }) => ({
    Table: { TableName, KeySchema: [{ AttributeName: "id", KeyType: "HASH" }], DeletionProtectionEnabled: true },
  }),
  describeRepositories: paged(mix.ecr.aws_ecr_repository, 100, "nextToken", "repositories", (n) => ({
    repositoryName: `r${n}`,
    repositoryArn: arn("ecr", `repository/r${n}`),
    imageTagMutability: "MUTABLE",
  })),
  ListKeys: (fields) => {
    const { from, here } = page(fields, "Marker", mix.kms.aws_kms_key, 1000);
    return { Keys: range(from, here, (n) => ({ KeyId: `k${n}`, KeyArn: arn("kms", `key/k${n}`) })) };
  },
  DescribeKey: ({ KeyId }) => ({
    KeyMetadata: {
      KeyId,
      KeyManager: "CUSTOMER",
      KeyState: "Enabled",
      Origin: "AWS_KMS",
      KeySpec: "SYMMETRIC_DEFAULT",
    },
  }),
  GetKeyPolicy: () => ({ Policy: "{}" }),
  DescribeLogGroups: paged(mix.logs.aws_cloudwatch_log_group, 50, "nextToken", "logGroups", (n) => ({
    logGroupName: `/app/${n}`,
    arn: arn("logs", `log-group:/app/${n}:*`),
    retentionInDays: 30,
  })),
  ListQueues: paged(
    mix.sqs.aws_sqs_queue,
    1000,
    "NextToken",
    "QueueUrls",
    (n) => `https://sqs.test/${accountId}/q${n}`,
  ),
  GetQueueAttributes: () => ({ Attributes: { VisibilityTimeout: "30", MessageRetentionPeriod: "345600" } }),
  DescribeParameters: paged(mix.ssm.aws_ssm_parameter, 50, "NextToken", "Parameters", (n) => ({
    Name: `/app/p${n}`,
    Type: "String",
  })),
  GetParameter: ({ Name }) => ({ Parameter: { Name, Type: "String", Value: "eu-west-1" } }),
};

const tag = (name: string, ...inner: readonly (string | number)[]) => `<${name}>${inner.join("")}</${name}>`;
const tags = (n: number) => tag("tagSet", tag("item", tag("key", "Name"), tag("value", `n${n}`)));
const zonePage = 300;
const recordsPerZone = mix.route53.aws_route53_record / mix.route53.aws_route53_zone;

const items =
  (count: number, size: number, set: string, make: (number: number) => string): Answer =>
  (fields) => {
    const { from, here, next } = page(fields, "NextToken", count, size);
    return tag(set, ...range(from, here, (n) => tag("item", make(n)))) + (next ? tag("nextToken", next) : "");
  };
const members = (name: string, count: number, make: (number: number) => string) =>
  tag(name, ...range(0, count, (n) => tag("member", make(n))));
const role = (name: string) =>
  tag("RoleName", name) + tag("Path", "/") + tag("Arn", `arn:aws:iam::${accountId}:role/${name}`);

/** Answers of the XML protocols, without their frame. */
const xml: Readonly<Record<string, Answer>> = {
  DescribeVpcs: items(1, 500, "vpcSet", () => tag("vpcId", "vpc-0") + tag("cidrBlock", "10.0.0.0/8") + tags(0)),
  DescribeSubnets: items(
    mix.ec2.aws_subnet,
    200,
    "subnetSet",
    (n) =>
      tag("subnetId", `subnet-${n}`) +
      tag("vpcId", "vpc-0") +
      tag("cidrBlock", `10.${n >> 8}.${n & 255}.0/24`) +
      tags(n),
  ),
  DescribeSecurityGroups: items(
    mix.ec2.aws_security_group,
    200,
    "securityGroupInfo",
    (n) =>
      tag("groupId", `sg-${n}`) +
      tag("groupName", `g${n}`) +
      tag("groupDescription", "by hand") +
      tag("vpcId", "vpc-0") +
      tags(n),
  ),
  DescribeSecurityGroupRules: items(
    mix.ec2.aws_vpc_security_group_ingress_rule,
    500,
    "securityGroupRuleSet",
    (n) =>
      tag("securityGroupRuleId", `sgr-${n}`) +
      tag("groupId", `sg-${n % mix.ec2.aws_security_group}`) +
      tag("isEgress", "false") +
      tag("ipProtocol", "tcp") +
      tag("fromPort", 1024 + n) +
      tag("toPort", 1024 + n) +
      tag("cidrIpv4", "10.0.0.0/8"),
  ),
  ListRoles: () => members("Roles", mix.iam.aws_iam_role, (n) => role(`role${n}`)) + tag("IsTruncated", "false"),
  GetRole: ({ RoleName = "" }) => tag("Role", role(RoleName)),
  ListAttachedRolePolicies: () =>
    members(
      "AttachedPolicies",
      mix.iam.aws_iam_role_policy_attachment / mix.iam.aws_iam_role,
      (n) => tag("PolicyName", `P${n}`) + tag("PolicyArn", `arn:aws:iam::aws:policy/P${n}`),
    ) + tag("IsTruncated", "false"),
  ListHostedZones: () =>
    tag(
      "HostedZones",
      ...range(0, mix.route53.aws_route53_zone, (n) =>
        tag("HostedZone", tag("Id", `/hostedzone/Z${n}`), tag("Name", `z${n}.test.`), tag("CallerReference", n)),
      ),
    ) + tag("IsTruncated", "false"),
  ListResourceRecordSets: ({ name, zone = "" }) => {
    const from = Number(/^r(\d+)\./.exec(name ?? "")?.[1] ?? 0);
    const here = Math.min(zonePage, recordsPerZone - from);
    const host = (n: number) => `r${n}.${zone.toLowerCase()}.test.`;
    const isLast = from + here >= recordsPerZone;
    const record = (n: number) =>
      tag(
        "ResourceRecordSet",
        tag("Name", host(n)) + tag("Type", "A") + tag("TTL", 60),
        tag("ResourceRecords", tag("ResourceRecord", tag("Value", "192.0.2.1"))),
      );
    return (
      tag("ResourceRecordSets", ...range(from, here, record)) +
      tag("IsTruncated", String(!isLast)) +
      (isLast ? "" : tag("NextRecordName", host(from + here)) + tag("NextRecordType", "A"))
    );
  },
};

const notThere: Readonly<Record<string, string>> = { ecr: "LifecyclePolicyNotFoundException" };

/** The body that answers a call; what the account has none of is answered with nothing. */
export function answerTo({ service, operation, fields }: Asked): { readonly status: number; readonly body: string } {
  const lower = operation.charAt(0).toLowerCase() + operation.slice(1);
  const answer = json[operation] ?? json[lower];
  if (answer) return { status: 200, body: JSON.stringify(answer(fields)) };
  const content = xml[operation]?.(fields) ?? "";
  switch (service) {
    case "ec2":
      return { status: 200, body: tag(`${operation}Response`, String(content)) };
    case "sts":
      return {
        status: 200,
        body: tag(
          `${operation}Response`,
          tag(`${operation}Result`, tag("Arn", `arn:aws:iam::${accountId}:user/bench`), tag("Account", accountId)),
        ),
      };
    case "iam":
      return { status: 200, body: tag(`${operation}Response`, tag(`${operation}Result`, String(content))) };
    case "route53":
      return { status: 200, body: tag(`${operation}Response`, String(content)) };
    default:
      return notThere[service] && /Policy/.test(operation)
        ? { status: 400, body: JSON.stringify({ __type: notThere[service], message: "none" }) }
        : { status: 200, body: "{}" };
  }
}
