import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/**
 * Declares the name as two weighted records, each only as long as its side answers from the outside. Neither can be destroyed by
 * accident: without it, nobody would find the service. $0.50 a month a health check.
 */
export function declareName(scope: Construct, seen: Seen): Route53Record {
  const { name, zone_id, record_name, legacy, next, dns_weights, health_check_path } = seen;
  const check = (side: string, fqdn: string, port: number, type: string) => ({
    fqdn,
    port,
    type,
    resourcePath: health_check_path,
    requestInterval: 30,
    failureThreshold: 3,
    tags: tagged(seen.tags, { Name: `${name}-${side}` }),
  });
  const record = {
    zoneId: zone_id,
    name: record_name,
    type: "A",
    lifecycle: { preventDestroy: true },
  };
  const nextCheck = new Route53HealthCheck(
    scope,
    "aws_route53_health_check.next",
    check("next", next.dns_name, 443, "HTTPS"),
  );
  legacy.each((round) => {
    const legacyCheck = new Route53HealthCheck(scope, round.id("aws_route53_health_check.legacy"), {
      ...round.loop,
      ...check("legacy", round.value.dns_name, 80, "HTTP"),
    });
    return new Route53Record(scope, round.id("aws_route53_record.legacy"), {
      ...round.loop,
      ...record,
      setIdentifier: "legacy",
      weightedRoutingPolicy: { weight: dns_weights.legacy },
      healthCheckId: round.instance(legacyCheck).id,
      alias: { name: round.value.dns_name, zoneId: round.value.zone_id, evaluateTargetHealth: true },
    });
  });
  return new Route53Record(scope, "aws_route53_record.next", {
    ...record,
    setIdentifier: "next",
    weightedRoutingPolicy: { weight: dns_weights.next },
    healthCheckId: nextCheck.id,
    alias: { name: next.dns_name, zoneId: next.zone_id, evaluateTargetHealth: true },
  });
}
