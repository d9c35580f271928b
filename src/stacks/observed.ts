import type { Environment } from "../config/load.js";
import { at } from "../core/outputs.js";
import type { RootStack } from "../core/root-stack.js";
import {
  type Alarms,
  canaryAlarms,
  certificateAlarms,
  fleetAlarms,
  loadBalancerAlarms,
  natGatewayAlarms,
  targetGroupAlarms,
} from "../domain/alarms.js";
import {
  cacheNodeAlarms,
  databaseClusterAlarms,
  databaseInstanceAlarms,
  deadLetterAlarms,
  functionAlarms,
  queueAlarms,
} from "../domain/alarms-of-data.js";
import { environmentName } from "../domain/names.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs as computeOutputs } from "../modules/compute/contract.js";
import { outputs as dnsOutputs } from "../modules/dns/contract.js";
import { outputs as edgeOutputs } from "../modules/edge/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { cacheName } from "./cache.js";
import { databaseName } from "./database.js";
import { legacyTargets } from "./moving.js";

/** What is looked at together: the environment's own things, and each service by itself. */
export interface Area {
  readonly description: string;
  readonly alarms: Alarms;
}

type Balancer = ReturnType<typeof readBalancer>;

/** The alarms of all that an environment has, by area, so that a further service changes no other's. */
export function areasOf(root: RootStack, environment: Environment): Readonly<Record<string, Area>> {
  const balancer = environment.edge ? readBalancer(root) : undefined;
  const own = {
    ...networkAlarms(root, environment),
    ...certificatesAlarms(root, environment),
    ...databasesAlarms(environment),
    ...cachesAlarms(environment),
    ...messagingAlarms(environment),
    ...canariesAlarms(environment),
    ...(balancer && loadBalancerAlarms(balancer.load_balancer_arn_suffix, environment.observability.errorsPerMinute)),
  };
  const ofServices = Object.keys(environment.services).map((service) => {
    const description = `Something about ${service} is not as it should be`;
    return [
      `service_${service}`,
      { description, alarms: serviceAlarms(root, environment, service, balancer) },
    ] as const;
  });
  const old = environment.traffic && balancer && targetsAlarms(environment, legacyTargets, balancer);
  return {
    ...(old && {
      [legacyTargets]: { description: "Something about the adopted instances is not as it should be", alarms: old },
    }),
    environment: { description: "Something about the environment is not as it should be", alarms: own },
    ...Object.fromEntries(ofServices),
  };
}

const readBalancer = (root: RootStack) =>
  root.read("edge", edgeOutputs, "load_balancer_arn_suffix", "target_group_arn_suffixes");

/** One table of alarms of several. */
const together = (alarms: readonly Alarms[]): Alarms => Object.assign({}, ...alarms);

function networkAlarms(root: RootStack, { network }: Environment): Alarms {
  const { nat_gateway_ids } = root.read("network", networkOutputs, "nat_gateway_ids");
  const keys = network.natGatewayZones.map(zoneLetter).sort();
  return together(keys.map((key) => natGatewayAlarms(key, at(nat_gateway_ids, key))));
}

function certificatesAlarms(root: RootStack, { dns, observability }: Environment): Alarms {
  const keys = Object.keys(dns.certificates);
  if (keys.length === 0) return {};
  const { certificate_arns } = root.read("dns", dnsOutputs, "certificate_arns");
  return together(keys.map((key) => certificateAlarms(key, at(certificate_arns, key), observability.certificateDays)));
}

function serviceAlarms(
  root: RootStack,
  environment: Environment,
  service: string,
  balancer: Balancer | undefined,
): Alarms {
  const { compute, services } = environment;
  const isBehind = services[service]?.runtime !== "function";
  return {
    ...(isBehind && balancer && targetsAlarms(environment, service, balancer)),
    ...(compute?.service === service && instanceAlarms(root, compute)),
  };
}

const targetsAlarms = ({ observability }: Environment, targets: string, balancer: Balancer): Alarms =>
  targetGroupAlarms(
    targets,
    balancer.load_balancer_arn_suffix,
    at(balancer.target_group_arn_suffixes, targets),
    observability,
  );

function instanceAlarms(root: RootStack, { service, minSize }: NonNullable<Environment["compute"]>): Alarms {
  const { group_name } = root.read("compute", computeOutputs, "group_name");
  return fleetAlarms(service, group_name, minSize);
}

function databasesAlarms(environment: Environment): Alarms {
  const { databases, observability } = environment;
  const connections = observability.databaseConnections;
  return together(
    Object.entries(databases).map(([key, { size }]) => {
      const identifier = databaseName(environment, key);
      return size.kind === "instance"
        ? databaseInstanceAlarms(key, identifier, { storageGib: size.storageGib, connections })
        : databaseClusterAlarms(key, identifier, { connections });
    }),
  );
}

const cachesAlarms = (environment: Environment): Alarms =>
  together(
    Object.entries(environment.caches).flatMap(([key, { nodes }]) =>
      Array.from({ length: nodes }, (_, index) => cacheNodeAlarms(key, cacheName(environment, key), index + 1)),
    ),
  );

const canariesAlarms = (environment: Environment): Alarms =>
  together(
    Object.entries(environment.observability.canaries).map(([key, { everyMinutes }]) =>
      canaryAlarms(key, canaryName(environment, key), everyMinutes),
    ),
  );

/** What CloudWatch Synthetics calls a canary; the module makes it of the environment's name and the key. */
const canaryName = ({ organization, name }: Environment, key: string) =>
  `${environmentName(organization, name)}-${key}`;

function messagingAlarms({ observability: { functions, queues } }: Environment): Alarms {
  return together([
    ...Object.entries(functions).map(([key, name]) => functionAlarms(key, name)),
    ...Object.entries(queues).map(([key, { name, holds, oldestSeconds }]) =>
      holds === "work" ? queueAlarms(key, name, oldestSeconds) : deadLetterAlarms(key, name),
    ),
  ]);
}
