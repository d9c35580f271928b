import { z } from "zod";
import { domainName, key } from "./values.js";

/** Names and certificates. */
export const dns = z.strictObject({
  /** The public zone's name. */
  domain: domainName,
  /** The adopted zone that holds it, by its name in the `inherited` layer; null makes a new one. */
  existingZone: z.string().nullable(),
  /** A zone that only the environment's VPC sees; null for none. */
  privateDomain: domainName.nullable(),
  /** Certificates by name: the domain and its alternatives, all in the public zone. */
  certificates: z.record(key, z.strictObject({ domain: domainName, alternatives: z.array(z.string()) })),
  /** Authorities that may issue certificates for the domain; none says nothing. */
  certificateAuthorities: z.array(z.string()),
});
