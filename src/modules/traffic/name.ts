import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { SeenInputs } from "../../core/seen.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

/**
 * Declares the name: one simple record of the old load balancer, or two weighted ones, of which each counts only while its side is
 * well. The old record keeps its address, so that it gets its weight in place: the provider deletes and creates it in one change
 * batch, which Route 53 carries out as a whole. The second record waits for that, for it cannot stand beside a simple one.
 * Returns the name as Route 53 holds it.
 */
export function declareName(scope: Construct, seen: Seen): string {
  const { zone_id, record_name, legacy, next, dns_weights } = seen;
  const check = declareCheck(scope, seen);
  const record = { zoneId: zone_id, name: record_name, type: "A" };
  const old = legacy.each((round) => {
    const made = new Route53Record(scope, round.id("aws_route53_record.legacy"), {
      ...round.loop,
      ...record,
      setIdentifier: dns_weights.either(() => "legacy"),
      alias: {
        name: round.value.dns_name,
        zoneId: round.value.zone_id,
        evaluateTargetHealth: round.value.evaluate_target_health,
      },
    });
    dns_weights.blocks(made, "weighted_routing_policy", ({ value }) => ({ weight: value.legacy }));
    return made;
  });
  const moved = dns_weights.each(
    (round) =>
      new Route53Record(scope, round.id("aws_route53_record.next"), {
        ...round.loop,
        ...record,
        setIdentifier: "next",
        weightedRoutingPolicy: { weight: round.value.next },
        healthCheckId: check.id,
        // Route 53 takes a load balancer for unwell while any of its target groups is empty (API, AliasTarget): the check asks instead.
        alias: { name: next.dns_name, zoneId: next.zone_id, evaluateTargetHealth: false },
        dependsOn: [...old.all],
        lifecycle: { preventDestroy: true },
      }),
  );
  return legacy.either(
    () => old.get("legacy").fqdn,
    () => moved.get("dns_weights").fqdn,
  );
}

/** Declares what asks the new load balancer from the outside, before anything depends on its answer. $1.50 a month. */
function declareCheck(scope: Construct, { name, next, health_check_path, tags }: Seen): Route53HealthCheck {
  return new Route53HealthCheck(scope, "aws_route53_health_check.next", {
    fqdn: next.dns_name,
    port: 443,
    type: "HTTPS",
    resourcePath: health_check_path,
    requestInterval: 30,
    failureThreshold: 3,
    tags: tagged(tags, { Name: `${name}-next` }),
  });
}
