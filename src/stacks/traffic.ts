import { importInto } from "../core/blocks.js";
import { at } from "../core/outputs.js";
import { shortened } from "../domain/names.js";
import { dnsWeights, listenerWeights } from "../domain/traffic.js";
import { outputs as edgeOutputs } from "../modules/edge/contract.js";
import { outputs } from "../modules/traffic/contract.js";
import { traffic as trafficModule } from "../modules/traffic/index.js";
import { inherited, legacy } from "./adopted.js";
import { defineLayer } from "./layer.js";
import { legacyTargets, movedRecord, movingRecord, routesOf } from "./moving.js";

/** The name that moves, taken over from `inherited` as it stands, and the routes whose requests move behind it. */
export const traffic = defineLayer({
  name: "traffic",
  description: "Record and routes of a name that moves",
  outputs,
  after: () => ["bootstrap", inherited.name, legacy.name, "edge"],
  isIn: ({ environment }) => environment.traffic !== null,
  declare: (root, context) => {
    const { environment } = context;
    const { organization, name, tags, traffic } = environment;
    const record = movingRecord(context);
    if (!traffic || !record) throw new Error("the traffic layer is declared only where a name moves");
    // Published by the apply that gives the record up: without it a plan fails here, before it could import what another state has.
    const { handed_over } = root.read(inherited.name, inherited.outputs, "handed_over");
    const { security_group_ids } = root.read(legacy.name, legacy.outputs, "security_group_ids");
    const edge = root.read(
      "edge",
      edgeOutputs,
      "dns_name",
      "zone_id",
      "https_listener_arn",
      "security_group_id",
      "target_group_arns",
    );
    const weights = dnsWeights(traffic.move);
    importInto(root, movedRecord, record.importId);
    return root.call("traffic", trafficModule, {
      name: shortened(`${organization}-${name}-${traffic.name.split(".")[0]}`, 40),
      zone_id: at(handed_over, traffic.name),
      record_name: traffic.name,
      legacy: {
        dns_name: record.alias.name,
        zone_id: record.alias.zone_id,
        // With a weight, a side must count only while it is well.
        evaluate_target_health: weights ? true : record.alias.evaluate_target_health,
      },
      next: { dns_name: edge.dns_name, zone_id: edge.zone_id },
      ...(weights && { dns_weights: weights }),
      health_check_path: traffic.healthCheckPath,
      listener_arn: edge.https_listener_arn,
      routes: Object.fromEntries(
        routesOf(environment)
          .filter(({ host }) => host === traffic.name)
          .map(({ key, service, host, paths, priority }) => {
            const { legacy: old, next } = listenerWeights(traffic.move, service);
            return [
              key,
              {
                priority,
                hosts: [host],
                paths,
                legacy_target_group_arn: at(edge.target_group_arns, legacyTargets),
                next_target_group_arn: at(edge.target_group_arns, service),
                legacy_weight: old,
                next_weight: next,
              },
            ];
          }),
      ),
      admissions: {
        [legacyTargets]: {
          security_group_id: at(security_group_ids, traffic.legacy.securityGroup),
          from_security_group_id: edge.security_group_id,
          port: traffic.legacy.port,
        },
      },
      tags: { ...tags },
    });
  },
});
