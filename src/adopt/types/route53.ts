import type { InventoryResource } from "../../domain/inventory.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, flag, number, tagsArgument, text } from "../rule.js";

const zone: AdoptionRule = {
  type: "aws_route53_zone",
  layer: "inherited",
  isStateful: true,
  output: "zone_ids",
  label: (resource) => text(resource, "Name") ?? "",
  configuration: (resource, { region }) => {
    const vpcs = (resource.attributes.Vpcs ?? []) as readonly { readonly VpcId: string; readonly VpcRegion: string }[];
    return {
      name: text(resource, "Name"),
      // Left out, the provider would write "Managed by Terraform".
      comment: String(resource.attributes.Comment ?? ""),
      force_destroy: false,
      vpc:
        vpcs.length > 0
          ? vpcs.map(({ VpcId, VpcRegion }) => ({
              vpc_id: VpcId,
              ...(VpcRegion !== region && { vpc_region: VpcRegion }),
            }))
          : undefined,
      tags: tagsArgument(resource),
    };
  },
};

interface Alias {
  readonly DNSName?: string;
  readonly HostedZoneId?: string;
  readonly EvaluateTargetHealth?: boolean;
}

const aliasOf = ({ attributes }: InventoryResource): Value | undefined => {
  const alias = attributes.AliasTarget as Alias | undefined;
  if (!alias) return undefined;
  return {
    // With its "dualstack." where it has one, and without the dot at the end.
    name: (alias.DNSName ?? "").replace(/\.$/, "").toLowerCase(),
    zone_id: alias.HostedZoneId ?? "",
    evaluate_target_health: alias.EvaluateTargetHealth ?? false,
  };
};

/** The provider takes the text of TXT and SPF records without the outermost quotes. */
const quoted = new Set(["TXT", "SPF"]);

const recordsOf = (resource: InventoryResource): readonly string[] | undefined => {
  const records = resource.attributes.ResourceRecords as readonly { readonly Value?: string }[] | undefined;
  if (!records?.length) return undefined;
  const values = records.map(({ Value = "" }) => Value);
  return quoted.has(text(resource, "Type") ?? "") ? values.map((value) => value.replace(/^"|"$/g, "")) : values;
};

interface GeoLocation {
  readonly ContinentCode?: string;
  readonly CountryCode?: string;
  readonly SubdivisionCode?: string;
}
interface CidrRouting {
  readonly CollectionId?: string;
  readonly LocationName?: string;
}
interface GeoProximity {
  readonly AWSRegion?: string;
  readonly LocalZoneGroup?: string;
  readonly Bias?: number;
  readonly Coordinates?: { readonly Latitude: string; readonly Longitude: string };
}

const present = (values: Readonly<Record<string, Value | undefined>>): Value =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

const routingOf = (resource: InventoryResource): Readonly<Record<string, Value | undefined>> => {
  const { GeoLocation, CidrRoutingConfig, GeoProximityLocation } = resource.attributes as {
    readonly GeoLocation?: GeoLocation;
    readonly CidrRoutingConfig?: CidrRouting;
    readonly GeoProximityLocation?: GeoProximity;
  };
  const region = text(resource, "Region");
  const weight = number(resource, "Weight");
  const failover = text(resource, "Failover");
  return {
    set_identifier: text(resource, "SetIdentifier"),
    weighted_routing_policy: weight === undefined ? undefined : { weight },
    latency_routing_policy: region === undefined ? undefined : { region },
    failover_routing_policy: failover === undefined ? undefined : { type: failover },
    // False must not be written: the provider refuses it without a set identifier.
    multivalue_answer_routing_policy: flag(resource, "MultiValueAnswer") ? true : undefined,
    geolocation_routing_policy:
      GeoLocation &&
      present({
        continent: GeoLocation.ContinentCode,
        country: GeoLocation.CountryCode,
        subdivision: GeoLocation.SubdivisionCode,
      }),
    cidr_routing_policy:
      CidrRoutingConfig &&
      present({ collection_id: CidrRoutingConfig.CollectionId, location_name: CidrRoutingConfig.LocationName }),
    geoproximity_routing_policy:
      GeoProximityLocation &&
      present({
        aws_region: GeoProximityLocation.AWSRegion,
        local_zone_group: GeoProximityLocation.LocalZoneGroup,
        bias: GeoProximityLocation.Bias,
        coordinates: GeoProximityLocation.Coordinates && [
          {
            latitude: GeoProximityLocation.Coordinates.Latitude,
            longitude: GeoProximityLocation.Coordinates.Longitude,
          },
        ],
      }),
  };
};

const record: AdoptionRule = {
  type: "aws_route53_record",
  layer: "inherited",
  label: (resource) =>
    [
      text(resource, "Name")?.replace(/^\*/, "wildcard"),
      text(resource, "Type")?.toLowerCase(),
      text(resource, "SetIdentifier"),
    ]
      .filter(Boolean)
      .join(" "),
  unfit: (resource) => (text(resource, "TrafficPolicyInstanceId") ? "a traffic policy instance owns it" : undefined),
  configuration: (resource, { ref }) => ({
    zone_id: ref("zone_id", "zone_id"),
    name: text(resource, "Name"),
    type: text(resource, "Type"),
    // An alias has neither, whatever the answer says.
    ...(resource.attributes.AliasTarget ? {} : { ttl: number(resource, "TTL"), records: recordsOf(resource) }),
    alias: aliasOf(resource),
    health_check_id: ref("health_check_id") ?? text(resource, "HealthCheckId"),
    ...routingOf(resource),
  }),
};

export const route53: readonly AdoptionRule[] = [zone, record];
