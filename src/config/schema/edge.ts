import { z } from "zod";
import { cidr, key, logRetention } from "./values.js";

/** The load balancer that the public reaches, and the firewall before it. */
export const edge = z.strictObject({
  /** The certificate of `dns.certificates` that it serves. */
  certificate: key,
  logRetentionDays: logRetention,
  /** Ranges that may reach it, by name. */
  clients: z.record(key, cidr),
  /** What the firewall does with what it finds: only count at first, then block. */
  firewall: z.enum(["count", "block"]),
  /** Requests that one address may make in five minutes, in all (null) or under a path. */
  rateLimits: z.record(key, z.strictObject({ limit: z.number().int().min(10), pathPrefix: z.string().nullable() })),
  blockedCountries: z.array(z.string().regex(/^[A-Z]{2}$/, "is no country: give its two letters, e.g. KP")),
  /** False only on the way to its removal. */
  isProtected: z.boolean(),
});
