import { defineModule } from "../../core/module.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareFirewall } from "./firewall.js";
import { declareListeners } from "./listeners.js";
import { declareLoadBalancer } from "./load-balancer.js";

/**
 * What the public reaches: an application load balancer behind a web firewall, with its logs, listeners, routes and groups of targets.
 *
 * Costs in eu-west-1 (AWS price list, 2026): the load balancer about $18 a month and $5.80 a unit of capacity; its addresses $3.60
 * a month and zone; the firewall $5 a month, $1 a rule, $0.60 a million requests.
 */
export const edge = defineModule({
  name: "edge",
  description:
    "What the public reaches: a load balancer behind a web firewall, with logs, listeners, routes and target groups.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const balancer = declareLoadBalancer(scope, seen);
    const { https, targetGroups } = declareListeners(scope, seen, balancer);
    const acl = declareFirewall(scope, seen, balancer);
    return {
      load_balancer_arn: balancer.lb.arn,
      load_balancer_arn_suffix: balancer.lb.arnSuffix,
      dns_name: balancer.lb.dnsName,
      zone_id: balancer.lb.zoneId,
      https_listener_arn: https.arn,
      security_group_id: balancer.group.id,
      target_security_group_id: balancer.targets.id,
      target_group_arns: seen.target_groups.map((round) => targetGroups.at(round).arn),
      target_group_arn_suffixes: seen.target_groups.map((round) => targetGroups.at(round).arnSuffix),
      web_acl_arn: acl.arn,
    };
  },
});
