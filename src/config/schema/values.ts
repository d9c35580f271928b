import { z } from "zod";
import { parseCidr } from "../../domain/cidr.js";
import { retentionDays } from "../../domain/retention.js";

export const accountId = z.string().regex(/^\d{12}$/, "is not an account id: give its 12 digits as a string");

export const cidr = z.string().refine((text) => parseCidr(text), {
  error: "is not an IPv4 range: give its first address and prefix, e.g. 10.0.0.0/16",
});

/** A lasting name: the key of a map of resources. */
export const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "is not a name: use lower-case letters, digits and underscores, a letter first");

/** Days that CloudWatch Logs keeps a log group. */
export const logRetention = z.number().refine((days) => retentionDays.some((each) => each === days), {
  error: `is no retention that CloudWatch Logs takes: use one of ${retentionDays.join(" ")}`,
});

/** A whole number between two, both included. */
export const whole = (low: number, high: number) => {
  const error = `is out of range: give a whole number from ${low} to ${high}`;
  return z.number().int({ error }).min(low, { error }).max(high, { error });
};

export const days = (low: number, high: number) =>
  z
    .number()
    .int()
    .min(low, `is too few days: use ${low} to ${high}`)
    .max(high, `is too many days: use ${low} to ${high}`);

/** How much harm data could do. */
export const dataClass = z.enum(["public", "internal", "confidential", "restricted"]);

/** A TCP port. */
export const port = whole(1, 65_535);

export const domainName = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "is no domain name: write it without a dot at its end");
