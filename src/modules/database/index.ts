import { expression } from "../../core/expressions.js";
import { defineModule } from "../../core/module.js";
import { declareCluster } from "./cluster.js";
import { inputs, outputs, rules } from "./contract.js";
import { example } from "./example.js";
import { declareInstance } from "./instance.js";
import { declareLogGroups, declareSurroundings } from "./surroundings.js";

/**
 * One relational database: an instance with a standby, or an Aurora Serverless v2 cluster, that named groups reach on its port.
 *
 * Costs in eu-west-1 (AWS price list, 2026): a db.t4g.medium with a standby about $106 a month, its storage $0.254 a GiB; Aurora
 * Serverless v2 $0.14 a capacity unit and hour; the secret $0.40 a month.
 */
export const database = defineModule({
  name: "database",
  description:
    "One relational database: an instance with a standby, or an Aurora Serverless v2 cluster, that named groups reach on its port.",
  inputs,
  outputs,
  rules,
  example,
  build(scope, seen) {
    const surroundings = declareSurroundings(scope, seen);
    const logs = declareLogGroups(scope, seen);
    const instances = declareInstance(scope, seen, surroundings, logs.all);
    const clusters = declareCluster(scope, seen, surroundings, logs.all);
    const instance = () => instances.get("instance");
    const cluster = () => clusters.get("aurora");
    const secret = "master_user_secret[0].secret_arn";
    return {
      endpoint: seen.aurora.either(
        () => cluster().endpoint,
        () => instance().address,
      ),
      port: seen.port,
      database_arn: seen.aurora.either(
        () => cluster().arn,
        () => instance().arn,
      ),
      resource_id: seen.aurora.either(
        () => cluster().clusterResourceId,
        () => instance().resourceId,
      ),
      security_group_id: surroundings.group.id,
      client_security_group_id: surroundings.clients.id,
      secret_arn: seen.aurora.either(
        () => expression((write) => write(cluster().interpolationForAttribute(secret))),
        () => expression((write) => write(instance().interpolationForAttribute(secret))),
      ),
    };
  },
});
