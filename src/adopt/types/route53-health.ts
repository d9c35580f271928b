import { block } from "../answer.js";
import { type AdoptionRule, flag, tagsArgument, text, unless } from "../rule.js";

const healthCheck: AdoptionRule = {
  type: "aws_route53_health_check",
  layer: "inherited",
  label: (resource) => text(resource, "FullyQualifiedDomainName") ?? "",
  configuration: (resource) => ({
    ...block(
      resource.attributes,
      [
        "Type",
        ["IPAddress", "ip_address"],
        "Port",
        "ResourcePath",
        ["FullyQualifiedDomainName", "fqdn"],
        "SearchString",
        "RequestInterval",
        "FailureThreshold",
        ["HealthThreshold", "child_health_threshold"],
        ["ChildHealthChecks", "child_healthchecks"],
        "Regions",
        ["AlarmIdentifier.Name", "cloudwatch_alarm_name"],
        ["AlarmIdentifier.Region", "cloudwatch_alarm_region"],
        "InsufficientDataHealthStatus",
        "RoutingControlArn",
      ],
      {
        measure_latency: unless(flag(resource, "MeasureLatency"), false),
        invert_healthcheck: unless(flag(resource, "Inverted"), false),
        disabled: unless(flag(resource, "Disabled"), false),
      },
    ),
    tags: tagsArgument(resource),
  }),
};

export const route53Health: readonly AdoptionRule[] = [healthCheck];
