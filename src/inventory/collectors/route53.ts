import {
  GetHostedZoneCommand,
  type HealthCheck,
  type HostedZone,
  ListHealthChecksCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  ListTagsForResourcesCommand,
  type ResourceRecordSet,
  type Tag,
  type VPC,
} from "@aws-sdk/client-route-53";
import type { InventoryOwner } from "../../domain/inventory.js";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";

/** The largest number of zones that ListTagsForResources takes. */
const tagBatch = 10;

const zoneId = ({ Id }: HostedZone): string => (Id ?? "").replace(/^\/hostedzone\//, "");

/** A name as people write it: Route 53 answers `\052` for `*` and ends every name with a dot. */
export const recordName = (name: string | undefined): string =>
  (name ?? "")
    .replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, "");

const recordOwner = (record: ResourceRecordSet, zone: HostedZone): InventoryOwner | undefined =>
  record.Name === zone.Name && (record.Type === "SOA" || record.Type === "NS")
    ? { kind: "aws", name: `the ${record.Type} record of zone ${recordName(zone.Name)}` }
    : undefined;

const records = defineCollector<ResourceRecordSet & { zone: HostedZone }, Record<never, never>, HostedZone>({
  name: "route53:records",
  service: "route53",
  scope: "global",
  list: listing(call("route53", "route53:ListResourceRecordSets", ListResourceRecordSetsCommand), {
    input: (zone: HostedZone) => ({ HostedZoneId: zoneId(zone), MaxItems: 300 }),
    items: ({ ResourceRecordSets }, zone) => ResourceRecordSets?.map((record) => ({ ...record, zone })),
    next: ({ IsTruncated, NextRecordName, NextRecordType, NextRecordIdentifier }) =>
      IsTruncated && NextRecordName
        ? {
            StartRecordName: NextRecordName,
            StartRecordType: NextRecordType,
            ...(NextRecordIdentifier && { StartRecordIdentifier: NextRecordIdentifier }),
          }
        : undefined,
  }),
  label: ({ Name, Type }) => `record ${Name} ${Type}`,
  types: {
    aws_route53_record: ({ item: { zone, ...record } }) => {
      const parts = [zoneId(zone), recordName(record.Name), record.Type, record.SetIdentifier].filter(Boolean);
      return [
        {
          id: parts.join("_"),
          attributes: {
            ...keep(record, [
              "Type",
              "TTL",
              "ResourceRecords",
              "AliasTarget",
              "SetIdentifier",
              "Weight",
              "Region",
              "Failover",
              "GeoLocation",
              "MultiValueAnswer",
              "HealthCheckId",
              "CidrRoutingConfig",
              "GeoProximityLocation",
              "TrafficPolicyInstanceId",
            ]),
            Name: recordName(record.Name),
          },
          links: [
            ...partOf("zone_id", "aws_route53_zone", zoneId(zone)),
            ...links("health_check_id", "aws_route53_health_check", record.HealthCheckId),
          ],
          owner: recordOwner(record, zone),
        },
      ];
    },
  },
});

export const zones = defineCollector<HostedZone, { vpcs: VPC[]; tags: Tag[] }>({
  name: "route53:zones",
  service: "route53",
  scope: "global",
  list: listing(call("route53", "route53:ListHostedZones", ListHostedZonesCommand), {
    input: () => ({ MaxItems: 100 }),
    items: ({ HostedZones }) => HostedZones,
    next: ({ IsTruncated, NextMarker }) => (IsTruncated && NextMarker ? { Marker: NextMarker } : undefined),
  }),
  details: {
    vpcs: detail(call("route53", "route53:GetHostedZone", GetHostedZoneCommand), {
      appliesTo: ({ Config }: HostedZone) => Boolean(Config?.PrivateZone),
      input: ([{ Id }]) => ({ Id }),
      take: ({ VPCs }) => VPCs,
    }),
    tags: detail(call("route53", "route53:ListTagsForResources", ListTagsForResourcesCommand), {
      batch: tagBatch,
      input: (items) => ({ ResourceType: "hostedzone" as const, ResourceIds: items.map(zoneId) }),
      take: ({ ResourceTagSets }, item) => ResourceTagSets?.find(({ ResourceId }) => ResourceId === zoneId(item))?.Tags,
    }),
  },
  label: ({ Name, Id }) => `zone ${Name} (${Id})`,
  types: {
    aws_route53_zone: ({ item, details }) => [
      {
        id: zoneId(item),
        attributes: {
          Name: recordName(item.Name),
          Comment: item.Config?.Comment ?? "",
          PrivateZone: item.Config?.PrivateZone ?? false,
          ...(details.vpcs && {
            Vpcs: details.vpcs.map(({ VPCId = "", VPCRegion = "" }) => ({ VpcId: VPCId, VpcRegion: VPCRegion })),
          }),
        },
        tags: tagsOf(details.tags),
        links: links(
          "vpc",
          "aws_vpc",
          details.vpcs?.map(({ VPCId }) => VPCId),
        ),
        owner: item.LinkedService
          ? { kind: "aws", name: item.LinkedService.ServicePrincipal ?? "a service" }
          : undefined,
      },
    ],
  },
  children: [records],
});

export const healthChecks = defineCollector<HealthCheck, { tags: Tag[] }>({
  name: "route53:health-checks",
  service: "route53",
  scope: "global",
  list: listing(call("route53", "route53:ListHealthChecks", ListHealthChecksCommand), {
    input: () => ({ MaxItems: 100 }),
    items: ({ HealthChecks }) => HealthChecks,
    next: ({ IsTruncated, NextMarker }) => (IsTruncated && NextMarker ? { Marker: NextMarker } : undefined),
  }),
  details: {
    tags: detail(call("route53", "route53:ListTagsForResources", ListTagsForResourcesCommand), {
      batch: tagBatch,
      input: (items) => ({
        ResourceType: "healthcheck" as const,
        ResourceIds: items.map(({ Id }: HealthCheck) => Id ?? ""),
      }),
      take: ({ ResourceTagSets }, item: HealthCheck) =>
        ResourceTagSets?.find(({ ResourceId }) => ResourceId === item.Id)?.Tags,
    }),
  },
  label: ({ Id }) => `health check ${Id}`,
  types: {
    aws_route53_health_check: ({ item, details }) => [
      {
        id: item.Id ?? "",
        attributes: item.HealthCheckConfig
          ? keep(item.HealthCheckConfig, [
              "Type",
              "IPAddress",
              "Port",
              "ResourcePath",
              "FullyQualifiedDomainName",
              "SearchString",
              "RequestInterval",
              "FailureThreshold",
              "MeasureLatency",
              "Inverted",
              "Disabled",
              "HealthThreshold",
              "ChildHealthChecks",
              "EnableSNI",
              "Regions",
              "AlarmIdentifier",
              "InsufficientDataHealthStatus",
              "RoutingControlArn",
            ])
          : {},
        tags: tagsOf(details.tags),
        owner: item.LinkedService
          ? { kind: "aws", name: item.LinkedService.ServicePrincipal ?? "a service" }
          : undefined,
      },
    ],
  },
});

export const route53: readonly AnyCollector[] = [zones, healthChecks];
