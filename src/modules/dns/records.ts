import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import type { Construct } from "constructs";
import { listOf } from "../../core/expressions.js";
import type { Seen, Zones } from "./zones.js";

/** Declares plain records, and which authorities may issue certificates for the zone. */
export function declareRecords(scope: Construct, seen: Seen, zones: Zones): void {
  seen.caa.each(
    ({ id, loop, value }) =>
      new Route53Record(scope, id("aws_route53_record.caa"), {
        ...loop,
        zoneId: zones.id,
        name: zones.domainName,
        type: "CAA",
        ttl: value.ttl_seconds,
        records: listOf(value.values),
      }),
  );
  seen.records.each(
    ({ id, loop, value }) =>
      new Route53Record(scope, id("aws_route53_record.this"), {
        ...loop,
        zoneId: zones.id,
        name: value.name,
        type: value.type,
        ttl: value.ttl_seconds,
        records: listOf(value.values),
      }),
  );
}
