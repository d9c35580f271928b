import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import type { PolicyStatement } from "../../domain/policy-document.js";
import { declarePrivateBucket } from "../../parts/private-bucket.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

export interface LoadBalancer {
  readonly lb: Lb;
  readonly group: SecurityGroup;
  /** Its members are called on the target ports. */
  readonly targets: SecurityGroup;
}

/** Declares the load balancer with its group and the bucket of its logs. */
export function declareLoadBalancer(scope: Construct, seen: Seen): LoadBalancer {
  const { name } = seen;
  const group = declareGroup(scope, seen);
  const logs = declarePrivateBucket(scope, {
    name: "logs",
    bucketName: seen.log_bucket_name,
    partition: seen.partition,
    // Load balancers can write to buckets with S3's own key alone (Elastic Load Balancing user guide, "Access logs").
    statements: [logDelivery(seen)],
    expirationDays: seen.log_retention_days,
    oldVersionDays: 30,
    tags: seen.tags,
  });
  const lb = new Lb(scope, "aws_lb.this", {
    name,
    loadBalancerType: "application",
    internal: false,
    subnets: listOf(seen.subnet_ids),
    securityGroups: [group.id],
    enableDeletionProtection: seen.deletion_protection,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: seen.desync_mitigation_mode,
    enableZonalShift: true,
    enableHttp2: true,
    enableWafFailOpen: false,
    xffHeaderProcessingMode: "append",
    idleTimeout: seen.idle_timeout_seconds,
    accessLogs: { bucket: logs.bucket.id, prefix: "access", enabled: true },
    connectionLogs: { bucket: logs.bucket.id, prefix: "connection", enabled: true },
    tags: tagged(seen.tags, { Name: name }),
    // It tries to write when it is made.
    dependsOn: [logs.policy],
  });
  return { lb, group, targets: declareTargets(scope, seen, group) };
}

/** Only log delivery, on behalf of this account's load balancers, may write (user guide, "Enable access logs"). */
function logDelivery({ partition, region, account_id, log_bucket_name }: Seen): PolicyStatement {
  const written = (prefix: string) => `arn:${partition}:s3:::${log_bucket_name}/${prefix}/AWSLogs/${account_id}/*`;
  return {
    Sid: "LoadBalancersWriteLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: [written("access"), written("connection")],
    Condition: {
      ArnLike: { "aws:SourceArn": `arn:${partition}:elasticloadbalancing:${region}:${account_id}:loadbalancer/*` },
    },
  };
}

/** Declares the group that targets are put into, so that they can be made after the load balancer. */
function declareTargets(scope: Construct, seen: Seen, group: SecurityGroup): SecurityGroup {
  const { name, target_ports } = seen;
  const targets = new SecurityGroup(scope, "aws_security_group.targets", {
    name: `${name}-targets`,
    description: `Whoever the load balancer ${name} calls`,
    vpcId: seen.vpc_id,
    tags: tagged(seen.tags, { Name: `${name}-targets` }),
  });
  target_ports.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupIngressRule(scope, id("aws_vpc_security_group_ingress_rule.targets"), {
        ...loop,
        securityGroupId: targets.id,
        description: "From the load balancer",
        ipProtocol: "tcp",
        fromPort: value.port,
        toPort: value.port,
        referencedSecurityGroupId: group.id,
        tags: tagged(seen.tags, { Name: `${name}-targets-${key}` }),
      }),
  );
  target_ports.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupEgressRule(scope, id("aws_vpc_security_group_egress_rule.targets"), {
        ...loop,
        securityGroupId: group.id,
        description: "To the targets",
        ipProtocol: "tcp",
        fromPort: value.port,
        toPort: value.port,
        referencedSecurityGroupId: targets.id,
        tags: tagged(seen.tags, { Name: `${name}-to-targets-${key}` }),
      }),
  );
  return targets;
}

function declareGroup(scope: Construct, seen: Seen): SecurityGroup {
  const { name, clients, target_security_groups } = seen;
  const group = new SecurityGroup(scope, "aws_security_group.this", {
    name: `${name}-edge`,
    description: "The load balancer that the public reaches",
    vpcId: seen.vpc_id,
    tags: tagged(seen.tags, { Name: `${name}-edge` }),
  });
  for (const [protocol, port] of [
    ["http", 80],
    ["https", 443],
  ] as const) {
    clients.each(
      ({ id, loop, key, value }) =>
        new VpcSecurityGroupIngressRule(scope, id(`aws_vpc_security_group_ingress_rule.${protocol}`), {
          ...loop,
          securityGroupId: group.id,
          description: `${protocol.toUpperCase()} from ${key}`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: value.cidr_block,
          tags: tagged(seen.tags, { Name: `${name}-${protocol}-${key}` }),
        }),
    );
  }
  target_security_groups.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupEgressRule(scope, id("aws_vpc_security_group_egress_rule.named"), {
        ...loop,
        securityGroupId: group.id,
        description: `To ${key}`,
        ipProtocol: "tcp",
        fromPort: value.port,
        toPort: value.port,
        referencedSecurityGroupId: value.security_group_id,
        tags: tagged(seen.tags, { Name: `${name}-to-${key}` }),
      }),
  );
  return group;
}
