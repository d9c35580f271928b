import { type Alarms, alarmsOf } from "./alarms.js";

const gib = 2 ** 30;

interface DatabaseLimits {
  readonly storageGib: number;
  readonly connections: number;
}

const cpu = {
  description: "The database is busy",
  severity: "warning",
  metric: "CPUUtilization",
  statistic: "Average",
  threshold: 80,
  periods: 15,
} as const;

const connections = (threshold: number) =>
  ({
    description: "Nearly all connections to the database are taken",
    severity: "critical",
    metric: "DatabaseConnections",
    statistic: "Maximum",
    threshold,
  }) as const;

/** Alarms of a database instance (RDS user guide, "Amazon CloudWatch metrics for Amazon RDS"). */
export const databaseInstanceAlarms = (key: string, identifier: string, limits: DatabaseLimits): Alarms =>
  alarmsOf(
    `database_${key}`,
    { namespace: "AWS/RDS", dimensions: { DBInstanceIdentifier: identifier } },
    {
      cpu,
      connections: connections(limits.connections),
      storage: {
        description: "The database has hardly any storage left, and it does not grow",
        severity: "critical",
        metric: "FreeStorageSpace",
        statistic: "Minimum",
        comparison: "below",
        // RDS grows storage of which less than a tenth has been free for five minutes: this is after that.
        threshold: Math.round(limits.storageGib * gib * 0.05),
        periodSeconds: 300,
        periods: 3,
        silenceIsBad: true,
      },
      memory: {
        description: "The database has hardly any memory left",
        severity: "warning",
        metric: "FreeableMemory",
        statistic: "Minimum",
        comparison: "below",
        threshold: gib / 4,
      },
    },
  );

/**
 * Alarms of a cache's node (Amazon ElastiCache user guide, "Which metrics should I monitor").
 * @param node from 1; ElastiCache numbers the members of a replication group so.
 */
export const cacheNodeAlarms = (key: string, identifier: string, node: number): Alarms =>
  alarmsOf(
    `cache_${key}_node_${node}`,
    { namespace: "AWS/ElastiCache", dimensions: { CacheClusterId: `${identifier}-${String(node).padStart(3, "0")}` } },
    {
      memory: {
        description: "A node of the cache has hardly any memory left, and will drop what it holds",
        severity: "critical",
        metric: "DatabaseMemoryUsagePercentage",
        statistic: "Maximum",
        threshold: 85,
      },
      cpu: {
        description: "The one thread by which a node of the cache works is busy",
        severity: "warning",
        metric: "EngineCPUUtilization",
        statistic: "Maximum",
        threshold: 80,
        periods: 15,
      },
      lag: {
        description: "A replica lags behind the primary: what it has not got is lost at a failover",
        severity: "warning",
        metric: "ReplicationLag",
        statistic: "Maximum",
        threshold: 10,
      },
    },
  );

/** Alarms of an Aurora Serverless v2 cluster, whose storage grows by itself. */
export const databaseClusterAlarms = (key: string, identifier: string, limits: Pick<DatabaseLimits, "connections">) =>
  alarmsOf(
    `database_${key}`,
    { namespace: "AWS/RDS", dimensions: { DBClusterIdentifier: identifier } },
    {
      cpu,
      connections: connections(limits.connections),
      capacity: {
        description: "The database has grown to nearly the capacity that it may have",
        severity: "warning",
        metric: "ACUUtilization",
        statistic: "Average",
        threshold: 90,
        periods: 15,
      },
    },
  );

/** Alarms of a queue: work that nobody takes. */
export const queueAlarms = (key: string, name: string, oldestSeconds: number): Alarms =>
  alarmsOf(
    `queue_${key}`,
    { namespace: "AWS/SQS", dimensions: { QueueName: name } },
    {
      age: {
        description: `The oldest message in ${name} waits too long`,
        severity: "warning",
        metric: "ApproximateAgeOfOldestMessage",
        statistic: "Maximum",
        threshold: oldestSeconds,
      },
    },
  );

/** An alarm of a queue of messages that were given up: each is work that was not done. */
export const deadLetterAlarms = (key: string, name: string): Alarms =>
  alarmsOf(
    `dead_letters_${key}`,
    { namespace: "AWS/SQS", dimensions: { QueueName: name } },
    {
      any: {
        description: `Messages were given up into ${name}`,
        severity: "critical",
        metric: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        threshold: 0,
        periods: 1,
      },
    },
  );

/** Alarms of a function. */
export const functionAlarms = (key: string, name: string): Alarms =>
  alarmsOf(
    `function_${key}`,
    { namespace: "AWS/Lambda", dimensions: { FunctionName: name } },
    {
      errors: { description: `${name} fails`, severity: "critical", metric: "Errors", threshold: 0, periods: 3 },
      throttles: {
        description: `${name} is asked for more often than it may run at once`,
        severity: "warning",
        metric: "Throttles",
        threshold: 0,
      },
    },
  );
