import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set/index.js";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl/index.js";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association/index.js";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration/index.js";
import type { Construct } from "constructs";
import { listOf, tagged } from "../../core/expressions.js";
import type { LoadBalancer, Seen } from "./load-balancer.js";

const visibility = (metric: string) => ({
  cloudwatch_metrics_enabled: true,
  metric_name: metric,
  sampled_requests_enabled: true,
});

/** Declares the web ACL before the load balancer, with a log that leaves out what tells who somebody is. $5 a month, $1 a rule, $0.60 a million requests. */
export function declareFirewall(scope: Construct, seen: Seen, { lb }: LoadBalancer): Wafv2WebAcl {
  const { name } = seen;
  const acl = new Wafv2WebAcl(scope, "aws_wafv2_web_acl.this", {
    name,
    description: `Before the load balancer ${name}`,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
    tags: tagged(seen.tags, { Name: name }),
  });
  declareManagedRules(seen, acl);
  declareRateLimits(seen, acl);
  declareBlocks(scope, seen, acl);
  new Wafv2WebAclAssociation(scope, "aws_wafv2_web_acl_association.this", {
    resourceArn: lb.arn,
    webAclArn: acl.arn,
  });
  declareLog(scope, seen, acl);
  return acl;
}

function declareManagedRules({ managed_rules }: Seen, acl: Wafv2WebAcl): void {
  for (const [action, override] of [
    ["block", "none"],
    ["count", "count"],
  ] as const) {
    managed_rules.where("action", action).blocks(acl, "rule", ({ key, value }) => ({
      name: key,
      priority: value.priority,
      override_action: { [override]: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name: value.name } },
      visibility_config: visibility(key),
    }));
  }
}

function declareRateLimits({ rate_limits }: Seen, acl: Wafv2WebAcl): void {
  for (const action of ["block", "count"] as const) {
    const limits = rate_limits.where("action", action);
    const rule = (key: string, value: { readonly priority: number; readonly limit: number }, scopeDown: object) => ({
      name: key,
      priority: value.priority,
      action: { [action]: {} },
      statement: { rate_based_statement: { limit: value.limit, aggregate_key_type: "IP", ...scopeDown } },
      visibility_config: visibility(key),
    });
    limits.whereAbsent("path_prefix").blocks(acl, "rule", ({ key, value }) => rule(key, value, {}));
    limits.whereSet("path_prefix").blocks(acl, "rule", ({ key, value }) =>
      rule(key, value, {
        scope_down_statement: {
          byte_match_statement: {
            search_string: value.path_prefix,
            positional_constraint: "STARTS_WITH",
            field_to_match: { uri_path: {} },
            text_transformation: { priority: 0, type: "NORMALIZE_PATH" },
          },
        },
      }),
    );
  }
}

function declareBlocks(
  scope: Construct,
  { name, blocked_countries, blocked_addresses, tags }: Seen,
  acl: Wafv2WebAcl,
): void {
  blocked_countries.blocks(acl, "rule", ({ key, value }) => ({
    name: key,
    priority: value.priority,
    action: { block: {} },
    statement: { geo_match_statement: { country_codes: value.codes } },
    visibility_config: visibility(key),
  }));
  const sets = blocked_addresses.each(
    ({ id, loop, value }) =>
      new Wafv2IpSet(scope, id("aws_wafv2_ip_set.blocked"), {
        ...loop,
        name: `${name}-blocked`,
        scope: "REGIONAL",
        ipAddressVersion: "IPV4",
        addresses: listOf(value.cidr_blocks),
        tags: tagged(tags, { Name: `${name}-blocked` }),
      }),
  );
  blocked_addresses.blocks(acl, "rule", ({ key, value }) => ({
    name: key,
    priority: value.priority,
    action: { block: {} },
    statement: { ip_set_reference_statement: { arn: sets.get("blocked_addresses").arn } },
    visibility_config: visibility(key),
  }));
}

function declareLog(scope: Construct, seen: Seen, acl: Wafv2WebAcl): void {
  const group = new CloudwatchLogGroup(scope, "aws_cloudwatch_log_group.firewall", {
    // AWS WAF writes to groups of this prefix alone (WAF developer guide, "Logging").
    name: `aws-waf-logs-${seen.name}`,
    retentionInDays: seen.log_retention_days,
    kmsKeyId: seen.log_key_arn,
    tags: tagged(seen.tags, { Name: `${seen.name}-firewall` }),
  });
  new Wafv2WebAclLoggingConfiguration(scope, "aws_wafv2_web_acl_logging_configuration.this", {
    resourceArn: acl.arn,
    logDestinationConfigs: [group.arn],
    redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
  });
}
