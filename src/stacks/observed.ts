import type { Environment } from "../config/load.js";
import { at } from "../core/outputs.js";
import type { RootStack } from "../core/root-stack.js";
import {
  type Alarms,
  certificateAlarms,
  fleetAlarms,
  loadBalancerAlarms,
  natGatewayAlarms,
  targetGroupAlarms,
} from "../domain/alarms.js";
import {
  databaseClusterAlarms,
  databaseInstanceAlarms,
  deadLetterAlarms,
  functionAlarms,
  queueAlarms,
} from "../domain/alarms-of-data.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs as computeOutputs } from "../modules/compute/contract.js";
import { outputs as dnsOutputs } from "../modules/dns/contract.js";
import { outputs as edgeOutputs } from "../modules/edge/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { databaseName } from "./database.js";

/** The alarms of all that an environment has. */
export const alarmsOf = (root: RootStack, environment: Environment): Alarms => ({
  ...networkAlarms(root, environment),
  ...certificatesAlarms(root, environment),
  ...edgeAlarms(root, environment),
  ...computeAlarms(root, environment),
  ...databasesAlarms(environment),
  ...messagingAlarms(environment),
});

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

function edgeAlarms(root: RootStack, { edge, services, observability }: Environment): Alarms {
  if (!edge) return {};
  const read = root.read("edge", edgeOutputs, "load_balancer_arn_suffix", "target_group_arn_suffixes");
  const behind = Object.entries(services).filter(([, { runtime }]) => runtime !== "function");
  return {
    ...loadBalancerAlarms(read.load_balancer_arn_suffix, observability.errorsPerMinute),
    ...together(
      behind.map(([service]) =>
        targetGroupAlarms(
          service,
          read.load_balancer_arn_suffix,
          at(read.target_group_arn_suffixes, service),
          observability,
        ),
      ),
    ),
  };
}

function computeAlarms(root: RootStack, { compute }: Environment): Alarms {
  if (!compute) return {};
  const { group_name } = root.read("compute", computeOutputs, "group_name");
  return fleetAlarms(compute.service, group_name, compute.minSize);
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

function messagingAlarms({ observability: { functions, queues } }: Environment): Alarms {
  return together([
    ...Object.entries(functions).map(([key, name]) => functionAlarms(key, name)),
    ...Object.entries(queues).map(([key, { name, holds, oldestSeconds }]) =>
      holds === "work" ? queueAlarms(key, name, oldestSeconds) : deadLetterAlarms(key, name),
    ),
  ]);
}
