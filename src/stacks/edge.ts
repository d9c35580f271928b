import type { Environment } from "../config/load.js";
import { noSuchAdopted } from "../core/errors.js";
import { at } from "../core/outputs.js";
import type { RootStack } from "../core/root-stack.js";
import { shortened } from "../domain/names.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs as dnsOutputs } from "../modules/dns/contract.js";
import { outputs } from "../modules/edge/contract.js";
import { edge as edgeModule } from "../modules/edge/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { legacy } from "./adopted.js";
import { defineLayer, type LayerContext } from "./layer.js";
import { legacyTargets, routesOf } from "./moving.js";

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
  after: ({ environment }) => [
    "bootstrap",
    "foundation",
    ...(environment.traffic ? [legacy.name] : []),
    "network",
    "dns",
  ],
  isIn: ({ environment }) => environment.edge !== null,
  declare: (root, context) => {
    const { environment } = context;
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
      ...targets(root, context),
      ...firewall(edge),
      tags: { ...tags },
    });
  },
});

/** Target groups of services and of adopted instances, with the routes of services. */
function targets(root: RootStack, context: LayerContext) {
  const { services, routes, ports } = servicesOf(context.environment);
  const old = legacyOf(root, context);
  return {
    target_ports: ports,
    target_groups: { ...services, ...old?.target_groups },
    routes,
    ...(old && { targets: old.targets, target_security_groups: old.target_security_groups }),
  };
}

/** A target group for each service of the environment, and its routes but those of a name that moves, which are `traffic`'s. */
function servicesOf(environment: Environment) {
  const { organization, name, services, traffic } = environment;
  const groups = Object.entries(services).filter(([, { runtime }]) => runtime !== "function");
  const ports = [...new Set(groups.map(([, { port }]) => port))].sort((a, b) => a - b);
  return {
    ports: Object.fromEntries(ports.map((port) => [`port_${port}`, { port }])),
    services: Object.fromEntries(
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
      routesOf(environment)
        .filter(({ host }) => host !== traffic?.name)
        .map(({ key, service, host, paths, priority }) => [
          key,
          { priority, hosts: [host], paths, target_group: service },
        ]),
    ),
  };
}

/** The adopted instances that a name moves away from, as targets of their own; `traffic` lets the load balancer in. */
function legacyOf(root: RootStack, { environment, adoption }: LayerContext) {
  const { organization, name, traffic } = environment;
  if (!traffic) return undefined;
  const { instances, securityGroup, port, healthCheckPath } = traffic.legacy;
  const found = adoption?.roots.legacy.outputs ?? {};
  const known = {
    instances: Object.keys(found.instance_ids ?? {}),
    groups: Object.keys(found.security_group_ids ?? {}),
  };
  const missing = instances.findIndex((each) => !known.instances.includes(each));
  if (missing >= 0) {
    const field = `traffic.legacy.instances[${missing}]`;
    throw noSuchAdopted(name, "instance that goes", field, instances[missing] ?? "", known.instances);
  }
  if (!known.groups.includes(securityGroup))
    throw noSuchAdopted(name, "security group that goes", "traffic.legacy.securityGroup", securityGroup, known.groups);
  const { instance_ids, security_group_ids } = root.read(
    legacy.name,
    legacy.outputs,
    "instance_ids",
    "security_group_ids",
  );
  return {
    target_groups: {
      [legacyTargets]: {
        name: shortened(`${organization}-${name}-legacy-instances`, 32),
        port,
        protocol: "HTTP",
        target_type: "instance",
        health_check_path: healthCheckPath,
      },
    },
    targets: Object.fromEntries(
      instances.map((each) => [each, { target_group: legacyTargets, target_id: at(instance_ids, each) }]),
    ),
    target_security_groups: {
      [legacyTargets]: { security_group_id: at(security_group_ids, securityGroup), port },
    },
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
