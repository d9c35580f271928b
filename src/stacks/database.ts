import type { Environment } from "../config/load.js";
import { output } from "../core/contract.js";
import { at } from "../core/outputs.js";
import type { RootStack } from "../core/root-stack.js";
import * as t from "../core/types.js";
import { shortened } from "../domain/names.js";
import { zoneLetter } from "../domain/subnets.js";
import { outputs as databaseOutputs } from "../modules/database/contract.js";
import { database as databaseModule } from "../modules/database/index.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs as networkOutputs } from "../modules/network/contract.js";
import { defineLayer } from "./layer.js";

const byName = (name: keyof typeof databaseOutputs, what: string) =>
  output(t.map(t.string), `${what} by database.`, databaseOutputs[name].mock);

const outputs = {
  endpoints: byName("endpoint", "Names that clients connect to"),
  database_arns: byName("database_arn", "ARNs"),
  security_group_ids: byName("security_group_id", "Security groups"),
  client_security_group_ids: byName("client_security_group_id", "Security groups for clients"),
  secret_arns: byName("secret_arn", "ARNs of the administrators' secrets"),
};

type Database = Environment["databases"][string];

/** What RDS calls a database of an environment; it takes no underscores. */
export const databaseName = ({ organization, name }: Environment, key: string): string =>
  shortened(`${organization}-${name}-${key.replaceAll("_", "-")}`, 50);

/** The relational databases. */
export const database = defineLayer({
  name: "database",
  description: "Relational databases",
  outputs,
  after: () => ["bootstrap", "foundation", "network"],
  isIn: ({ environment }) => Object.keys(environment.databases).length > 0,
  declare: (root, { environment }) => {
    const surroundings = readSurroundings(root, environment);
    const made = Object.entries(environment.databases).map(([key, config]) => {
      const name = databaseName(environment, key);
      const values = root.call(key, databaseModule, {
        ...surroundings,
        ...settings(name, config),
        name,
        account_id: environment.accountId,
        partition: environment.partition,
        tags: { ...environment.tags, "data-class": config.dataClass, backup: config.dataClass },
      });
      return [key, values] as const;
    });
    const each = (
      output: "endpoint" | "database_arn" | "security_group_id" | "client_security_group_id" | "secret_arn",
    ) => Object.fromEntries(made.map(([key, values]) => [key, values[output]]));
    return {
      endpoints: each("endpoint"),
      database_arns: each("database_arn"),
      security_group_ids: each("security_group_id"),
      client_security_group_ids: each("client_security_group_id"),
      secret_arns: each("secret_arn"),
    };
  },
});

function readSurroundings(root: RootStack, { zones }: Environment) {
  const { vpc_id, data_subnet_ids } = root.read("network", networkOutputs, "vpc_id", "data_subnet_ids");
  const foundation = root.read(
    "foundation",
    foundationOutputs,
    "data_key_arn",
    "secrets_key_arn",
    "logs_key_arn",
    "permissions_boundary_arn",
  );
  return { ...foundation, vpc_id, subnet_ids: zones.map((zone) => at(data_subnet_ids, `data_${zoneLetter(zone)}`)) };
}

/** TLS for every client, and statements above a second in the log; the engines' own names for both. */
const engines = {
  postgres: {
    family: (version: string) => `postgres${version.split(".")[0]}`,
    auroraFamily: (version: string) => `aurora-postgresql${version.split(".")[0]}`,
    aurora: "aurora-postgresql",
    parameters: {
      "rds.force_ssl": { value: "1" },
      log_min_duration_statement: { value: "1000", apply_method: "immediate" },
    },
    logs: ["postgresql", "upgrade"],
    auroraLogs: ["postgresql"],
  },
  mysql: {
    family: (version: string) => `mysql${version.split(".").slice(0, 2).join(".")}`,
    auroraFamily: (version: string) => `aurora-mysql${version.split(".").slice(0, 2).join(".")}`,
    aurora: "aurora-mysql",
    parameters: {
      require_secure_transport: { value: "1" },
      long_query_time: { value: "1", apply_method: "immediate" },
      slow_query_log: { value: "1", apply_method: "immediate" },
    },
    logs: ["error", "slowquery"],
    auroraLogs: ["error", "slowquery"],
  },
} as const;

function settings(name: string, { engine, version, size, ...config }: Database) {
  const known = engines[engine];
  const isInstance = size.kind === "instance";
  const snapshot = config.fromSnapshot !== null ? { snapshot_identifier: config.fromSnapshot } : {};
  const shape = isInstance
    ? {
        instance: {
          instance_class: size.instanceClass,
          allocated_storage_gib: size.storageGib,
          max_allocated_storage_gib: size.maxStorageGib,
          multi_az: size.hasStandby,
          ...snapshot,
        },
      }
    : {
        aurora: { min_capacity_acu: size.minCapacityUnits, max_capacity_acu: size.maxCapacityUnits, ...snapshot },
        aurora_instances: Object.fromEntries(
          Array.from({ length: size.instances }, (_, index) => [`i${index}`, { promotion_tier: index }]),
        ),
      };
  return {
    ...shape,
    engine: isInstance ? engine : known.aurora,
    engine_version: version,
    parameter_group_family: isInstance ? known.family(version) : known.auroraFamily(version),
    port: config.port,
    database_name: config.databaseName,
    admin_name: config.adminName,
    parameters: known.parameters,
    logs: Object.fromEntries(
      (isInstance ? known.logs : known.auroraLogs).map((log) => [log, { retention_days: config.logRetentionDays }]),
    ),
    backup_retention_days: config.backupRetentionDays,
    deletion_protection: config.isProtected,
    final_snapshot_name: `${name}-final`,
  };
}
