import { defaulted, nullable, output, required } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { atMost, attribute, between, cidrBlock, matches, oneOf } from "../../core/validations.js";
import { retentionDays } from "../../domain/retention.js";
import { accountId, arnOf, name, partition, region, tags } from "../../parts/inputs.js";

const groupId = matches(/^sg-[0-9a-f]+$/, "the id of a security group");
const port = between(1, 65535);
const action = oneOf("count", "block");

export const inputs = {
  name: name("load balancer", 20),
  account_id: accountId,
  region,
  partition,
  vpc_id: required(t.string, "VPC that the load balancer stands in.", matches(/^vpc-[0-9a-f]+$/, "the id of a VPC")),
  subnet_ids: required(t.list(t.string), "Public subnets, in two zones at least."),
  certificate_arn: required(t.string, "Certificate of names that no other is for.", arnOf("acm", "a certificate")),
  further_certificates: defaulted(
    t.map(t.object({ arn: t.string })),
    {},
    "Certificates of further names, by lasting name.",
    attribute("arn", arnOf("acm", "a certificate")),
  ),
  log_bucket_name: required(
    t.string,
    "Name of the bucket of access and connection logs; made here.",
    matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket"),
  ),
  log_retention_days: defaulted(t.number, 365, "Days that logs of requests are kept.", oneOf(...retentionDays)),
  log_key_arn: required(t.string, "Key of the firewall's log group.", arnOf("kms", "a key")),
  ssl_policy: defaulted(
    t.string,
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "Protocols and ciphers that clients may use.",
    matches(/^ELBSecurityPolicy-TLS13-1-[23]-/, "a policy of TLS 1.2 and 1.3, or of 1.3 alone"),
  ),
  desync_mitigation_mode: defaulted(
    t.string,
    "defensive",
    "How requests are treated that servers may read differently.",
    oneOf("defensive", "strictest"),
  ),
  deletion_protection: defaulted(t.bool, true, "Whether the load balancer can be deleted only after this is false."),
  idle_timeout_seconds: defaulted(
    t.number,
    60,
    "Time without a byte after which a connection is closed.",
    between(1, 4000),
  ),
  clients: defaulted(
    t.map(t.object({ cidr_block: t.string })),
    { everyone: { cidr_block: "0.0.0.0/0" } },
    "Ranges that may reach the load balancer on 80 and 443, by lasting name.",
    attribute("cidr_block", cidrBlock),
  ),
  target_groups: defaulted(
    t.map(
      t.object({
        name: t.string,
        port: t.number,
        protocol: t.optional(t.string, "HTTP"),
        target_type: t.optional(t.string, "ip"),
        health_check_path: t.optional(t.string, "/"),
        health_check_codes: t.optional(t.string, "200-399"),
        deregistration_delay_seconds: t.optional(t.number, 60),
        slow_start_seconds: t.optional(t.number, 0),
      }),
    ),
    {},
    "Groups of targets by lasting name; HTTPS wherever the targets speak it.",
    attribute("name", atMost(32)),
    attribute("port", port),
    attribute("protocol", oneOf("HTTP", "HTTPS")),
    attribute("target_type", oneOf("ip", "instance")),
    attribute("deregistration_delay_seconds", between(0, 3600)),
  ),
  targets: defaulted(
    t.map(t.object({ target_group: t.string, target_id: t.string, port: t.optional(t.number) })),
    {},
    "Instances or addresses that stand in a target group by themselves, by lasting name: those of an auto scaling group or a cluster come by it.",
  ),
  target_ports: defaulted(
    t.map(t.object({ port: t.number })),
    {},
    "Ports that targets are called on, by lasting name: members of the targets' group, which is made here, are called there.",
    attribute("port", port),
  ),
  target_security_groups: defaulted(
    t.map(t.object({ security_group_id: t.string, port: t.number })),
    {},
    "Groups of others that the load balancer may call, with the port; each must admit the load balancer's group itself.",
    attribute("security_group_id", groupId),
    attribute("port", port),
  ),
  routes: defaulted(
    t.map(
      t.object({
        priority: t.number,
        hosts: t.optional(t.list(t.string), ["*"]),
        paths: t.optional(t.list(t.string), ["/*"]),
        target_group: t.string,
      }),
    ),
    {},
    "Which requests go to which target group, by lasting name; what no route takes is answered with 404.",
    attribute("priority", between(1, 50000)),
  ),
  managed_rules: defaulted(
    t.map(t.object({ name: t.string, priority: t.number, action: t.optional(t.string, "block") })),
    {
      reputation: { name: "AWSManagedRulesAmazonIpReputationList", priority: 10 },
      anonymous: { name: "AWSManagedRulesAnonymousIpList", priority: 20 },
      common: { name: "AWSManagedRulesCommonRuleSet", priority: 30 },
      known_bad_inputs: { name: "AWSManagedRulesKnownBadInputsRuleSet", priority: 40 },
      sql_injection: { name: "AWSManagedRulesSQLiRuleSet", priority: 50 },
    },
    "Rule groups that AWS keeps, by lasting name: count only counts, block blocks.",
    attribute("action", action),
  ),
  rate_limits: defaulted(
    t.map(
      t.object({
        priority: t.number,
        limit: t.number,
        path_prefix: t.optional(t.string),
        action: t.optional(t.string, "block"),
      }),
    ),
    { each_address: { priority: 100, limit: 2000 } },
    "Requests that one address may make in five minutes, in all or under a path, by lasting name.",
    attribute("limit", between(10, 2000000000)),
    attribute("action", action),
  ),
  blocked_countries: nullable(
    t.object({ codes: t.list(t.string), priority: t.optional(t.number, 5) }),
    "Countries that nothing is taken from, as ISO 3166 codes.",
  ),
  blocked_addresses: nullable(
    t.object({ cidr_blocks: t.list(t.string), priority: t.optional(t.number, 1) }),
    "Ranges that nothing is taken from.",
  ),
  tags,
};

export const outputs = {
  load_balancer_arn: output(
    t.string,
    "ARN of the load balancer.",
    "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/mock/0000000000000000",
  ),
  load_balancer_arn_suffix: output(t.string, "What its metrics are found by.", "app/mock/0000000000000000"),
  dns_name: output(t.string, "Name that clients' names point to.", "mock.eu-west-1.elb.amazonaws.com"),
  zone_id: output(t.string, "Zone of that name, for alias records.", "Z0000000"),
  https_listener_arn: output(
    t.string,
    "ARN of the listener on 443.",
    "arn:aws:elasticloadbalancing:eu-west-1:000000000000:listener/app/mock/0000000000000000/0000000000000000",
  ),
  security_group_id: output(t.string, "Group of the load balancer, for targets to admit.", "sg-00000000"),
  target_security_group_id: output(
    t.string,
    "Group whose members the load balancer calls on the target ports.",
    "sg-00000000",
  ),
  target_group_arns: output(
    t.map(t.string),
    "ARNs of the target groups by name.",
    "arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/mock/0000000000000000",
  ),
  target_group_arn_suffixes: output(
    t.map(t.string),
    "What their metrics are found by.",
    "targetgroup/mock/0000000000000000",
  ),
  web_acl_arn: output(
    t.string,
    "ARN of the firewall.",
    "arn:aws:wafv2:eu-west-1:000000000000:regional/webacl/mock/00000000-0000-0000-0000-000000000000",
  ),
};
