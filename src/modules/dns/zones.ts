import { Route53HostedZoneDnssec } from "@cdktf/provider-aws/lib/route53-hosted-zone-dnssec/index.js";
import { Route53KeySigningKey } from "@cdktf/provider-aws/lib/route53-key-signing-key/index.js";
import { Route53QueryLog } from "@cdktf/provider-aws/lib/route53-query-log/index.js";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone/index.js";
import type { Construct } from "constructs";
import { tagged } from "../../core/expressions.js";
import type { Resources } from "../../core/resources.js";
import type { SeenInputs } from "../../core/seen.js";
import type { inputs } from "./contract.js";

export type Seen = SeenInputs<typeof inputs>;

export interface Zones {
  /** The public zone, made or given. */
  readonly id: string;
  readonly domainName: string;
  readonly private: Resources<Route53Zone>;
}

/** Declares the zones; a zone that was made here cannot be destroyed by accident, for its name servers would change. */
export function declareZones(scope: Construct, seen: Seen): Zones {
  const { new_zone, existing_zone, private_zone } = seen;
  const made = new_zone.each(
    ({ id, loop, value }) =>
      new Route53Zone(scope, id("aws_route53_zone.this"), {
        ...loop,
        name: value.domain_name,
        comment: "",
        forceDestroy: false,
        tags: tagged(seen.tags, { Name: value.domain_name }),
        lifecycle: { preventDestroy: true },
      }),
  );
  const id = existing_zone.either(
    (zone) => zone.id,
    () => made.get("new_zone").zoneId,
  );
  const zones = private_zone.each(
    ({ id, loop, value }) =>
      new Route53Zone(scope, id("aws_route53_zone.private"), {
        ...loop,
        name: value.domain_name,
        comment: "",
        forceDestroy: false,
        vpc: [{ vpcId: value.vpc_id }],
        tags: tagged(seen.tags, { Name: value.domain_name }),
      }),
  );
  declareZoneFeatures(scope, seen, id);
  return {
    id,
    domainName: existing_zone.either(
      (zone) => zone.domain_name,
      () => made.get("new_zone").name,
    ),
    private: zones,
  };
}

function declareZoneFeatures(scope: Construct, seen: Seen, zoneId: string): void {
  seen.query_log.each(
    ({ id, loop, value }) =>
      new Route53QueryLog(scope, id("aws_route53_query_log.this"), {
        ...loop,
        zoneId,
        cloudwatchLogGroupArn: value.log_group_arn,
      }),
  );
  const keys = seen.signing.each(
    ({ id, loop, value }) =>
      new Route53KeySigningKey(scope, id("aws_route53_key_signing_key.this"), {
        ...loop,
        name: "signing",
        hostedZoneId: zoneId,
        keyManagementServiceArn: value.kms_key_arn,
      }),
  );
  seen.signing.each(
    (round) =>
      new Route53HostedZoneDnssec(scope, round.id("aws_route53_hosted_zone_dnssec.this"), {
        ...round.loop,
        hostedZoneId: keys.at(round).hostedZoneId,
      }),
  );
}
