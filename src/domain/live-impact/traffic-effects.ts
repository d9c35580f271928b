import { type Effects, rule } from "./attachment.js";

/** What new objects do to existing load balancers, names and groups of machines. */
export const trafficEffects: Effects = {
  aws_route53_zone_association: rule(
    "vpc_id",
    "answers the zone's names privately in the whole VPC, also those that exist publicly",
  ),
  aws_route53_zone: rule(
    "vpc.vpc_id",
    "answers the zone's names privately in the whole VPC, also those that exist publicly",
  ),
  aws_route53_record: [
    {
      attribute: "zone_id",
      effect: "answers a name of the zone; a wildcard no longer serves it",
      // Names that prove ownership of a domain, as certificates ask for, are nobody's traffic.
      when: ({ name }) => typeof name !== "string" || !name.startsWith("_"),
    },
  ],
  aws_elb_attachment: [
    { attribute: "elb", effect: "sends a share of live requests to the new member" },
    { attribute: "instance", effect: "sends requests to the machine" },
  ],
  aws_elb: rule("instances", "sends requests to the machine"),
  aws_lb_target_group_attachment: [
    { attribute: "target_id", effect: "sends requests to the machine" },
    { attribute: "target_group_arn", effect: "sends a share of live requests to the new member" },
  ],
  aws_lb_listener: [
    { attribute: "load_balancer_arn", effect: "opens a port of a live load balancer" },
    { attribute: "default_action.target_group_arn", effect: "sends requests to the group's targets" },
    { attribute: "default_action.forward.target_group.arn", effect: "sends requests to the group's targets" },
  ],
  aws_lb_listener_certificate: rule("listener_arn", "serves another certificate for its names"),
  aws_lb_listener_rule: [
    { attribute: "listener_arn", effect: "takes matching requests of a live listener" },
    { attribute: "action.target_group_arn", effect: "sends requests to the group's targets" },
    { attribute: "action.forward.target_group.arn", effect: "sends requests to the group's targets" },
  ],
  aws_lb_ssl_negotiation_policy: rule("load_balancer", "changes which clients can open a TLS connection"),
  aws_proxy_protocol_policy: rule("load_balancer", "puts a line before each connection that members must understand"),
  aws_lb_cookie_stickiness_policy: rule("load_balancer", "binds sessions of a live load balancer"),
  aws_app_cookie_stickiness_policy: rule("load_balancer", "binds sessions of a live load balancer"),
  aws_load_balancer_listener_policy: rule("load_balancer_name", "changes the policy of a live listener"),
  aws_load_balancer_backend_server_policy: rule(
    "load_balancer_name",
    "changes how a live load balancer talks to its members",
  ),
  aws_autoscaling_attachment: [
    { attribute: "elb", effect: "sends a share of live requests to the group's machines" },
    { attribute: "lb_target_group_arn", effect: "sends a share of live requests to the group's machines" },
    { attribute: "autoscaling_group_name", effect: "sends requests to the group's machines" },
  ],
  aws_autoscaling_group: [
    { attribute: "load_balancers", effect: "sends a share of live requests to the group's machines" },
    { attribute: "target_group_arns", effect: "sends a share of live requests to the group's machines" },
  ],
  aws_autoscaling_traffic_source_attachment: rule("autoscaling_group_name", "sends requests to the group's machines"),
  aws_autoscaling_lifecycle_hook: rule(
    "autoscaling_group_name",
    "holds each machine that starts or ends until somebody answers",
  ),
  aws_autoscaling_policy: rule("autoscaling_group_name", "starts and ends machines of the group"),
  aws_autoscaling_schedule: rule("autoscaling_group_name", "starts and ends machines of the group"),
  aws_ecs_service: rule("load_balancer.target_group_arn", "sends a share of live requests to the service's tasks"),
  aws_ecs_task_set: [
    { attribute: "load_balancer.target_group_arn", effect: "sends a share of live requests to the set's tasks" },
    { attribute: "load_balancer.load_balancer_name", effect: "sends a share of live requests to the set's tasks" },
  ],
  aws_spot_fleet_request: [
    { attribute: "load_balancers", effect: "sends a share of live requests to the fleet's machines" },
    { attribute: "target_group_arns", effect: "sends a share of live requests to the fleet's machines" },
  ],
  aws_route53_records_exclusive: rule("zone_id", "deletes every record of the zone that it does not name"),
  aws_route53_traffic_policy_instance: rule("hosted_zone_id", "answers a name of the zone"),
  aws_route53_hosted_zone_dnssec: rule(
    "hosted_zone_id",
    "signs the zone: with a wrong chain of trust, its names no longer resolve",
  ),
  aws_wafv2_web_acl_association: rule("resource_arn", "refuses requests by the rules of its ACL"),
  aws_wafregional_web_acl_association: rule("resource_arn", "refuses requests by the rules of its ACL"),
  aws_shield_application_layer_automatic_response: rule("resource_arn", "may refuse requests by itself"),
  aws_codedeploy_deployment_group: [
    { attribute: "autoscaling_groups", effect: "holds each machine that starts until it has a deployment" },
    {
      attribute: "load_balancer_info.target_group_pair_info.prod_traffic_route.listener_arns",
      effect: "moves the listener to other targets with each deployment",
    },
    {
      attribute: "load_balancer_info.target_group_pair_info.test_traffic_route.listener_arns",
      effect: "moves the listener to other targets with each deployment",
    },
  ],
};
