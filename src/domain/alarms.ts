/** How soon somebody must look: at once, or in the hours of work. */
export type Severity = "critical" | "warning";

/** A metric and the bound that it should not cross. */
export interface Alarm {
  readonly description: string;
  readonly severity: Severity;
  readonly namespace: string;
  readonly metric: string;
  /** Average, Sum and so on, or a percentile, e.g. p99. */
  readonly statistic: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly comparison: "above" | "below";
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Periods in a row that the bound is crossed in. */
  readonly periods: number;
  /** Whether silence means that something is wrong. */
  readonly silenceIsBad: boolean;
}

export type Alarms = Readonly<Record<string, Alarm>>;

type Given = Pick<Alarm, "description" | "severity" | "metric" | "threshold"> & Partial<Alarm>;

/** Alarms of one resource: what they have in common, then each with what is its own; keys are prefixed. */
export function alarmsOf(
  prefix: string,
  common: Pick<Alarm, "namespace" | "dimensions">,
  each: Readonly<Record<string, Given>>,
): Alarms {
  const usual = { statistic: "Sum", comparison: "above", periodSeconds: 60, periods: 5, silenceIsBad: false } as const;
  return Object.fromEntries(
    Object.entries(each).map(([key, given]) => [`${prefix}_${key}`, { ...usual, ...common, ...given }]),
  );
}

/** Alarms of a canary: what users do fails, or nothing tries it any more. */
export const canaryAlarms = (key: string, name: string, everyMinutes: number): Alarms =>
  alarmsOf(
    `canary_${key}`,
    { namespace: "CloudWatchSynthetics", dimensions: { CanaryName: name } },
    {
      fails: {
        description: "What users do fails",
        severity: "critical",
        metric: "SuccessPercent",
        statistic: "Average",
        comparison: "below",
        threshold: 90,
        // At least three runs, in a period that CloudWatch takes.
        periodSeconds: everyMinutes <= 5 ? 900 : 10_800,
        periods: 1,
        silenceIsBad: true,
      },
    },
  );

/** Alarms of an application load balancer (Elastic Load Balancing user guide, "CloudWatch metrics"). */
export const loadBalancerAlarms = (arnSuffix: string, errorsPerMinute: number): Alarms =>
  alarmsOf(
    "load_balancer",
    { namespace: "AWS/ApplicationELB", dimensions: { LoadBalancer: arnSuffix } },
    {
      errors: {
        description: "The load balancer itself answers with errors: it finds no target that is well",
        severity: "critical",
        metric: "HTTPCode_ELB_5XX_Count",
        threshold: errorsPerMinute,
        periods: 3,
      },
      rejected: {
        description: "The load balancer refuses connections",
        severity: "critical",
        metric: "RejectedConnectionCount",
        threshold: 0,
      },
    },
  );

/** Alarms of one service behind a load balancer. */
export const targetGroupAlarms = (
  service: string,
  loadBalancerSuffix: string,
  targetGroupSuffix: string,
  { errorsPerMinute, latencySeconds }: { readonly errorsPerMinute: number; readonly latencySeconds: number },
): Alarms =>
  alarmsOf(
    `service_${service}`,
    {
      namespace: "AWS/ApplicationELB",
      dimensions: { LoadBalancer: loadBalancerSuffix, TargetGroup: targetGroupSuffix },
    },
    {
      errors: {
        description: `${service} answers with errors`,
        severity: "critical",
        metric: "HTTPCode_Target_5XX_Count",
        threshold: errorsPerMinute,
      },
      latency: {
        description: `One request to ${service} in a hundred waits too long`,
        severity: "warning",
        metric: "TargetResponseTime",
        statistic: "p99",
        threshold: latencySeconds,
      },
      unwell: {
        description: `Some targets of ${service} are not well`,
        severity: "warning",
        metric: "UnHealthyHostCount",
        statistic: "Maximum",
        threshold: 0,
      },
      none_well: {
        description: `No target of ${service} is well`,
        severity: "critical",
        metric: "HealthyHostCount",
        statistic: "Maximum",
        comparison: "below",
        threshold: 1,
        periods: 2,
        silenceIsBad: true,
      },
    },
  );

/** Alarms of an auto scaling group; memory and disk as the CloudWatch agent reports them. */
export const fleetAlarms = (service: string, groupName: string, minSize: number): Alarms => {
  const dimensions = { AutoScalingGroupName: groupName };
  return {
    ...alarmsOf(
      `instances_${service}`,
      { namespace: "AWS/AutoScaling", dimensions },
      {
        too_few: {
          description: `${service} has fewer instances than it needs`,
          severity: "critical",
          metric: "GroupInServiceInstances",
          statistic: "Minimum",
          comparison: "below",
          threshold: minSize,
          silenceIsBad: true,
        },
      },
    ),
    ...alarmsOf(
      `instances_${service}`,
      { namespace: "AWS/EC2", dimensions },
      {
        cpu: {
          description: `The instances of ${service} are busy, and no more come`,
          severity: "warning",
          metric: "CPUUtilization",
          statistic: "Average",
          threshold: 85,
          periods: 15,
        },
      },
    ),
    ...alarmsOf(
      `instances_${service}`,
      { namespace: "CWAgent", dimensions },
      {
        memory: {
          description: `An instance of ${service} has hardly any memory left`,
          severity: "warning",
          metric: "mem_used_percent",
          statistic: "Maximum",
          threshold: 90,
        },
        disk: {
          description: `A disk of ${service} is nearly full`,
          severity: "critical",
          metric: "disk_used_percent",
          statistic: "Maximum",
          threshold: 85,
        },
      },
    ),
  };
};

/** Alarms of a NAT gateway (VPC user guide, "Monitor NAT gateways"). */
export const natGatewayAlarms = (key: string, id: string): Alarms =>
  alarmsOf(
    `nat_${key}`,
    { namespace: "AWS/NATGateway", dimensions: { NatGatewayId: id } },
    {
      ports: {
        description: "The NAT gateway has no port left for a new connection",
        severity: "critical",
        metric: "ErrorPortAllocation",
        threshold: 0,
      },
      drops: {
        description: "The NAT gateway drops packets",
        severity: "warning",
        metric: "PacketsDropCount",
        threshold: 100,
      },
    },
  );

/** An alarm of a certificate that was not renewed; ACM renews 60 days before the end. */
export const certificateAlarms = (key: string, arn: string, days: number): Alarms =>
  alarmsOf(
    `certificate_${key}`,
    { namespace: "AWS/CertificateManager", dimensions: { CertificateArn: arn } },
    {
      expiry: {
        description: "The certificate ends soon and was not renewed: look at its validation records",
        severity: "critical",
        metric: "DaysToExpiry",
        statistic: "Minimum",
        comparison: "below",
        threshold: days,
        periodSeconds: 86_400,
        periods: 1,
      },
    },
  );
