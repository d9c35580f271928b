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
  /** Log group of us-east-1 that gets each question about the public zone, and that Route 53 may write to; null logs none. */
  queryLogGroupArn: z
    .string()
    .regex(
      /^arn:aws:logs:us-east-1:\d{12}:log-group:.+$/,
      "is no log group of us-east-1: Route 53 writes to no other region",
    )
    .nullable(),
  /** Key of us-east-1 (ECC_NIST_P256) that signs the public zone by DNSSEC; null signs nothing. */
  signingKeyArn: z
    .string()
    .regex(/^arn:aws:kms:us-east-1:\d{12}:key\/.+$/, "is no key of us-east-1: Route 53 signs with no other")
    .nullable(),
});
