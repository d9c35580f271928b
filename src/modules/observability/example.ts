/** A service's log with the errors in it counted, one alarm that tells at once, and one that waits. */
export const example = {
  name: "example-dev",
  logs_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012",
  log_groups: { shop: { name: "/example/dev/shop", retention_days: 30 } },
  metric_filters: { shop_errors: { log_group: "shop", pattern: '{ $.level = "error" }' } },
  alarms: {
    shop_errors: {
      description: "shop logs errors",
      severity: "warning",
      namespace: "example-dev",
      metric_name: "shop_errors",
      statistic: "Sum",
      comparison: "GreaterThanThreshold",
      threshold: 10,
    },
    shop_latency: {
      description: "One request to shop in a hundred waits too long",
      severity: "critical",
      namespace: "AWS/ApplicationELB",
      metric_name: "TargetResponseTime",
      percentile: "p99",
      dimensions: { LoadBalancer: "app/example-dev/0123456789abcdef" },
      comparison: "GreaterThanThreshold",
      threshold: 1,
    },
  },
  alarm_groups: { shop: { description: "Something about shop is not as it should be", warnings: ["shop_errors"] } },
  critical_topic_arns: ["arn:aws:sns:eu-west-1:123456789012:example-dev-alarms"],
};
