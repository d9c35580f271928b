import { z } from "zod";
import { domainName, key, port, whole } from "./values.js";

const percent = whole(0, 100);

/** The move of an adopted name from its old load balancer to the environment's own, then of each service behind it. */
export const traffic = z.strictObject({
  /** The name that clients call, whose record was adopted. */
  name: domainName,
  legacy: z.strictObject({
    /** The adopted instances that answer the name today, as the `legacy` layer calls them. */
    instances: z.array(key).min(1, "names no instance: name those that the old load balancer has"),
    /** Their adopted group, which must admit the new load balancer. */
    securityGroup: key,
    port,
    healthCheckPath: z.string().regex(/^\//, "is no path: begin it with /"),
  }),
  /** What Route 53 asks the new load balancer for; whoever takes requests must answer it, instances and services alike. */
  healthCheckPath: z.string().regex(/^\//, "is no path: begin it with /"),
  /** One place is under way at a time: two shares would multiply. */
  move: z.discriminatedUnion(
    "phase",
    [
      /** The record as it was found; listener, targets and checks stand ready beside it. */
      z.strictObject({ phase: z.literal("as_found") }),
      /** The name moves: its share on the new load balancer, before the same instances. */
      z.strictObject({ phase: z.literal("dns"), newPercent: percent }),
      /** The name has moved; now the services do: the share of each that its own targets take, 0 for those not named. */
      z.strictObject({ phase: z.literal("listener"), newPercent: z.record(z.string(), percent) }),
    ],
    { error: "is no phase: use as_found, dns or listener" },
  ),
});
