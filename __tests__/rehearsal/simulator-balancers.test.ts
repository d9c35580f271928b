import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import { beforeAll, describe, expect, it } from "vitest";
import { useSimulator } from "../support/simulator.js";

const accountId = "111122223333";
const simulator = useSimulator();

describe("a classic load balancer", () => {
  let client: elb.ElasticLoadBalancingClient;
  let groupName: string;
  const attributes = async () =>
    (await client.send(new elb.DescribeLoadBalancerAttributesCommand({ LoadBalancerName: "web" })))
      .LoadBalancerAttributes;

  beforeAll(async () => {
    const network = new ec2.EC2Client(simulator().sdkConfig());
    client = new elb.ElasticLoadBalancingClient(simulator().sdkConfig());
    const { Vpc } = await network.send(new ec2.CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    const subnets = await Promise.all(
      ["a", "b"].map((zone, index) =>
        network.send(
          new ec2.CreateSubnetCommand({
            VpcId: Vpc?.VpcId,
            CidrBlock: `10.9.${index}.0/24`,
            AvailabilityZone: `eu-west-1${zone}`,
          }),
        ),
      ),
    );
    groupName = "elb-group";
    const { GroupId } = await network.send(
      new ec2.CreateSecurityGroupCommand({ VpcId: Vpc?.VpcId, GroupName: groupName, Description: "d" }),
    );
    await client.send(
      new elb.CreateLoadBalancerCommand({
        LoadBalancerName: "web",
        Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstanceProtocol: "HTTP", InstancePort: 8080 }],
        Subnets: subnets.map(({ Subnet }) => Subnet?.SubnetId ?? ""),
        SecurityGroups: [GroupId ?? ""],
      }),
    );
  });

  it("has its region's name and hosted zone, its subnets' zones, its own group and AWS's first health check", async () => {
    const { LoadBalancerDescriptions } = await client.send(new elb.DescribeLoadBalancersCommand({}));
    expect(LoadBalancerDescriptions?.[0]).toMatchObject({
      DNSName: expect.stringMatching(/^web-\d{10}\.eu-west-1\.elb\.amazonaws\.com$/),
      CanonicalHostedZoneNameID: "Z32O12XQLNTSW2",
      AvailabilityZones: ["eu-west-1a", "eu-west-1b"],
      SourceSecurityGroup: { OwnerAlias: accountId, GroupName: groupName },
      HealthCheck: { Target: "TCP:8080", Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
    });
  });

  it("drains for 300 s by default and defends against desync", async () => {
    expect(await attributes()).toMatchObject({
      ConnectionDraining: { Enabled: false, Timeout: 300 },
      AdditionalAttributes: [{ Key: "elb.http.desyncmitigationmode", Value: "defensive" }],
    });
  });

  it("changes only the attributes that a call names", async () => {
    for (const CrossZoneLoadBalancing of [{ Enabled: true }, { Enabled: false }]) {
      await client.send(
        new elb.ModifyLoadBalancerAttributesCommand({
          LoadBalancerName: "web",
          LoadBalancerAttributes: { CrossZoneLoadBalancing, ConnectionDraining: { Enabled: true } },
        }),
      );
    }
    expect(await attributes()).toEqual({
      AccessLog: { Enabled: false },
      ConnectionSettings: { IdleTimeout: 60 },
      CrossZoneLoadBalancing: { Enabled: false },
      ConnectionDraining: { Enabled: true, Timeout: 300 },
      AdditionalAttributes: [{ Key: "elb.http.desyncmitigationmode", Value: "defensive" }],
    });
  });
});

describe("a load balancer", () => {
  let subnetIds: string[];
  beforeAll(async () => {
    const client = new ec2.EC2Client(simulator().sdkConfig());
    const { Vpc } = await client.send(new ec2.CreateVpcCommand({ CidrBlock: "10.7.0.0/16" }));
    const make = async (index: number, zone: string) => {
      const { Subnet } = await client.send(
        new ec2.CreateSubnetCommand({
          VpcId: Vpc?.VpcId,
          CidrBlock: `10.7.${index}.0/24`,
          AvailabilityZone: `eu-west-1${zone}`,
        }),
      );
      return Subnet?.SubnetId ?? "";
    };
    subnetIds = [await make(0, "a"), await make(1, "b")];
  });

  it("answers every attribute of its type, with AWS's defaults", async () => {
    const client = new elbv2.ElasticLoadBalancingV2Client(simulator().sdkConfig());
    const attributesOf = async (Type: elbv2.LoadBalancerTypeEnum) => {
      const { LoadBalancers } = await client.send(
        new elbv2.CreateLoadBalancerCommand({ Name: Type, Type, Subnets: subnetIds }),
      );
      const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
      const { Attributes } = await client.send(new elbv2.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }));
      return Object.fromEntries((Attributes ?? []).map(({ Key, Value }) => [Key, Value]));
    };
    expect(await attributesOf("application")).toMatchObject({
      "client_keep_alive.seconds": "3600",
      "idle_timeout.timeout_seconds": "60",
      "load_balancing.cross_zone.enabled": "true",
      "routing.http.desync_mitigation_mode": "defensive",
      "routing.http.xff_header_processing.mode": "append",
      "routing.http2.enabled": "true",
    });
    const network = await attributesOf("network");
    expect(network).toMatchObject({
      "dns_record.client_routing_policy": "any_availability_zone",
      "load_balancing.cross_zone.enabled": "false",
    });
    expect(Object.keys(network).filter((key) => key.startsWith("routing."))).toEqual([]);
  });

  it("of the classic kind says what its stickiness policies say", async () => {
    const client = new elb.ElasticLoadBalancingClient(simulator().sdkConfig());
    const LoadBalancerName = "sticky";
    await client.send(
      new elb.CreateLoadBalancerCommand({
        LoadBalancerName,
        Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
        Subnets: subnetIds,
      }),
    );
    await client.send(
      new elb.CreateAppCookieStickinessPolicyCommand({ LoadBalancerName, PolicyName: "app", CookieName: "sid" }),
    );
    await client.send(
      new elb.CreateLBCookieStickinessPolicyCommand({ LoadBalancerName, PolicyName: "lb", CookieExpirationPeriod: 60 }),
    );
    const { PolicyDescriptions } = await client.send(
      new elb.DescribeLoadBalancerPoliciesCommand({ LoadBalancerName, PolicyNames: ["app", "lb"] }),
    );
    expect(PolicyDescriptions?.map(({ PolicyAttributeDescriptions }) => PolicyAttributeDescriptions)).toEqual([
      [{ AttributeName: "CookieName", AttributeValue: "sid" }],
      [{ AttributeName: "CookieExpirationPeriod", AttributeValue: "60" }],
    ]);
  });
});
