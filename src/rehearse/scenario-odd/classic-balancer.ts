import {
  ConfigureHealthCheckCommand,
  CreateAppCookieStickinessPolicyCommand,
  CreateLBCookieStickinessPolicyCommand,
  CreateLoadBalancerCommand,
  ElasticLoadBalancingClient,
  ModifyLoadBalancerAttributesCommand,
  SetLoadBalancerPoliciesOfListenerCommand,
} from "@aws-sdk/client-elastic-load-balancing";
import type { OddScene } from "./odd.js";

const name = "odd-classic";

/** A classic load balancer with HTTPS, a TCP port, draining and both kinds of stickiness. */
export async function makeClassicBalancer(
  { config, record, network }: OddScene,
  certificateArn: string,
): Promise<void> {
  const elb = new ElasticLoadBalancingClient(config);
  await elb.send(
    new CreateLoadBalancerCommand({
      LoadBalancerName: name,
      Listeners: [
        { Protocol: "HTTP", LoadBalancerPort: 80, InstanceProtocol: "HTTP", InstancePort: 8080 },
        {
          Protocol: "HTTPS",
          LoadBalancerPort: 443,
          InstanceProtocol: "HTTP",
          InstancePort: 8080,
          SSLCertificateId: certificateArn,
        },
        { Protocol: "TCP", LoadBalancerPort: 5222, InstanceProtocol: "TCP", InstancePort: 5222 },
      ],
      Subnets: network.subnetIds.slice(0, 2),
      SecurityGroups: [network.groups.rightId],
    }),
  );
  record.note("legacy", "aws_elb", name);
  await elb.send(
    new ConfigureHealthCheckCommand({
      LoadBalancerName: name,
      HealthCheck: { Target: "TCP:8080", Interval: 300, Timeout: 60, HealthyThreshold: 10, UnhealthyThreshold: 2 },
    }),
  );
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerName: name,
      LoadBalancerAttributes: {
        CrossZoneLoadBalancing: { Enabled: true },
        ConnectionDraining: { Enabled: true, Timeout: 17 },
        ConnectionSettings: { IdleTimeout: 3600 },
      },
    }),
  );
  await elb.send(
    new CreateAppCookieStickinessPolicyCommand({
      LoadBalancerName: name,
      PolicyName: "by-app",
      CookieName: "JSESSIONID",
    }),
  );
  await elb.send(
    new CreateLBCookieStickinessPolicyCommand({
      LoadBalancerName: name,
      PolicyName: "by-lb",
      CookieExpirationPeriod: 60,
    }),
  );
  for (const [LoadBalancerPort, PolicyNames] of [
    [443, ["by-app"]],
    [80, ["by-lb"]],
  ] as const) {
    await elb.send(
      new SetLoadBalancerPoliciesOfListenerCommand({
        LoadBalancerName: name,
        LoadBalancerPort,
        PolicyNames: [...PolicyNames],
      }),
    );
    record.noteLeftOut("aws_load_balancer_listener_policy", `${name}:${LoadBalancerPort}`);
  }
  record.note("legacy", "aws_app_cookie_stickiness_policy", `${name}:443:by-app`);
  record.noteLeftOut("aws_lb_cookie_stickiness_policy", `${name}:by-lb`);
  elb.destroy();
}
