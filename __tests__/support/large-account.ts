import type { InventoryResource } from "../../src/domain/inventory.js";
import { resource } from "./account.js";

const zones = ["a", "b", "c"];

/**
 * An account of services, each with a record, a balancer, two instances, a group with three rules, a role with a policy,
 * a volume, a database and a bucket; all in one VPC of six subnets. The same count gives the same account.
 */
export function largeAccount(count: number): InventoryResource[] {
  const made = network();
  for (let number = 0; made.length + perService <= count; number++) made.push(...service(number));
  for (let number = 0; made.length < count; number++) {
    made.push(
      resource("aws_eip", `eipalloc-${number}`, {
        attributes: { Domain: "vpc", PublicIp: `198.51.${number >> 8}.${number & 255}` },
      }),
    );
  }
  return made;
}

const network = (): InventoryResource[] => [
  resource("aws_vpc", "vpc-1", { attributes: { CidrBlock: "10.0.0.0/16" }, tags: { Name: "main" } }),
  resource("aws_internet_gateway", "igw-1", { links: [["vpc_id", "aws_vpc", "vpc-1"]] }),
  ...["public", "private"].flatMap((tier, row) =>
    zones.map((zone, column) =>
      resource("aws_subnet", `subnet-${tier}-${zone}`, {
        attributes: { CidrBlock: `10.0.${row * 16 + column}.0/24`, AvailabilityZone: `eu-west-1${zone}` },
        tags: { Name: `${tier} ${zone}` },
        links: [["vpc_id", "aws_vpc", "vpc-1"]],
      }),
    ),
  ),
  resource("aws_route53_zone", "Z1", { region: "global", attributes: { Name: "example.test", PrivateZone: false } }),
];

const perService = 19;

function service(number: number): InventoryResource[] {
  const name = `service ${number}`;
  const [front, back, store] = [`sg-front-${number}`, `sg-back-${number}`, `sg-data-${number}`];
  const zone = zones[number % zones.length];
  const instances = [0, 1].map((each) => `i-${number}-${each}`);
  const policy = {
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::bucket-${number}/*` }],
  };
  const group = (id: string) =>
    resource("aws_security_group", id, {
      attributes: { GroupName: id, Description: "by hand" },
      links: [["vpc_id", "aws_vpc", "vpc-1"]],
    });
  const rule = (id: string, of: string, port: number, from: string) =>
    resource("aws_vpc_security_group_ingress_rule", id, {
      attributes: {
        IpProtocol: "tcp",
        FromPort: port,
        ToPort: port,
        ...(from.startsWith("sg-") ? { ReferencedGroupInfo: { GroupId: from } } : { CidrIpv4: from }),
      },
      links: [
        ["security_group_id", "aws_security_group", of, true],
        ...(from.startsWith("sg-") ? [["referenced_security_group_id", "aws_security_group", from] as const] : []),
      ],
    });
  return [
    resource("aws_route53_record", `Z1_s${number}.example.test_A`, {
      region: "global",
      attributes: {
        Name: `s${number}.example.test`,
        Type: "A",
        AliasTarget: { DNSName: `lb-${number}.aws.test.`, HostedZoneId: "Z0", EvaluateTargetHealth: false },
      },
      links: [["zone_id", "aws_route53_zone", "Z1", true]],
    }),
    resource("aws_elb", `lb-${number}`, {
      attributes: {
        DNSName: `lb-${number}.aws.test`,
        Scheme: "internet-facing",
        ListenerDescriptions: [
          {
            Listener: {
              Protocol: "HTTP",
              LoadBalancerPort: 80,
              InstanceProtocol: "HTTP",
              InstancePort: 8000 + (number % 90),
            },
          },
        ],
        HealthCheck: { Target: "TCP:80", Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 2 },
      },
      links: [
        ["subnets", "aws_subnet", `subnet-public-${zone}`],
        ["security_groups", "aws_security_group", front],
        ...instances.map((id) => ["instances", "aws_instance", id] as const),
      ],
    }),
    ...instances.map((id) =>
      resource("aws_instance", id, {
        attributes: {
          ImageId: "ami-1",
          InstanceType: "t3.small",
          Placement: { AvailabilityZone: `eu-west-1${zone}`, Tenancy: "default" },
        },
        tags: { Name: name },
        links: [
          ["subnet_id", "aws_subnet", `subnet-private-${zone}`],
          ["vpc_security_group_ids", "aws_security_group", back],
          ["iam_instance_profile", "aws_iam_instance_profile", `profile-${number}`],
        ],
      }),
    ),
    ...[front, back, store].map(group),
    rule(`sgr-${number}-0`, front, 80, "0.0.0.0/0"),
    rule(`sgr-${number}-1`, back, 8000 + (number % 90), front),
    rule(`sgr-${number}-2`, store, 5432, back),
    resource("aws_iam_role", `role-${number}`, {
      region: "global",
      attributes: { RoleName: `role-${number}`, Path: "/", AssumeRolePolicyDocument: '{"Statement":[]}' },
    }),
    resource("aws_iam_role_policy", `role-${number}:read`, {
      region: "global",
      attributes: { PolicyName: "read", PolicyDocument: JSON.stringify(policy) },
      links: [["role", "aws_iam_role", `role-${number}`, true]],
    }),
    resource("aws_iam_instance_profile", `profile-${number}`, {
      region: "global",
      attributes: { InstanceProfileName: `profile-${number}`, Path: "/" },
      links: [["role", "aws_iam_role", `role-${number}`]],
    }),
    resource("aws_ebs_volume", `vol-${number}`, {
      attributes: { AvailabilityZone: `eu-west-1${zone}`, Size: 20, VolumeType: "gp3", Encrypted: number % 2 === 0 },
    }),
    resource("aws_volume_attachment", `/dev/sdf:vol-${number}:i-${number}-0`, {
      attributes: { DeviceName: "/dev/sdf" },
      links: [
        ["instance_id", "aws_instance", `i-${number}-0`, true],
        ["volume_id", "aws_ebs_volume", `vol-${number}`, true],
      ],
    }),
    resource("aws_db_instance", `db-${number}`, {
      attributes: {
        Engine: "postgres",
        EngineVersion: "16.4",
        DBInstanceClass: "db.t4g.small",
        AllocatedStorage: 20,
        MultiAZ: false,
        StorageEncrypted: true,
        BackupRetentionPeriod: 7,
        DeletionProtection: true,
        PubliclyAccessible: false,
      },
      links: [["vpc_security_group_ids", "aws_security_group", store]],
    }),
    resource("aws_s3_bucket", `bucket-${number}`, { attributes: { Name: `bucket-${number}` } }),
    resource("aws_route_table", `rtb-${number}`, {
      attributes: { IsMain: false },
      links: [["vpc_id", "aws_vpc", "vpc-1"]],
    }),
  ];
}
