import type { Environment } from "../config/load.js";
import { at } from "../core/outputs.js";
import { agentParameter, startingAgent } from "../domain/agent-start.js";
import { targetGroupAlarms } from "../domain/alarms.js";
import { environmentName, shortened } from "../domain/names.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs } from "../modules/compute/contract.js";
import { compute as computeModule } from "../modules/compute/index.js";
import { outputs as edgeOutputs } from "../modules/edge/contract.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { cache } from "./cache.js";
import { database } from "./database.js";
import { defineLayer } from "./layer.js";

/** The instances of the one service that runs on them. */
export const compute = defineLayer({
  name: "compute",
  description: "Instances of a service that is not split yet",
  outputs,
  after: ({ environment }) => [
    "bootstrap",
    "foundation",
    "network",
    "edge",
    ...(environment.compute?.databases.length ? ["database"] : []),
    ...(environment.compute?.caches.length ? ["cache"] : []),
  ],
  isIn: ({ environment }) => environment.compute !== null && environment.edge !== null,
  declare: (root, { environment }) => {
    const { organization, name, partition, zones, tags, compute, services } = environment;
    const service = compute && services[compute.service];
    if (!compute || !service) throw new Error("the compute layer is declared only where its service is configured");
    const { vpc_id, private_subnet_ids } = root.read("network", networkOutputs, "vpc_id", "private_subnet_ids");
    const foundation = root.read("foundation", foundationOutputs, "data_key_arn", "permissions_boundary_arn");
    const edge = root.read("edge", edgeOutputs, "target_security_group_id", "target_group_arns");
    const groups =
      compute.databases.length > 0
        ? root.read("database", database.outputs, "client_security_group_ids").client_security_group_ids
        : {};
    const cacheGroups =
      compute.caches.length > 0
        ? root.read("cache", cache.outputs, "client_security_group_ids").client_security_group_ids
        : {};
    return root.call("compute", computeModule, {
      name: shortened(`${organization}-${name}-${compute.service}`, 48),
      partition,
      vpc_id,
      subnet_ids: zones.map((zone) => at(private_subnet_ids, `private_${zoneLetter(zone)}`)),
      image_id: compute.imageId,
      root_device_name: compute.rootDeviceName,
      root_volume_gib: compute.rootVolumeGib,
      instance_types: Object.fromEntries(
        compute.instanceTypes.map((type, index) => [`t${index}`, { instance_type: type }]),
      ),
      user_data_base64: Buffer.from(
        startingAgent(compute.userData, agentParameter(environmentName(organization, name))),
      ).toString("base64"),
      data_key_arn: foundation.data_key_arn,
      permissions_boundary_arn: foundation.permissions_boundary_arn,
      port: service.port,
      further_security_group_ids: [
        edge.target_security_group_id,
        ...compute.databases.map((key) => at(groups, key)),
        ...compute.caches.map((key) => at(cacheGroups, key)),
      ],
      target_group_arns: [at(edge.target_group_arns, compute.service)],
      rollback: { alarm_names: rollbackAlarms(environment, compute.service) },
      min_size: compute.minSize,
      max_size: compute.maxSize,
      schedules: Object.fromEntries(
        Object.entries(compute.schedules).map(([key, { cron, minSize, maxSize, desired }]) => [
          key,
          { recurrence: cron, min_size: minSize, max_size: maxSize, desired_capacity: desired },
        ]),
      ),
      tags: { ...tags, service: compute.service, "data-class": service.dataClass },
    });
  },
});

/** The alarms of the service that take a rollout back. Layer `observability` makes them, later: known by their names until then. */
function rollbackAlarms({ organization, name, observability }: Environment, service: string): readonly string[] {
  const alarms = Object.entries(targetGroupAlarms(service, "", "", observability));
  return alarms
    .filter(([, { severity }]) => severity === "critical")
    .map(([key]) => `${environmentName(organization, name)}-${key}`);
}
