import { z } from "zod";
import { dataClass, days, logRetention, whole } from "./values.js";

const size = whole(20, 65_536);

/** One relational database. */
export const database = z.strictObject({
  engine: z.enum(["postgres", "mysql"]),
  /** Major and minor version, e.g. 16.4. */
  version: z.string().regex(/^\d+\.\d+(\.\d+)?$/, "is no version: give major and minor, e.g. 16.4"),
  port: whole(1150, 65_535),
  databaseName: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, "is no name of a database: use letters, digits and underscores"),
  adminName: z
    .string()
    .regex(
      /^[a-zA-Z][a-zA-Z0-9_]{0,15}$/,
      "is no name of an administrator: at most 16 letters, digits and underscores",
    ),
  /** An instance with or without a standby, or an Aurora Serverless v2 cluster with so many instances. */
  size: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("instance"),
      instanceClass: z.string().regex(/^db\./, "is no class of RDS: e.g. db.t4g.medium"),
      storageGib: size,
      maxStorageGib: size,
      hasStandby: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal("aurora"),
      minCapacityUnits: z.number().min(0.5).max(256),
      maxCapacityUnits: z.number().min(1).max(256),
      instances: whole(1, 15),
      /** What it is expected to hold at most: its storage grows by itself, and a restore takes time by what it holds. */
      expectedGib: whole(1, 131_072),
    }),
  ]),
  /** Snapshot that it is made from, the take-over of an adopted one; null begins empty. */
  fromSnapshot: z.string().nullable(),
  backupRetentionDays: days(7, 35),
  logRetentionDays: logRetention,
  isProtected: z.boolean(),
  dataClass,
});
