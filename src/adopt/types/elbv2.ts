import type { InventoryResource } from "../../domain/inventory.js";
import { at, block, linked, listAt, stringsAt, textAt } from "../answer.js";
import type { Arguments, Value } from "../expression.js";
import { type AdoptionRule, flag, number, tagsArgument, text, unless } from "../rule.js";
import { actions, secretReason } from "./elbv2-actions.js";
import { conditions } from "./elbv2-conditions.js";

/** Which argument says what an attribute says, by the attribute's key. */
const balancerArguments: Readonly<Record<string, readonly [argument: string, kind: "flag" | "number" | "text"]>> = {
  "deletion_protection.enabled": ["enable_deletion_protection", "flag"],
  "load_balancing.cross_zone.enabled": ["enable_cross_zone_load_balancing", "flag"],
  "idle_timeout.timeout_seconds": ["idle_timeout", "number"],
  "client_keep_alive.seconds": ["client_keep_alive", "number"],
  "routing.http.desync_mitigation_mode": ["desync_mitigation_mode", "text"],
  "routing.http.drop_invalid_header_fields.enabled": ["drop_invalid_header_fields", "flag"],
  "routing.http.preserve_host_header.enabled": ["preserve_host_header", "flag"],
  "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": ["enable_tls_version_and_cipher_suite_headers", "flag"],
  "routing.http.xff_client_port.enabled": ["enable_xff_client_port", "flag"],
  "routing.http.xff_header_processing.mode": ["xff_header_processing_mode", "text"],
  "routing.http2.enabled": ["enable_http2", "flag"],
  "waf.fail_open.enabled": ["enable_waf_fail_open", "flag"],
  "zonal_shift.config.enabled": ["enable_zonal_shift", "flag"],
  "dns_record.client_routing_policy": ["dns_record_client_routing_policy", "text"],
};

const attributesOf = ({ attributes }: InventoryResource) =>
  (attributes.Attributes ?? {}) as Readonly<Record<string, string>>;

const converted = (value: string, kind: "flag" | "number" | "text"): Value =>
  kind === "flag" ? value === "true" : kind === "number" ? Number(value) : value;

const logs = (resource: InventoryResource, kind: "access_logs" | "connection_logs"): Value | undefined => {
  const answer = attributesOf(resource);
  const bucket = answer[`${kind}.s3.bucket`];
  if (!bucket) return undefined;
  const prefix = answer[`${kind}.s3.prefix`];
  return { bucket, enabled: answer[`${kind}.s3.enabled`] === "true", ...(prefix && { prefix }) };
};

const balancer: AdoptionRule = {
  type: "aws_lb",
  layer: "legacy",
  label: (resource) => text(resource, "LoadBalancerName") ?? "",
  configuration: (resource, { refs }) => {
    const answer = attributesOf(resource);
    const settings = Object.entries(balancerArguments).flatMap(([key, [argument, kind]]) => {
      const value = answer[key];
      return value === undefined || value === "" ? [] : [[argument, converted(value, kind)] as const];
    });
    const groups = refs("security_groups");
    return {
      name: text(resource, "LoadBalancerName"),
      load_balancer_type: text(resource, "Type"),
      internal: text(resource, "Scheme") === "internal",
      ip_address_type: text(resource, "IpAddressType"),
      subnets: refs("subnets"),
      security_groups: groups.length > 0 ? groups : undefined,
      customer_owned_ipv4_pool: text(resource, "CustomerOwnedIpv4Pool"),
      ...Object.fromEntries(settings),
      access_logs: logs(resource, "access_logs"),
      connection_logs: logs(resource, "connection_logs"),
      ipam_pools: block(at(resource.attributes, "IpamPools"), ["Ipv4IpamPoolId"]),
      tags: tagsArgument(resource),
    };
  },
  ignored: ({ attributes }) => {
    if (attributes.Attributes !== undefined) return undefined;
    const unread = Object.values(balancerArguments).map(([argument]) => argument);
    return { attributes: [...unread, "access_logs", "connection_logs"], reason: "the inventory could not read them" };
  },
};

const listener: AdoptionRule = {
  type: "aws_lb_listener",
  layer: "legacy",
  label: (resource, of) => `${of("load_balancer_arn")} ${text(resource, "Port") ?? ""}`,
  unfit: (resource) => secretReason(listAt(resource.attributes, "DefaultActions")),
  configuration: (resource, context) => ({
    load_balancer_arn: context.ref("load_balancer_arn", "arn"),
    port: number(resource, "Port"),
    protocol: text(resource, "Protocol"),
    ssl_policy: text(resource, "SslPolicy"),
    certificate_arn: linked(
      context,
      "certificate_arn",
      "arn",
      textAt(listAt(resource.attributes, "Certificates")[0], "CertificateArn"),
    ),
    alpn_policy: stringsAt(resource.attributes, "AlpnPolicy")?.[0],
    mutual_authentication: mutual(resource),
    default_action: actions(listAt(resource.attributes, "DefaultActions"), resource, context),
    tags: tagsArgument(resource),
  }),
};

