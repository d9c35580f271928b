import { z } from "zod";
import { dataClass, port, whole } from "./values.js";

/** What a service is, whatever environment it runs in: the catalogue's entry. */
export const service = z.strictObject({
  /** The team that answers for it. */
  owner: z.string().min(1, "is empty: name the team that answers for the service"),
  /** Where it runs. */
  runtime: z.enum(["container", "virtual-machine", "function"]),
  port: port,
  /** What it speaks to the load balancer. */
  protocol: z.enum(["HTTP", "HTTPS"]),
  healthCheckPath: z.string().regex(/^\//, "is no path: begin it with /"),
  /** Requests that are for it: a host below the environment's domain, empty for the domain itself, and paths. */
  routes: z.array(
    z.strictObject({
      host: z.string().regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$/, "is no host: give one label, e.g. shop"),
      paths: z.array(z.string().regex(/^\//, "is no path: begin it with /")).min(1),
      /** Routes with lower numbers are asked first; no two may share one. */
      priority: whole(1, 50_000),
    }),
  ),
  /** How much harm its data could do. */
  dataClass,
});
