import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type LoadBalancer,
  type LoadBalancerAttribute,
  type Tag,
  type TargetGroup,
  type TargetGroupAttribute,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byNextMarker } from "../paging.js";
import { listeners } from "./elbv2-listeners.js";
import { attributeMap, tagsBy } from "./elbv2-shared.js";

export const loadBalancers = defineCollector<LoadBalancer, { attributes: LoadBalancerAttribute[]; tags: Tag[] }>({
  name: "elbv2:load-balancers",
  service: "elbv2",
  scope: "regional",
  list: listing(call("elbv2", "elasticloadbalancing:DescribeLoadBalancers", DescribeLoadBalancersCommand), {
    input: () => ({ PageSize: 400 }),
    items: ({ LoadBalancers }) => LoadBalancers,
    next: byNextMarker,
  }),
  details: {
    attributes: detail(
      call("elbv2", "elasticloadbalancing:DescribeLoadBalancerAttributes", DescribeLoadBalancerAttributesCommand),
      {
        input: ([{ LoadBalancerArn }]) => ({ LoadBalancerArn }),
        take: ({ Attributes }) => Attributes,
      },
    ),
    tags: tagsBy(({ LoadBalancerArn }: LoadBalancer) => LoadBalancerArn),
  },
  label: ({ LoadBalancerName }) => `load balancer ${LoadBalancerName}`,
  types: {
    aws_lb: ({ item, details }) => [
      {
        id: item.LoadBalancerArn ?? "",
        attributes: {
          ...keep(item, [
            "LoadBalancerName",
            "DNSName",
            "CanonicalHostedZoneId",
            "Scheme",
            "Type",
            "IpAddressType",
            "CustomerOwnedIpv4Pool",
            "AvailabilityZones",
            "IpamPools",
          ]),
          ...(details.attributes && { Attributes: attributeMap(details.attributes) }),
        },
        tags: tagsOf(details.tags),
        links: [
          ...links("vpc_id", "aws_vpc", item.VpcId),
          ...links(
            "subnets",
            "aws_subnet",
            item.AvailabilityZones?.map(({ SubnetId }) => SubnetId),
          ),
          ...links("security_groups", "aws_security_group", item.SecurityGroups),
        ],
      },
    ],
  },
  children: [listeners],
});

export const targetGroups = defineCollector<
  TargetGroup,
  { attributes: TargetGroupAttribute[]; tags: Tag[]; members: TargetHealthDescription[] }
>({
  name: "elbv2:target-groups",
  service: "elbv2",
  scope: "regional",
  list: listing(call("elbv2", "elasticloadbalancing:DescribeTargetGroups", DescribeTargetGroupsCommand), {
    input: () => ({ PageSize: 400 }),
    items: ({ TargetGroups }) => TargetGroups,
    next: byNextMarker,
  }),
  details: {
    attributes: detail(
      call("elbv2", "elasticloadbalancing:DescribeTargetGroupAttributes", DescribeTargetGroupAttributesCommand),
      {
        input: ([{ TargetGroupArn }]) => ({ TargetGroupArn }),
        take: ({ Attributes }) => Attributes,
      },
    ),
    tags: tagsBy(({ TargetGroupArn }: TargetGroup) => TargetGroupArn),
    members: detail(call("elbv2", "elasticloadbalancing:DescribeTargetHealth", DescribeTargetHealthCommand), {
      input: ([{ TargetGroupArn }]) => ({ TargetGroupArn }),
      take: ({ TargetHealthDescriptions }) => TargetHealthDescriptions,
    }),
  },
  label: ({ TargetGroupName }) => `target group ${TargetGroupName}`,
  types: {
    aws_lb_target_group: ({ item, details }) => [
      {
        id: item.TargetGroupArn ?? "",
        attributes: {
          ...keep(item, [
            "TargetGroupName",
            "Port",
            "Protocol",
            "ProtocolVersion",
            "TargetType",
            "IpAddressType",
            "HealthCheckEnabled",
            "HealthCheckProtocol",
            "HealthCheckPort",
            "HealthCheckPath",
            "HealthCheckIntervalSeconds",
            "HealthCheckTimeoutSeconds",
            "HealthyThresholdCount",
            "UnhealthyThresholdCount",
            "Matcher",
          ]),
          ...(details.attributes && { Attributes: attributeMap(details.attributes) }),
        },
        tags: tagsOf(details.tags),
        links: links("vpc_id", "aws_vpc", item.VpcId),
      },
    ],
    aws_lb_target_group_attachment: ({ item, details }) =>
      (details.members ?? []).map(({ Target }) => ({
        id: [item.TargetGroupArn, Target?.Id, Target?.Port, Target?.AvailabilityZone].filter(Boolean).join(" "),
        attributes: { ...(Target && keep(Target, ["Id", "Port", "AvailabilityZone"])) },
        links: [
          ...partOf("target_group_arn", "aws_lb_target_group", item.TargetGroupArn),
          ...(item.TargetType === "instance" ? links("target_id", "aws_instance", Target?.Id) : []),
        ],
      })),
  },
});

export const elbv2: readonly AnyCollector[] = [loadBalancers, targetGroups];