const mutual = ({ attributes }: InventoryResource) => {
  const mode = textAt(attributes, "MutualAuthentication.Mode");
  if (mode === undefined || mode === "off") return undefined;
  const answer = at(attributes, "MutualAuthentication");
  return block(answer, [
    "Mode",
    "TrustStoreArn",
    "IgnoreClientCertificateExpiry",
    ["AdvertiseTrustStoreCaNames", "advertise_trust_store_ca_names"],
  ]);
};

const listenerRule: AdoptionRule = {
  type: "aws_lb_listener_rule",
  layer: "legacy",
  label: (resource, of) => `${of("listener_arn")} ${text(resource, "Priority")}`,
  unfit: (resource) => secretReason(listAt(resource.attributes, "Actions")),
  configuration: (resource, context) => ({
    listener_arn: context.ref("listener_arn", "arn"),
    priority: Number(text(resource, "Priority")),
    action: actions(listAt(resource.attributes, "Actions"), resource, context),
    condition: conditions(listAt(resource.attributes, "Conditions")),
    tags: tagsArgument(resource),
  }),
};

const listenerCertificate: AdoptionRule = {
  type: "aws_lb_listener_certificate",
  layer: "legacy",
  label: (_, of) => `${of("listener_arn")} ${of("certificate_arn")}`,
  configuration: (resource, context) => ({
    listener_arn: context.ref("listener_arn", "arn"),
    certificate_arn: linked(context, "certificate_arn", "arn", text(resource, "CertificateArn")),
  }),
};

const healthCheck = (resource: InventoryResource): Value | undefined =>
  block(
    resource.attributes,
    [
      ["HealthCheckProtocol", "protocol"],
      ["HealthCheckPort", "port"],
      ["HealthCheckPath", "path"],
      ["HealthCheckIntervalSeconds", "interval"],
      ["HealthCheckTimeoutSeconds", "timeout"],
      ["HealthyThresholdCount", "healthy_threshold"],
      ["UnhealthyThresholdCount", "unhealthy_threshold"],
    ],
    {
      enabled: flag(resource, "HealthCheckEnabled"),
      matcher: textAt(resource.attributes, "Matcher.HttpCode") ?? textAt(resource.attributes, "Matcher.GrpcCode"),
    },
  );

const stickiness = (resource: InventoryResource): Value | undefined => {
  const answer = attributesOf(resource);
  if (answer["stickiness.enabled"] !== "true") return undefined;
  const type = answer["stickiness.type"] ?? "";
  const duration = answer[`stickiness.${type}.duration_seconds`];
  const cookie = type === "app_cookie" ? answer["stickiness.app_cookie.cookie_name"] : undefined;
  return {
    enabled: true,
    type,
    ...(duration && { cookie_duration: Number(duration) }),
    ...(cookie && { cookie_name: cookie }),
  };
};

const groupSettings = (resource: InventoryResource): Arguments => {
  const answer = attributesOf(resource);
  const slowStart = Number(answer["slow_start.duration_seconds"] ?? 0);
  return {
    deregistration_delay: answer["deregistration_delay.timeout_seconds"],
    lambda_multi_value_headers_enabled: answer["lambda.multi_value_headers.enabled"] === "true" || undefined,
    proxy_protocol_v2: answer["proxy_protocol_v2.enabled"] === "true" || undefined,
    slow_start: slowStart > 0 ? slowStart : undefined,
    stickiness: stickiness(resource),
  };
};

const targetGroup: AdoptionRule = {
  type: "aws_lb_target_group",
  layer: "legacy",
  label: (resource) => text(resource, "TargetGroupName") ?? "",
  configuration: (resource, { ref }) => ({
    name: text(resource, "TargetGroupName"),
    target_type: unless(text(resource, "TargetType"), "instance"),
    port: number(resource, "Port"),
    protocol: text(resource, "Protocol"),
    protocol_version: text(resource, "ProtocolVersion"),
    vpc_id: ref("vpc_id"),
    health_check: healthCheck(resource),
    ...groupSettings(resource),
    tags: tagsArgument(resource),
  }),
  ignored: ({ attributes }) =>
    attributes.Attributes === undefined
      ? {
          attributes: ["deregistration_delay", "slow_start", "stickiness"],
          reason: "the inventory could not read them",
        }
      : undefined,
};

export const elbv2: readonly AdoptionRule[] = [balancer, listener, listenerRule, listenerCertificate, targetGroup];
