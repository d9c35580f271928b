import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { ModuleStack } from "../../src/core/module.js";
import { edge } from "../../src/modules/edge/index.js";
import { declared, interfaceOf, statementsOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(edge);
const made = declared(edge);
const rules = (given: Record<string, unknown> = {}) =>
  declared(edge, given).aws_wafv2_web_acl?.this?.rule as readonly Record<string, unknown>[];

describe("the interface of modules/edge", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "name",
      "account_id",
      "region",
      "partition",
      "vpc_id",
      "subnet_ids",
      "certificate_arn",
      "further_certificates",
      "log_bucket_name",
      "log_retention_days",
      "log_key_arn",
      "ssl_policy",
      "desync_mitigation_mode",
      "deletion_protection",
      "idle_timeout_seconds",
      "clients",
      "target_groups",
      "targets",
      "target_ports",
      "target_security_groups",
      "routes",
      "managed_rules",
      "rate_limits",
      "blocked_countries",
      "blocked_addresses",
      "tags",
    ]);
    expect(outputs).toEqual([
      "load_balancer_arn",
      "load_balancer_arn_suffix",
      "dns_name",
      "zone_id",
      "https_listener_arn",
      "security_group_id",
      "target_security_group_id",
      "target_group_arns",
      "target_group_arn_suffixes",
      "web_acl_arn",
    ]);
  });

  it.each([
    [{ ssl_policy: "ELBSecurityPolicy-2016-08" }, ["ssl_policy: ", "a policy of TLS 1.2 and 1.3, or of 1.3 alone"]],
    [{ desync_mitigation_mode: "monitor" }, ["desync_mitigation_mode: ", "one of defensive, strictest"]],
    [{ routes: { a: { priority: 0, target_group: "shop" } } }, ["routes.priority: ", "a number from 1 to 50000"]],
    [
      { managed_rules: { a: { name: "X", priority: 1, action: "allow" } } },
      ["managed_rules.action: ", "one of count, block"],
    ],
    [{ target_groups: { a: { name: "a".repeat(33), port: 80 } } }, ["target_groups.name: ", "at most 32 characters"]],
  ])("refuses %j", (given, [field, allowed]) => {
    const call = () => checkArguments("prod/edge: module edge", edge, { ...edge.example, ...given });
    expect(call).toThrow(field);
    expect(call).toThrow(allowed);
  });
});

