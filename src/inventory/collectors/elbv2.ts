import {
  type Certificate,
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type Listener,
  type LoadBalancer,
  type LoadBalancerAttribute,
  type Rule,
  type Tag,
  type TargetGroup,
  type TargetGroupAttribute,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { call } from "../call.js";
import { type AnyCollector, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byNextMarker } from "../paging.js";

/** The largest number of ARNs that DescribeTags takes. */
const tagBatch = 20;

const tagsBy = <Item>(arnOf: (item: Item) => string | undefined) =>
  detail(call("elbv2", "elasticloadbalancing:DescribeTags", DescribeTagsCommand), {
    batch: tagBatch,
    input: (items: readonly [Item, ...Item[]]) => ({ ResourceArns: items.flatMap((item) => arnOf(item) ?? []) }),
    take: ({ TagDescriptions }, item: Item): Tag[] | undefined =>
      TagDescriptions?.find(({ ResourceArn }) => ResourceArn === arnOf(item))?.Tags,
  });

/** AWS's list of keys and values as an object. */
const attributeMap = (attributes: readonly (LoadBalancerAttribute | TargetGroupAttribute)[] | undefined) =>
  Object.fromEntries((attributes ?? []).flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? ""]] : [])));

/** The target groups that actions name. */
const targetsOf = (actions: Listener["DefaultActions"]): readonly (string | undefined)[] => [
  ...new Set(
    (actions ?? []).flatMap(({ TargetGroupArn, ForwardConfig }) => [
      TargetGroupArn,
      ...(ForwardConfig?.TargetGroups ?? []).map((each) => each.TargetGroupArn),
    ]),
  ),
];

const rules = defineCollector<Rule & { listener: Listener }, { tags: Tag[] }, Listener>({
  name: "elbv2:rules",
  service: "elbv2",
  scope: "regional",
  list: listing(call("elbv2", "elasticloadbalancing:DescribeRules", DescribeRulesCommand), {
    input: ({ ListenerArn }: Listener) => ({ ListenerArn, PageSize: 400 }),
    // The default rule is the listener's own default action.
    items: ({ Rules }, listener) => Rules?.filter(({ IsDefault }) => !IsDefault).map((rule) => ({ ...rule, listener })),
    next: byNextMarker,
  }),
  details: { tags: tagsBy(({ RuleArn }: Rule) => RuleArn) },
  label: ({ RuleArn }) => `listener rule ${RuleArn}`,
  types: {
    aws_lb_listener_rule: ({ item, details }) => [
      {
        id: item.RuleArn ?? "",
        attributes: keep(item, ["Priority", "Conditions", "Actions"]),
        tags: tagsOf(details.tags),
        links: [
          ...partOf("listener_arn", "aws_lb_listener", item.listener.ListenerArn),
          ...links("target_group_arn", "aws_lb_target_group", targetsOf(item.Actions)),
        ],
      },
    ],
  },
});

const listeners = defineCollector<Listener, { tags: Tag[]; certificates: Certificate[] }, LoadBalancer>({
  name: "elbv2:listeners",
  service: "elbv2",
  scope: "regional",
  list: listing(call("elbv2", "elasticloadbalancing:DescribeListeners", DescribeListenersCommand), {
    input: ({ LoadBalancerArn }: LoadBalancer) => ({ LoadBalancerArn, PageSize: 400 }),
    items: ({ Listeners }) => Listeners,
    next: byNextMarker,
  }),
  details: {
    tags: tagsBy(({ ListenerArn }: Listener) => ListenerArn),
    certificates: detail(
      call("elbv2", "elasticloadbalancing:DescribeListenerCertificates", DescribeListenerCertificatesCommand),
      {
        appliesTo: ({ Protocol }: Listener) => Protocol === "HTTPS" || Protocol === "TLS",
        input: ([{ ListenerArn }]) => ({ ListenerArn }),
        take: ({ Certificates }) => Certificates,
      },
    ),
  },
  label: ({ ListenerArn }) => `listener ${ListenerArn}`,
  types: {
    aws_lb_listener: ({ item, details }) => [
      {
        id: item.ListenerArn ?? "",
        attributes: keep(item, [
          "Port",
          "Protocol",
          "SslPolicy",
          "Certificates",
          "AlpnPolicy",
          "MutualAuthentication",
          "DefaultActions",
        ]),
        tags: tagsOf(details.tags),
        links: [
          ...partOf("load_balancer_arn", "aws_lb", item.LoadBalancerArn),
          ...links("target_group_arn", "aws_lb_target_group", targetsOf(item.DefaultActions)),
          ...links("certificate_arn", "aws_acm_certificate", item.Certificates?.[0]?.CertificateArn),
        ],
      },
    ],
    aws_lb_listener_certificate: ({ item, details }) =>
      (details.certificates ?? [])
        .filter(
          ({ IsDefault, CertificateArn }) => !IsDefault && CertificateArn !== item.Certificates?.[0]?.CertificateArn,
        )
        .map(({ CertificateArn }) => ({
          id: `${item.ListenerArn}_${CertificateArn}`,
          attributes: { CertificateArn: CertificateArn ?? "" },
          links: [
            ...partOf("listener_arn", "aws_lb_listener", item.ListenerArn),
            ...links("certificate_arn", "aws_acm_certificate", CertificateArn),
          ],
        })),
  },
  children: [rules],
});

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
