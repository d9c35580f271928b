import type { InventoryResource } from "../../domain/inventory.js";
import type { Value } from "../expression.js";
import { type AdoptionRule, number, tagsArgument, text, unless } from "../rule.js";

interface Listener {
  readonly Protocol?: string;
  readonly LoadBalancerPort?: number;
  readonly InstanceProtocol?: string;
  readonly InstancePort?: number;
  readonly SSLCertificateId?: string;
}

interface HealthCheck {
  readonly Target?: string;
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly UnhealthyThreshold?: number;
  readonly HealthyThreshold?: number;
}

interface Attributes {
  readonly CrossZoneLoadBalancing?: { readonly Enabled?: boolean };
  readonly AccessLog?: {
    readonly Enabled?: boolean;
    readonly S3BucketName?: string;
    readonly EmitInterval?: number;
    readonly S3BucketPrefix?: string;
  };
  readonly ConnectionDraining?: { readonly Enabled?: boolean; readonly Timeout?: number };
  readonly ConnectionSettings?: { readonly IdleTimeout?: number };
  readonly AdditionalAttributes?: readonly { readonly Key?: string; readonly Value?: string }[];
}

const attributesOf = ({ attributes }: InventoryResource) => (attributes.Attributes ?? {}) as Attributes;

const desyncMode = (resource: InventoryResource): string | undefined =>
  attributesOf(resource).AdditionalAttributes?.find(({ Key }) => Key === "elb.http.desyncmitigationmode")?.Value;

const listeners = ({ attributes }: InventoryResource): Value =>
  ((attributes.ListenerDescriptions ?? []) as readonly { readonly Listener?: Listener }[])
    .flatMap(({ Listener }) => (Listener ? [Listener] : []))
    .sort((a, b) => (a.LoadBalancerPort ?? 0) - (b.LoadBalancerPort ?? 0))
    .map((each) => ({
      lb_port: each.LoadBalancerPort ?? 0,
      lb_protocol: (each.Protocol ?? "").toLowerCase(),
      instance_port: each.InstancePort ?? 0,
      instance_protocol: (each.InstanceProtocol ?? each.Protocol ?? "").toLowerCase(),
      ...(each.SSLCertificateId && { ssl_certificate_id: each.SSLCertificateId }),
    }));

const healthCheck = ({ attributes }: InventoryResource): Value | undefined => {
  const { Target, Interval, Timeout, UnhealthyThreshold, HealthyThreshold } = (attributes.HealthCheck ??
    {}) as HealthCheck;
  if (Target === undefined) return undefined;
  return {
    target: Target,
    interval: Interval ?? null,
    timeout: Timeout ?? null,
    unhealthy_threshold: UnhealthyThreshold ?? null,
    healthy_threshold: HealthyThreshold ?? null,
  };
};

const accessLogs = (resource: InventoryResource): Value | undefined => {
  const { Enabled, S3BucketName, EmitInterval, S3BucketPrefix } = attributesOf(resource).AccessLog ?? {};
  if (!Enabled || !S3BucketName) return undefined;
  return {
    bucket: S3BucketName,
    interval: EmitInterval ?? 60,
    ...(S3BucketPrefix && { bucket_prefix: S3BucketPrefix }),
  };
};

const classicLoadBalancer: AdoptionRule = {
  type: "aws_elb",
  layer: "legacy",
  label: (resource) => resource.id,
  configuration: (resource, { refs, isOwned }) => {
    const { CrossZoneLoadBalancing, ConnectionDraining, ConnectionSettings } = attributesOf(resource);
    return {
      name: resource.id,
      internal: unless(text(resource, "Scheme") === "internal", false),
      subnets: refs("subnets"),
      security_groups: refs("security_groups"),
      // Membership is kept here: attachments of single instances cannot be imported. An auto scaling group keeps its own.
      instances: isOwned("instances", "autoscaling") ? undefined : refs("instances"),
      listener: listeners(resource),
      health_check: healthCheck(resource),
      access_logs: accessLogs(resource),
      // The provider's default is true, what the API makes is false.
      cross_zone_load_balancing: CrossZoneLoadBalancing?.Enabled,
      idle_timeout: ConnectionSettings?.IdleTimeout,
      connection_draining: ConnectionDraining?.Enabled,
      connection_draining_timeout: ConnectionDraining?.Timeout,
      desync_mitigation_mode: desyncMode(resource),
      tags: tagsArgument(resource),
    };
  },
  ignored: (resource) => {
    const { CrossZoneLoadBalancing, ConnectionDraining, ConnectionSettings } = attributesOf(resource);
    const silent = [
      ...(CrossZoneLoadBalancing?.Enabled === undefined ? ["cross_zone_load_balancing"] : []),
      ...(ConnectionSettings?.IdleTimeout === undefined ? ["idle_timeout"] : []),
      ...(ConnectionDraining?.Enabled === undefined ? ["connection_draining"] : []),
      ...(ConnectionDraining?.Timeout === undefined ? ["connection_draining_timeout"] : []),
      ...(desyncMode(resource) === undefined ? ["desync_mitigation_mode"] : []),
    ];
    return silent.length > 0
      ? { attributes: silent, reason: "AWS did not tell it, so its present value is not known" }
      : undefined;
  },
};

const cookiePolicy: AdoptionRule = {
  type: "aws_app_cookie_stickiness_policy",
  layer: "legacy",
  label: (resource, of) => `${of("load_balancer")} ${text(resource, "PolicyName")}`,
  unfit: (resource) =>
    resource.attributes.Port === undefined ? "no listener uses it, and the provider knows it by a listener" : undefined,
  configuration: (resource, { ref }) => ({
    load_balancer: ref("load_balancer"),
    lb_port: number(resource, "Port"),
    name: text(resource, "PolicyName"),
    cookie_name: text(resource, "CookieName"),
  }),
};

export const elb: readonly AdoptionRule[] = [classicLoadBalancer, cookiePolicy];
