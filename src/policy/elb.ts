import type { LinkedResource } from "../core/linked-tree.js";
import { block, blocks, isSet, type PolicyRule, type Tree } from "./rule.js";

const isRedirect = ({ values }: LinkedResource) =>
  blocks(values.default_action).some(
    ({ type, redirect }) => type === "redirect" && block(redirect).protocol === "HTTPS",
  );

const isApplication = ({ values }: LinkedResource) =>
  values.load_balancer_type === undefined || values.load_balancer_type === "application";

const listeners = (lb: LinkedResource, tree: Tree) => tree.referring("aws_lb_listener", "load_balancer_arn", lb);

/** Rules about load balancers and what stands before them. */
export const elbRules: readonly PolicyRule[] = [
  {
    id: "elb.tls",
    severity: "error",
    title: "A listener speaks TLS 1.2 or 1.3, or sends everyone to one that does.",
    references: {
      checkov: ["CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20", "CKV2_AWS_74"],
      trivy: ["AVD-AWS-0047", "AVD-AWS-0054"],
      securityHub: ["ELB.1"],
    },
    types: ["aws_lb_listener"],
    check: (listener) => {
      const { protocol, ssl_policy } = listener.values;
      if (protocol === "HTTP") return isRedirect(listener) ? undefined : "it speaks HTTP and does not redirect";
      if (protocol !== "HTTPS" && protocol !== "TLS") return undefined;
      return /^ELBSecurityPolicy-TLS13-1-[23]-/.test(String(ssl_policy)) ? undefined : "it takes TLS below 1.2";
    },
    remedy: "Use an ELBSecurityPolicy-TLS13-1-2 policy, and redirect 80 to 443.",
  },
  {
    id: "elb.strict",
    severity: "error",
    title: "A load balancer drops headers and requests that servers may read differently.",
    references: { checkov: ["CKV_AWS_131", "CKV_AWS_328"], trivy: ["AVD-AWS-0052"], securityHub: ["ELB.4", "ELB.12"] },
    types: ["aws_lb"],
    check: (lb) => {
      if (!isApplication(lb)) return undefined;
      if (lb.values.drop_invalid_header_fields !== true) return "drop_invalid_header_fields is not true";
      const mode = lb.values.desync_mitigation_mode;
      return mode === "defensive" || mode === "strictest"
        ? undefined
        : `desync_mitigation_mode is ${mode ?? "not set"}`;
    },
    remedy: "Set drop_invalid_header_fields, and desync_mitigation_mode to defensive or strictest.",
  },
  {
    id: "elb.logged",
    severity: "error",
    title: "A load balancer logs every request.",
    references: { checkov: ["CKV_AWS_91"], securityHub: ["ELB.5"] },
    types: ["aws_lb"],
    check: ({ values }) => (block(values.access_logs).enabled === true ? undefined : "access_logs is not enabled"),
    remedy: "Enable access_logs into a bucket that log delivery alone writes.",
  },
  {
    id: "elb.protected",
    severity: "warning",
    title: "A load balancer is protected from deletion.",
    references: { checkov: ["CKV_AWS_150"], securityHub: ["ELB.6"] },
    types: ["aws_lb"],
    check: ({ values }) =>
      values.enable_deletion_protection === true ? undefined : "enable_deletion_protection is not true",
    remedy: "Set it to true, except on the way to a removal.",
  },
  {
    id: "elb.several-zones",
    severity: "error",
    title: "A load balancer stands in two zones at least.",
    references: { securityHub: ["ELB.13"] },
    types: ["aws_lb"],
    check: ({ values }) => {
      const subnets = new Set((values.subnets as readonly unknown[] | undefined) ?? []);
      return subnets.size >= 2 ? undefined : `it stands in ${subnets.size} subnet`;
    },
    remedy: "Give it a subnet in each zone.",
  },
  {
    id: "elb.firewall",
    severity: "error",
    title: "A public load balancer stands behind a web ACL that knows bad inputs and logs.",
    references: { checkov: ["CKV2_AWS_28", "CKV2_AWS_76", "CKV2_AWS_31"], securityHub: ["ELB.16", "WAF.11"] },
    types: ["aws_lb"],
    check: (lb, tree) => {
      if (lb.values.internal === true || !isApplication(lb) || listeners(lb, tree).length === 0) return undefined;
      const [association] = tree.referring("aws_wafv2_web_acl_association", "resource_arn", lb);
      const [acl] = association ? tree.referred(association.values.web_acl_arn) : [];
      if (!acl) return "no web ACL stands before it";
      const names = blocks(acl.values.rule).map(
        (rule) => block(block(rule.statement).managed_rule_group_statement).name,
      );
      if (!names.includes("AWSManagedRulesKnownBadInputsRuleSet")) return "its web ACL does not know bad inputs";
      return tree.referring("aws_wafv2_web_acl_logging_configuration", "resource_arn", acl).length > 0
        ? undefined
        : "its web ACL does not log";
    },
    remedy: "Associate a web ACL with AWSManagedRulesKnownBadInputsRuleSet and a logging configuration.",
  },
  {
    id: "elb.targets-checked",
    severity: "error",
    title: "A target group asks its targets whether they are well.",
    references: { checkov: ["CKV_AWS_261"] },
    types: ["aws_lb_target_group"],
    check: ({ values }) => {
      const { enabled, path } = block(values.health_check);
      const needsPath = values.protocol === "HTTP" || values.protocol === "HTTPS";
      if (enabled === false || Object.keys(block(values.health_check)).length === 0) return "it has no health check";
      return needsPath && !isSet(path) ? "its health check asks for no path" : undefined;
    },
    remedy: "Give it a health_check with the path that tells.",
  },
  {
    id: "elb.targets-over-tls",
    severity: "warning",
    title: "A target group speaks TLS to its targets.",
    references: { checkov: ["CKV_AWS_378"] },
    types: ["aws_lb_target_group"],
    check: ({ values }) => (values.protocol === "HTTP" ? "it speaks HTTP to its targets" : undefined),
    remedy: "Let the service speak HTTPS, or waive it for those that cannot.",
  },
];
