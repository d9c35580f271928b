import {
  type Certificate,
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  type Listener,
  type LoadBalancer,
  type Rule,
  type Tag,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { call } from "../call.js";
import { defineCollector, listing, pagedDetail } from "../collector.js";
import { keep, links, partOf, tagsOf } from "../describe.js";
import { byNextMarker } from "../paging.js";
import { tagsBy } from "./elbv2-shared.js";

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

export const listeners = defineCollector<Listener, { tags: Tag[]; certificates: Certificate[] }, LoadBalancer>({
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
    certificates: pagedDetail(
      call("elbv2", "elasticloadbalancing:DescribeListenerCertificates", DescribeListenerCertificatesCommand),
      {
        appliesTo: ({ Protocol }: Listener) => Protocol === "HTTPS" || Protocol === "TLS",
        input: ([{ ListenerArn }]) => ({ ListenerArn }),
        entries: ({ Certificates }) => Certificates,
        next: byNextMarker,
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
