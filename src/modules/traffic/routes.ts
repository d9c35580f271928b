import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { Construct } from "constructs";
import { concatenated, listOf, tagged } from "../../core/expressions.js";
import type { Seen } from "./name.js";

/** Declares the routes whose requests move between two target groups, and what lets them into the old one. */
export function declareRoutes(scope: Construct, seen: Seen): void {
  const { name, next, listener_arn, routes, admissions } = seen;
  routes.each(
    ({ id, loop, key, value }) =>
      new LbListenerRule(scope, id("aws_lb_listener_rule.this"), {
        ...loop,
        listenerArn: listener_arn,
        priority: value.priority,
        condition: [
          // Route 53 asks by the load balancer's own name (API, HealthCheckConfig): without a route it would get 404.
          { hostHeader: { values: concatenated(value.hosts, [next.dns_name]) } },
          { pathPattern: { values: listOf(value.paths) } },
        ],
        action: [
          {
            type: "forward",
            forward: {
              targetGroup: [
                { arn: value.legacy_target_group_arn, weight: value.legacy_weight },
                { arn: value.next_target_group_arn, weight: value.next_weight },
              ],
            },
          },
        ],
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
  admissions.each(
    ({ id, loop, key, value }) =>
      new VpcSecurityGroupIngressRule(scope, id("aws_vpc_security_group_ingress_rule.admission"), {
        ...loop,
        securityGroupId: value.security_group_id,
        description: `From the new load balancer, for ${key}`,
        ipProtocol: "tcp",
        fromPort: value.port,
        toPort: value.port,
        referencedSecurityGroupId: value.from_security_group_id,
        tags: tagged(seen.tags, { Name: `${name}-${key}` }),
      }),
  );
}
