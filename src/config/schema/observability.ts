import { z } from "zod";
import { days, key, logRetention, whole } from "./values.js";

/** What is looked at, and the bounds beyond which somebody is told. */
export const observability = z.strictObject({
  /** Days that a service's log is kept, by how much harm its data could do. */
  logRetentionDays: z.strictObject({
    public: logRetention,
    internal: logRetention,
    confidential: logRetention,
    restricted: logRetention,
  }),
  /** Answers with errors a minute, of the load balancer or of a service. */
  errorsPerMinute: z.number().int().min(0),
  /** Seconds that one request in a hundred may wait longer than. */
  latencySeconds: z.number().positive(),
  /** Connections to a database: somewhat below what its engine takes, about 110 a GiB of memory for PostgreSQL. */
  databaseConnections: z.number().int().min(1),
  /** Days before the end of a certificate; ACM renews 60 days before. */
  certificateDays: days(1, 59),
  /** Functions that are watched by name, whoever made them. */
  functions: z.record(key, z.string().min(1)),
  /** Queues that are watched by name, whoever made them; one of given-up messages may hold none. */
  queues: z.record(
    key,
    z.strictObject({
      name: z.string().min(1),
      holds: z.enum(["work", "given-up"]),
      /** Age of the oldest message beyond which work is late. */
      oldestSeconds: z.number().int().min(60),
    }),
  ),
  /** A Prometheus workspace for clusters. */
  hasPrometheus: z.boolean(),
  /** A Grafana workspace, which people enter by IAM Identity Center; that must be there. */
  hasGrafana: z.boolean(),
  /** Scripts that use the environment as its users do, each a zip file in a bucket: $0.0012 a run. */
  canaries: z.record(
    key,
    z.strictObject({
      codeBucket: z.string().min(1),
      codeKey: z.string().min(1),
      /** Of CloudWatch Synthetics, e.g. syn-nodejs-puppeteer-10.0. */
      runtime: z
        .string()
        .regex(/^syn-[a-z]+-/, "is no runtime of CloudWatch Synthetics: e.g. syn-nodejs-puppeteer-10.0"),
      handler: z.string().min(1),
      everyMinutes: whole(1, 60),
    }),
  ),
});
