import { made, type RuleCases, to } from "./cases.js";

const lb = (over: object = {}) =>
  made("aws_lb", { drop_invalid_header_fields: true, desync_mitigation_mode: "defensive", ...over });
const listener = made("aws_lb_listener", { load_balancer_arn: to("aws_lb", "arn"), protocol: "HTTPS" });
const association = made("aws_wafv2_web_acl_association", {
  resource_arn: to("aws_lb", "arn"),
  web_acl_arn: to("aws_wafv2_web_acl", "arn"),
});
const acl = (...names: readonly string[]) =>
  made("aws_wafv2_web_acl", {
    rule: names.map((name) => ({ statement: { managed_rule_group_statement: { vendor_name: "AWS", name } } })),
  });
const log = made("aws_wafv2_web_acl_logging_configuration", { resource_arn: to("aws_wafv2_web_acl", "arn") });
const known = "AWSManagedRulesKnownBadInputsRuleSet";
const redirect = { type: "redirect", redirect: { protocol: "HTTPS" } };

export const edgeCases: Readonly<Record<string, RuleCases>> = {
  "elb.tls": {
    passes: [
      [made("aws_lb_listener", { protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" })],
      [made("aws_lb_listener", { protocol: "HTTP", default_action: [redirect] })],
      [made("aws_lb_listener", { protocol: "TCP" })],
    ],
    fails: [
      [[made("aws_lb_listener", { protocol: "HTTP", default_action: [{ type: "forward" }] })], "does not redirect"],
      [[made("aws_lb_listener", { protocol: "HTTPS" })], "takes TLS below 1.2"],
      [[made("aws_lb_listener", { protocol: "TLS", ssl_policy: "ELBSecurityPolicy-2016-08" })], "takes TLS below 1.2"],
    ],
  },
  "elb.strict": {
    passes: [[lb()], [made("aws_lb", { load_balancer_type: "network" })]],
    fails: [
      [[lb({ drop_invalid_header_fields: false })], "drop_invalid_header_fields is not true"],
      [[lb({ desync_mitigation_mode: "monitor" })], "desync_mitigation_mode is monitor"],
    ],
  },
  "elb.logged": {
    passes: [[lb({ access_logs: { enabled: true } })]],
    fails: [[[lb()], "access_logs is not enabled"]],
  },
  "elb.protected": {
    passes: [[lb({ enable_deletion_protection: true })]],
    fails: [[[lb({ enable_deletion_protection: false })], "enable_deletion_protection is not true"]],
  },
  "elb.several-zones": {
    passes: [[lb({ subnets: ["a", "b"] })]],
    fails: [[[lb({ subnets: ["a", "a"] })], "it stands in 1 subnet"]],
  },
  "elb.firewall": {
    passes: [[lb(), listener, association, acl(known), log], [lb({ internal: true }), listener], [lb()]],
    fails: [
      [[lb(), listener], "no web ACL stands before it"],
      [[lb(), listener, association, acl("AWSManagedRulesCommonRuleSet"), log], "does not know bad inputs"],
      [[lb(), listener, association, acl(known)], "does not log"],
    ],
  },
  "elb.targets-checked": {
    passes: [
      [made("aws_lb_target_group", { protocol: "HTTPS", health_check: { enabled: true, path: "/" } })],
      [made("aws_lb_target_group", { protocol: "TCP", health_check: { enabled: true } })],
    ],
    fails: [
      [[made("aws_lb_target_group", { protocol: "HTTPS" })], "no health check"],
      [[made("aws_lb_target_group", { protocol: "HTTP", health_check: { enabled: true } })], "asks for no path"],
    ],
  },
  "elb.targets-over-tls": {
    passes: [[made("aws_lb_target_group", { protocol: "HTTPS" })]],
    fails: [[[made("aws_lb_target_group", { protocol: "HTTP" })], "speaks HTTP to its targets"]],
  },
};
