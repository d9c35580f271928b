import { defineModule } from "../../core/module.js";
import { declareClientGroup } from "../../parts/client-group.js";
import { inputs, outputs } from "./contract.js";
import { example } from "./example.js";
import { declareReplicationGroup } from "./replication-group.js";
import { declareUsers } from "./users.js";

/**
 * One Valkey cache: a primary with replicas in other zones, that its clients reach by TLS on its port and sign in to by IAM.
 *
 * Costs each node's hourly price by its type, and what snapshots hold beyond the first (Amazon ElastiCache pricing).
 */
export const cache = defineModule({
  name: "cache",
  description:
    "One Valkey cache: a primary with replicas in other zones, that its clients reach by TLS on its port and sign in to by IAM.",
  inputs,
  outputs,
  example,
  build(scope, seen) {
    const { group, clients } = declareClientGroup(scope, {
      name: seen.name,
      what: "cache",
      vpcId: seen.vpc_id,
      port: seen.port,
      tags: seen.tags,
    });
    const users = declareUsers(scope, seen);
    const made = declareReplicationGroup(scope, seen, users, group);
    return {
      endpoint: made.primaryEndpointAddress,
      reader_endpoint: made.readerEndpointAddress,
      port: seen.port,
      cache_arn: made.arn,
      user_arns: seen.users.map((round) => users.users.at(round).arn),
      security_group_id: group.id,
      client_security_group_id: clients.id,
    };
  },
});
