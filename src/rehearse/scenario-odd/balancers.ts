import { ACMClient, RequestCertificateCommand } from "@aws-sdk/client-acm";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { tags } from "../scenario/tags.js";
import { makeClassicBalancer } from "./classic-balancer.js";
import type { OddScene } from "./odd.js";

/** An application balancer with every kind of rule, a network balancer, a classic one with HTTPS, and certificates. */
export async function makeBalancers(scene: OddScene): Promise<void> {
  const { config, record, network } = scene;
  const certificateArn = await makeCertificates(scene);
  const elb = new ElasticLoadBalancingV2Client(config);
  const group = async (name: string, over: object) => {
    const { TargetGroups } = await elb.send(
      new CreateTargetGroupCommand({ Name: name, VpcId: network.vpcId, Protocol: "HTTP", Port: 8080, ...over }),
    );
    return record.note("legacy", "aws_lb_target_group", TargetGroups?.[0]?.TargetGroupArn);
  };
  const blue = await group("blue", {
    HealthCheckPath: "/health?deep=1",
    HealthCheckIntervalSeconds: 11,
    HealthCheckTimeoutSeconds: 4,
    Matcher: { HttpCode: "200-299" },
    Tags: tags({ Name: "blue / green" }),
  });
  const green = await group("green-2", { TargetType: "ip", Port: 81 });
  const raw = await group("raw", { Protocol: "TCP", Port: 9999 });
  await elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: blue,
      Attributes: [
        { Key: "deregistration_delay.timeout_seconds", Value: "17" },
        { Key: "slow_start.duration_seconds", Value: "45" },
        { Key: "stickiness.enabled", Value: "true" },
        { Key: "stickiness.type", Value: "lb_cookie" },
        { Key: "stickiness.lb_cookie.duration_seconds", Value: "600" },
      ],
    }),
  );
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: green, Targets: [{ Id: "10.60.0.99", Port: 8443 }] }));
  record.noteLeftOut("aws_lb_target_group_attachment", `${green} 10.60.0.99 8443`);

  const balancer = async (input: ConstructorParameters<typeof CreateLoadBalancerCommand>[0]) => {
    const { LoadBalancers } = await elb.send(new CreateLoadBalancerCommand(input));
    return record.note("legacy", "aws_lb", LoadBalancers?.[0]?.LoadBalancerArn);
  };
  const application = await balancer({
    Name: "Odd-ALB",
    Subnets: network.subnetIds.slice(0, 2),
    SecurityGroups: [network.groups.selfId, network.groups.leftId],
    Tags: tags({ Name: "ALB: öffentlich" }),
  });
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn: application,
      Attributes: [
        { Key: "idle_timeout.timeout_seconds", Value: "61" },
        { Key: "deletion_protection.enabled", Value: "true" },
        { Key: "routing.http2.enabled", Value: "false" },
        { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
      ],
    }),
  );
  const passThrough = await balancer({
    Name: "odd-nlb",
    Type: "network",
    Scheme: "internal",
    Subnets: [network.subnetIds[0]],
  });

  const listener = async (input: ConstructorParameters<typeof CreateListenerCommand>[0]) => {
    const { Listeners } = await elb.send(new CreateListenerCommand(input));
    return record.note("legacy", "aws_lb_listener", Listeners?.[0]?.ListenerArn);
  };
  await listener({
    LoadBalancerArn: application,
    Port: 80,
    Protocol: "HTTP",
    DefaultActions: [
      {
        Type: "redirect",
        RedirectConfig: {
          Protocol: "HTTPS",
          Port: "443",
          Host: "#{host}",
          Path: "/#{path}",
          Query: "#{query}",
          StatusCode: "HTTP_301",
        },
      },
    ],
  });
  const secure = await listener({
    LoadBalancerArn: application,
    Port: 8443,
    Protocol: "HTTPS",
    SslPolicy: "ELBSecurityPolicy-2016-08",
    Certificates: [{ CertificateArn: certificateArn }],
    DefaultActions: [{ Type: "forward", TargetGroupArn: blue }],
    Tags: tags({ Name: "secure" }),
  });
  await listener({
    LoadBalancerArn: passThrough,
    Port: 9999,
    Protocol: "TCP",
    DefaultActions: [{ Type: "forward", TargetGroupArn: raw }],
  });

  const rule = async (Priority: number, input: Partial<ConstructorParameters<typeof CreateRuleCommand>[0]>) => {
    const { Rules } = await elb.send(
      new CreateRuleCommand({
        ListenerArn: secure,
        Priority,
        Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/a b/*", "/ü"] } }],
        Actions: [{ Type: "forward", TargetGroupArn: blue }],
        ...input,
      }),
    );
    record.note("legacy", "aws_lb_listener_rule", Rules?.[0]?.RuleArn);
  };
  await rule(5, {
    Conditions: [
      { Field: "host-header", HostHeaderConfig: { Values: ["*.example.test"] } },
      { Field: "http-request-method", HttpRequestMethodConfig: { Values: ["GET", "HEAD"] } },
    ],
  });
  await rule(40000, {
    Conditions: [
      { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Debug", Values: ["*yes*"] } },
      { Field: "query-string", QueryStringConfig: { Values: [{ Key: "v", Value: "2" }, { Value: "beta" }] } },
      { Field: "source-ip", SourceIpConfig: { Values: ["10.0.0.0/8"] } },
    ],
    Actions: [
      {
        Type: "forward",
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: blue, Weight: 90 },
            { TargetGroupArn: green, Weight: 10 },
          ],
          TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 300 },
        },
      },
    ],
  });
  await rule(77, {
    Actions: [
      {
        Type: "fixed-response",
        FixedResponseConfig: { StatusCode: "503", ContentType: "text/plain", MessageBody: "50% off ${x}" },
      },
    ],
  });
  elb.destroy();
  await makeClassicBalancer(scene, certificateArn);
}

async function makeCertificates({ config, record }: OddScene): Promise<string> {
  const acm = new ACMClient(config);
  const { CertificateArn } = await acm.send(
    new RequestCertificateCommand({
      DomainName: "*.example.test",
      SubjectAlternativeNames: ["example.test"],
      ValidationMethod: "DNS",
      Tags: tags({ Name: "wildcard" }),
    }),
  );
  acm.destroy();
  return record.note("inherited", "aws_acm_certificate", CertificateArn);
}
