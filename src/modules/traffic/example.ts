/** A name of which a tenth of the clients try the new load balancer, while every service still runs on the old instances. */
export const example = {
  name: "example-prod-app",
  zone_id: "Z0123456789ABC",
  record_name: "app.example.com",
  legacy: { dns_name: "web-1234567890.eu-west-1.elb.amazonaws.com", zone_id: "Z32O12XQLNTSW2" },
  next: { dns_name: "example-prod-1234567890.eu-west-1.elb.amazonaws.com", zone_id: "Z32O12XQLNTSW2" },
  dns_weights: { legacy: 90, next: 10 },
  listener_arn:
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/example-prod/1234567890123456/1234567890123456",
  routes: {
    app: {
      priority: 10,
      hosts: ["app.example.com"],
      legacy_target_group_arn:
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/example-prod-legacy/1234567890123456",
      next_target_group_arn:
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/example-prod-app/1234567890123456",
      legacy_weight: 100,
      next_weight: 0,
    },
  },
};
