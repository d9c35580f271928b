import { z } from "zod";
import { dataClass, days, logRetention, whole } from "./values.js";

/** One Valkey cache: a primary and its replicas in other zones. */
export const cache = z.strictObject({
  /** Major and minor version of Valkey, e.g. 8.0. */
  version: z.string().regex(/^\d+\.\d+$/, "is no version: give major and minor, e.g. 8.0"),
  nodeType: z.string().regex(/^cache\./, "is no type of ElastiCache: e.g. cache.t4g.small"),
  nodes: whole(2, 6),
  port: whole(1150, 65_535),
  /** What each user may do, as rules of Valkey's ACL; all sign in by IAM. */
  users: z.record(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,14}$/, "is no name of a user: at most 15 lower-case letters, digits and hyphens"),
    z.string().regex(/^on /, "is no rule of a user who may sign in: begin it with on, e.g. on ~app:* +@all"),
  ),
  /** Snapshot that it is made from; null begins empty. */
  fromSnapshot: z.string().nullable(),
  snapshotDays: days(1, 35),
  logRetentionDays: logRetention,
  dataClass,
});
