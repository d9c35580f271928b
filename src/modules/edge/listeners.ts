import { LbListener } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate/index.js";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { LoadBalancer, Seen } from "./load-balancer.js";

export interface Listeners {
  readonly https: LbListener;
  readonly targetGroups: Resources<LbTargetGroup>;
}

/** Declares the listeners, 80 to send everyone to 443, with routes to the target groups; 443 answers 404 to what no route takes. */
export function declareListeners(scope: Construct, seen: Seen, { lb }: LoadBalancer): Listeners {
  const { name } = seen;
  new LbListener(scope, "aws_lb_listener.http", {
    loadBalancerArn: lb.arn,
    port: 80,
    protocol: "HTTP",
    defaultAction: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    tags: tagged(seen.tags, { Name: `${name}-http` }),
  });
  const https = new LbListener(scope, "aws_lb_listener.https", {
    loadBalancerArn: lb.arn,
    port: 443,
    protocol: "HTTPS",
    sslPolicy: seen.ssl_policy,
    certificateArn: seen.certificate_arn,
    defaultAction: [
      {
        type: "fixed-response",
        fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
      },
    ],
    tags: tagged(seen.tags, { Name: `${name}-https` }),
  });
  seen.further_certificates.each(
    ({ id, loop, value }) =>
      new LbListenerCertificate(scope, id("aws_lb_listener_certificate.this"), {
        ...loop,
        listenerArn: https.arn,
        certificateArn: value.arn,
      }),
  );
  const targetGroups = declareTargetGroups(scope, seen);
  seen.routes.each(
    ({ id, loop, key, value }) =>
      new LbListenerRule(scope, id("aws_lb_listener_rule.this"), {
        ...loop,
        listenerArn: https.arn,
        priority: value.priority,
        condition: [{ hostHeader: { values: listOf(value.hosts) } }, { pathPattern: { values: listOf(value.paths) } }],
        action: [{ type: "forward", targetGroupArn: targetGroups.get(value.target_group).arn }],
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
  return { https, targetGroups };
}

function declareTargetGroups(scope: Construct, seen: Seen): Resources<LbTargetGroup> {
  const targetGroups = seen.target_groups.each(
    ({ id, loop, value }) =>
      new LbTargetGroup(scope, id("aws_lb_target_group.this"), {
        ...loop,
        name: value.name,
        vpcId: seen.vpc_id,
        port: value.port,
        protocol: value.protocol,
        targetType: value.target_type,
        deregistrationDelay: value.deregistration_delay_seconds as unknown as string,
        slowStart: value.slow_start_seconds,
        healthCheck: {
          enabled: true,
          path: value.health_check_path,
          protocol: value.protocol,
          port: "traffic-port",
          matcher: value.health_check_codes,
          interval: 15,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        tags: tagged(seen.tags, { Name: value.name }),
      }),
  );
  seen.targets.each(
    ({ id, loop, value }) =>
      new LbTargetGroupAttachment(scope, id("aws_lb_target_group_attachment.this"), {
        ...loop,
        targetGroupArn: targetGroups.get(value.target_group).arn,
        targetId: value.target_id,
        port: value.port,
      }),
  );
  return targetGroups;
}