describe("the load balancer", () => {
  it("faces the public with strict settings and logs every request and connection", () => {
    expect(made.aws_lb?.this).toMatchObject({
      internal: false,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "defensive",
      enable_deletion_protection: true,
      enable_zonal_shift: true,
      enable_waf_fail_open: false,
      access_logs: { enabled: true, prefix: "access" },
      connection_logs: { enabled: true, prefix: "connection" },
    });
  });

  it("sends everyone on 80 to 443, speaks TLS 1.2 and 1.3 there, and answers 404 to what no route takes", () => {
    expect(made.aws_lb_listener?.http).toMatchObject({
      port: 80,
      default_action: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } }],
    });
    expect(made.aws_lb_listener?.https).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
    });
  });

  it("lets in 80 and 443 alone, and calls its targets and named groups alone", () => {
    const rules = made.aws_vpc_security_group_ingress_rule ?? {};
    expect(Object.entries(rules).map(([name, { from_port, to_port }]) => [name, from_port, to_port])).toEqual([
      ['http["everyone"]', 80, 80],
      ['https["everyone"]', 443, 443],
      ['targets["https_8443"]', 8443, 8443],
    ]);
    expect(rules['targets["https_8443"]']).toMatchObject({
      security_group_id: "${aws_security_group.targets.id}",
      referenced_security_group_id: "${aws_security_group.this.id}",
    });
    const calling = declared(edge, { target_security_groups: { shop: { security_group_id: "sg-0abc", port: 8080 } } });
    expect(calling.aws_vpc_security_group_egress_rule).toMatchObject({
      'targets["https_8443"]': { referenced_security_group_id: "${aws_security_group.targets.id}", from_port: 8443 },
      'named["shop"]': { referenced_security_group_id: "sg-0abc", from_port: 8080, to_port: 8080 },
    });
  });

  it("has its logs where log delivery alone writes, for this account's load balancers", () => {
    const [, write] = statementsOf(made.aws_s3_bucket_policy?.logs?.policy);
    expect(write).toEqual({
      Sid: "LoadBalancersWriteLogs",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: [
        "arn:aws:s3:::example-dev-edge-123456789012/access/AWSLogs/123456789012/*",
        "arn:aws:s3:::example-dev-edge-123456789012/connection/AWSLogs/123456789012/*",
      ],
      Condition: {
        ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/*" },
      },
    });
  });

  it("routes by host and path to the target group of that name", () => {
    expect(made.aws_lb_listener_rule?.['this["shop"]']).toMatchObject({
      priority: 100,
      condition: [{ host_header: { values: ["shop.example.com"] } }, { path_pattern: { values: ["/*"] } }],
      action: [{ type: "forward", target_group_arn: '${aws_lb_target_group.this["shop"].arn}' }],
    });
    expect(made.aws_lb_target_group?.['this["shop"]']).toMatchObject({
      protocol: "HTTPS",
      port: 8443,
      health_check: { path: "/health", protocol: "HTTPS" },
    });
  });
});

describe("the firewall", () => {
  it("stands before the load balancer and blocks by AWS's groups and by rate", () => {
    expect(made.aws_wafv2_web_acl_association?.this).toMatchObject({ resource_arn: "${aws_lb.this.arn}" });
    expect(rules().map(({ name, priority }) => [name, priority])).toEqual([
      ["anonymous", 20],
      ["common", 30],
      ["known_bad_inputs", 40],
      ["reputation", 10],
      ["sql_injection", 50],
      ["each_address", 100],
      ["sign_in", 110],
    ]);
    expect(rules()[1]).toMatchObject({
      override_action: { none: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
    });
  });

  it("only counts where it is told to", () => {
    const managed_rules = { common: { name: "AWSManagedRulesCommonRuleSet", priority: 30, action: "count" } };
    expect(rules({ managed_rules })[0]).toMatchObject({ name: "common", override_action: { count: {} } });
  });

  it("limits an address in all, and under a path as the server will read it", () => {
    expect(rules()[5]).toMatchObject({
      statement: { rate_based_statement: { limit: 2000, aggregate_key_type: "IP" } },
    });
    expect(rules()[6]).toMatchObject({
      action: { block: {} },
      statement: {
        rate_based_statement: {
          limit: 100,
          scope_down_statement: {
            byte_match_statement: {
              search_string: "/sign-in",
              positional_constraint: "STARTS_WITH",
              text_transformation: { type: "NORMALIZE_PATH" },
            },
          },
        },
      },
    });
  });

  it("takes nothing from blocked countries and addresses", () => {
    const blocking = rules({
      blocked_countries: { codes: ["KP"] },
      blocked_addresses: { cidr_blocks: ["192.0.2.0/24"] },
    });
    expect(blocking.slice(-2)).toMatchObject([
      { priority: 5, action: { block: {} }, statement: { geo_match_statement: { country_codes: ["KP"] } } },
      { priority: 1, action: { block: {} }, statement: { ip_set_reference_statement: {} } },
    ]);
  });

  it("is one dynamic block a kind of rule in the emitted module, each over its own entries", () => {
    const { resource } = new ModuleStack(edge).toTerraform() as { resource: Record<string, Record<string, unknown>> };
    const { dynamic } = (resource.aws_wafv2_web_acl as Record<string, unknown>).this as {
      dynamic: { rule: { for_each: string }[] };
    };
    expect(dynamic.rule.map(({ for_each }) => for_each)).toContain(
      '${{ for key, value in var.rate_limits : key => value if value.action == "count" && value.path_prefix != null }}',
    );
    expect(dynamic.rule).toHaveLength(8);
  });

  it("logs to a group of WAF's prefix, without what tells who somebody is", () => {
    expect(made.aws_cloudwatch_log_group?.firewall).toMatchObject({ name: "aws-waf-logs-example-dev" });
    expect(made.aws_wafv2_web_acl_logging_configuration?.this).toMatchObject({
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
    });
  });
});
