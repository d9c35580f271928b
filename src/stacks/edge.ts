import type { Environment } from "../config/load.js";
import { at } from "../core/outputs.js";
import { shortened } from "../domain/names.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs as dnsOutputs } from "../modules/dns/contract.js";
import { outputs } from "../modules/edge/contract.js";
import { edge as edgeModule } from "../modules/edge/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { defineLayer } from "./layer.js";

/** AWS's groups in the order in which they look at a request, those that cost least first. */
const managedRules = {
  reputation: "AWSManagedRulesAmazonIpReputationList",
  anonymous: "AWSManagedRulesAnonymousIpList",
  common: "AWSManagedRulesCommonRuleSet",
  known_bad_inputs: "AWSManagedRulesKnownBadInputsRuleSet",
  sql_injection: "AWSManagedRulesSQLiRuleSet",
};

/** What the public reaches. */
export const edge = defineLayer({
  name: "edge",
  description: "Load balancer, web firewall, routes",
  outputs,
  after: () => ["bootstrap", "foundation", "network", "dns"],
  isIn: ({ environment }) => environment.edge !== null,
  declare: (root, { environment }) => {
    const { organization, name, accountId, region, partition, zones, tags, edge } = environment;
    if (!edge) throw new Error("the edge layer is declared only where it is configured");
    const { vpc_id, public_subnet_ids } = root.read("network", networkOutputs, "vpc_id", "public_subnet_ids");
    const { certificate_arns } = root.read("dns", dnsOutputs, "certificate_arns");
    const { logs_key_arn } = root.read("foundation", foundationOutputs, "logs_key_arn");
    return root.call("edge", edgeModule, {
      name: shortened(`${organization}-${name}`, 20),
      account_id: accountId,
      region,
      partition,
      vpc_id,
      subnet_ids: zones.map((zone) => at(public_subnet_ids, `public_${zoneLetter(zone)}`)),
      certificate_arn: at(certificate_arns, edge.certificate),
      log_bucket_name: `${organization}-${name}-edge-${accountId}`,
      log_retention_days: edge.logRetentionDays,
      log_key_arn: logs_key_arn,
      deletion_protection: edge.isProtected,
      clients: Object.fromEntries(Object.entries(edge.clients).map(([key, cidr]) => [key, { cidr_block: cidr }])),
      ...services(environment),
      ...firewall(edge),
      tags: { ...tags },
    });
  },
});

/** A target group for each service of the environment, and its routes. */
function services({ organization, name, dns, services }: Environment) {
  const groups = Object.entries(services).filter(([, { runtime }]) => runtime !== "function");
  const ports = [...new Set(groups.map(([, { port }]) => port))].sort((a, b) => a - b);
  return {
    target_ports: Object.fromEntries(ports.map((port) => [`port_${port}`, { port }])),
    target_groups: Object.fromEntries(
      groups.map(([key, { port, protocol, runtime, healthCheckPath }]) => [
        key,
        {
          name: shortened(`${organization}-${name}-${key}`, 32),
          port,
          protocol,
          target_type: runtime === "virtual-machine" ? "instance" : "ip",
          health_check_path: healthCheckPath,
        },
      ]),
    ),
    routes: Object.fromEntries(
      groups.flatMap(([key, { routes }]) =>
        routes.map(({ host, paths, priority }, index) => [
          index === 0 ? key : `${key}_${index}`,
          { priority, hosts: [host ? `${host}.${dns.domain}` : dns.domain], paths, target_group: key },
        ]),
      ),
    ),
  };
}

function firewall({ firewall: action, rateLimits, blockedCountries }: NonNullable<Environment["edge"]>) {
  const limits = Object.entries(rateLimits);
  return {
    managed_rules: Object.fromEntries(
      Object.entries(managedRules).map(([key, name], index) => [
        key,
        // What this group knows is never a client's request, so it blocks from the first day.
        { name, priority: (index + 1) * 10, action: key === "known_bad_inputs" ? "block" : action },
      ]),
    ),
    rate_limits: Object.fromEntries(
      limits.map(([key, { limit, pathPrefix }], index) => [
        key,
        { priority: 100 + index * 10, limit, action, ...(pathPrefix !== null && { path_prefix: pathPrefix }) },
      ]),
    ),
    ...(blockedCountries.length > 0 && { blocked_countries: { codes: blockedCountries } }),
  };
}
