import {
  ConfigureHealthCheckCommand,
  CreateLoadBalancerCommand,
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingClient,
  ModifyLoadBalancerAttributesCommand,
  RegisterInstancesWithLoadBalancerCommand,
} from "@aws-sdk/client-elastic-load-balancing";
import type { ScenarioRecord } from "./manifest.js";
import { tags } from "./tags.js";

export interface MonolithBalancer {
  readonly dnsName: string;
  readonly hostedZoneId: string;
}

interface Surroundings {
  readonly subnetIds: readonly string[];
  readonly groupId: string;
  readonly instanceIds: readonly string[];
}

const name = "web";

/** A classic load balancer on HTTP, with a health check, without cross-zone balancing. */
export async function makeBalancer(
  elb: ElasticLoadBalancingClient,
  { subnetIds, groupId, instanceIds }: Surroundings,
  record: ScenarioRecord,
): Promise<MonolithBalancer> {
  await elb.send(
    new CreateLoadBalancerCommand({
      LoadBalancerName: name,
      Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstanceProtocol: "HTTP", InstancePort: 80 }],
      Subnets: [...subnetIds],
      SecurityGroups: [groupId],
      Tags: tags({ Team: "shop" }),
    }),
  );
  record.note("legacy", "aws_elb", name);
  await elb.send(
    new ConfigureHealthCheckCommand({
      LoadBalancerName: name,
      HealthCheck: { Target: "HTTP:80/health", Interval: 15, Timeout: 5, HealthyThreshold: 2, UnhealthyThreshold: 3 },
    }),
  );
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerName: name,
      LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: false } },
    }),
  );
  await elb.send(
    new RegisterInstancesWithLoadBalancerCommand({
      LoadBalancerName: name,
      Instances: instanceIds.map((InstanceId) => ({ InstanceId })),
    }),
  );
  const { LoadBalancerDescriptions } = await elb.send(new DescribeLoadBalancersCommand({ LoadBalancerNames: [name] }));
  const made = LoadBalancerDescriptions?.[0];
  if (!made?.DNSName || !made.CanonicalHostedZoneNameID) throw new Error("the load balancer has no DNS name");
  return { dnsName: made.DNSName, hostedZoneId: made.CanonicalHostedZoneNameID };
}
