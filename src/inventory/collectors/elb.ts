import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  type LoadBalancerAttributes,
  type LoadBalancerDescription,
  type Tag,
} from "@aws-sdk/client-elastic-load-balancing";
import { call } from "../call.js";
import { type AnyCollector, type Draft, defineCollector, detail, listing } from "../collector.js";
import { keep, links, partOf, tagsOf, toJson } from "../describe.js";

/** The largest number of names that DescribeTags takes. */
const tagBatch = 20;

const policiesOf = (
  { LoadBalancerName }: LoadBalancerDescription,
  names: readonly (string | undefined)[] | undefined,
): readonly Draft[] =>
  (names ?? []).map((name) => ({
    id: `${LoadBalancerName}:${name}`,
    attributes: {},
    links: partOf("load_balancer", "aws_elb", LoadBalancerName),
  }));

export const classicLoadBalancers = defineCollector<
  LoadBalancerDescription,
  { attributes: LoadBalancerAttributes; tags: Tag[] }
>({
  name: "elb:load-balancers",
  service: "elb",
  scope: "regional",
  list: listing(call("elb", "elasticloadbalancing:DescribeLoadBalancers", DescribeLoadBalancersCommand), {
    input: () => ({ PageSize: 400 }),
    items: ({ LoadBalancerDescriptions }) => LoadBalancerDescriptions,
    next: ({ NextMarker }) => (NextMarker ? { Marker: NextMarker } : undefined),
  }),
  details: {
    attributes: detail(
      call("elb", "elasticloadbalancing:DescribeLoadBalancerAttributes", DescribeLoadBalancerAttributesCommand),
      {
        input: ([{ LoadBalancerName }]) => ({ LoadBalancerName }),
        take: ({ LoadBalancerAttributes }) => LoadBalancerAttributes,
      },
    ),
    tags: detail(call("elb", "elasticloadbalancing:DescribeTags", DescribeTagsCommand), {
      batch: tagBatch,
      input: (items) => ({ LoadBalancerNames: items.flatMap(({ LoadBalancerName }) => LoadBalancerName ?? []) }),
      take: ({ TagDescriptions }, item) =>
        TagDescriptions?.find(({ LoadBalancerName }) => LoadBalancerName === item.LoadBalancerName)?.Tags,
    }),
  },
  label: ({ LoadBalancerName }) => `load balancer ${LoadBalancerName}`,
  types: {
    aws_elb: ({ item, details }) => [
      {
        id: item.LoadBalancerName ?? "",
        attributes: {
          ...keep(item, [
            "DNSName",
            "CanonicalHostedZoneNameID",
            "Scheme",
            "ListenerDescriptions",
            "HealthCheck",
            "AvailabilityZones",
          ]),
          Attributes: toJson(details.attributes ?? {}) ?? {},
        },
        tags: tagsOf(details.tags),
        links: [
          ...links("vpc_id", "aws_vpc", item.VPCId),
          ...links("subnets", "aws_subnet", item.Subnets),
          ...links("security_groups", "aws_security_group", item.SecurityGroups),
          ...links(
            "instances",
            "aws_instance",
            item.Instances?.map(({ InstanceId }) => InstanceId),
          ),
        ],
      },
    ],
    // Terraform takes the port of a listener that uses the policy; a policy that none uses has none.
    aws_app_cookie_stickiness_policy: ({ item }) =>
      (item.Policies?.AppCookieStickinessPolicies ?? []).map(({ PolicyName, CookieName }) => {
        const port = item.ListenerDescriptions?.find(({ PolicyNames }) => PolicyNames?.includes(PolicyName ?? ""))
          ?.Listener?.LoadBalancerPort;
        return {
          id: [item.LoadBalancerName, port, PolicyName].filter((part) => part !== undefined).join(":"),
          attributes: {
            PolicyName: PolicyName ?? "",
            CookieName: CookieName ?? "",
            ...(port !== undefined && { Port: port }),
          },
          links: partOf("load_balancer", "aws_elb", item.LoadBalancerName),
        };
      }),
    aws_lb_cookie_stickiness_policy: ({ item }) =>
      policiesOf(
        item,
        item.Policies?.LBCookieStickinessPolicies?.map(({ PolicyName }) => PolicyName),
      ),
    aws_load_balancer_policy: ({ item }) => policiesOf(item, item.Policies?.OtherPolicies),
    aws_load_balancer_listener_policy: ({ item }) =>
      policiesOf(
        item,
        (item.ListenerDescriptions ?? [])
          .filter(({ PolicyNames }) => PolicyNames?.length)
          .map(({ Listener }) => String(Listener?.LoadBalancerPort)),
      ),
    aws_load_balancer_backend_server_policy: ({ item }) =>
      policiesOf(
        item,
        (item.BackendServerDescriptions ?? [])
          .filter(({ PolicyNames }) => PolicyNames?.length)
          .map(({ InstancePort }) => String(InstancePort)),
      ),
  },
});

export const elb: readonly AnyCollector[] = [classicLoadBalancers];
