import type { Environment } from "../config/load.js";
import { output } from "../core/contract.js";
import { at } from "../core/outputs.js";
import * as t from "../core/types.js";
import { shortened } from "../domain/names.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs as cacheOutputs } from "../modules/cache/contract.js";
import { cache as cacheModule } from "../modules/cache/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { defineLayer } from "./layer.js";

const byName = (name: keyof typeof cacheOutputs, what: string) =>
  output(t.map(t.string), `${what} by cache.`, cacheOutputs[name].mock);

const outputs = {
  endpoints: byName("endpoint", "Names of the primaries"),
  reader_endpoints: byName("reader_endpoint", "Names for what reads alone"),
  cache_arns: byName("cache_arn", "ARNs"),
  client_security_group_ids: byName("client_security_group_id", "Security groups for clients"),
};

/** What ElastiCache calls a cache; with a user's name behind it at most 40 characters. */
export const cacheName = ({ organization, name }: Environment, key: string): string =>
  shortened(`${organization}-${name}-${key.replaceAll("_", "-")}`, 24);

/** The caches. */
export const cache = defineLayer({
  name: "cache",
  description: "Valkey caches",
  outputs,
  after: () => ["bootstrap", "foundation", "network"],
  isIn: ({ environment }) => Object.keys(environment.caches).length > 0,
  declare: (root, { environment }) => {
    const { zones, tags } = environment;
    const { vpc_id, data_subnet_ids } = root.read("network", networkOutputs, "vpc_id", "data_subnet_ids");
    const keys = root.read("foundation", foundationOutputs, "data_key_arn", "logs_key_arn");
    const made = Object.entries(environment.caches).map(([key, config]) => {
      const name = cacheName(environment, key);
      const values = root.call(key, cacheModule, {
        ...keys,
        vpc_id,
        subnet_ids: zones.map((zone) => at(data_subnet_ids, `data_${zoneLetter(zone)}`)),
        name,
        engine_version: config.version,
        parameter_group_family: `valkey${config.version.split(".")[0]}`,
        port: config.port,
        node_type: config.nodeType,
        node_count: config.nodes,
        users: Object.fromEntries(
          Object.entries(config.users).map(([user, rules]) => [user, { access_string: rules }]),
        ),
        ...(config.fromSnapshot !== null && { snapshot_name: config.fromSnapshot }),
        snapshot_retention_days: config.snapshotDays,
        final_snapshot_name: `${name}-final`,
        log_retention_days: config.logRetentionDays,
        tags: { ...tags, "data-class": config.dataClass },
      });
      return [key, values] as const;
    });
    const each = (output: "endpoint" | "reader_endpoint" | "cache_arn" | "client_security_group_id") =>
      Object.fromEntries(made.map(([key, values]) => [key, values[output]]));
    return {
      endpoints: each("endpoint"),
      reader_endpoints: each("reader_endpoint"),
      cache_arns: each("cache_arn"),
      client_security_group_ids: each("client_security_group_id"),
    };
  },
});
