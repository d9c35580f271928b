import { defaulted, exactlyOneOf, nullable, output } from "../../core/contract.js";
import * as t from "../../core/types.js";
import { attribute, matches, oneOf } from "../../core/validations.js";
import { arnOf, tags } from "../../parts/inputs.js";

const domain = matches(/^([a-z0-9_]([a-z0-9-]*[a-z0-9])?[.])+[a-z]{2,}$/, "a domain name without a dot at its end");
const zoneId = matches(/^[A-Z0-9]+$/, "the id of a hosted zone");

export const inputs = {
  new_zone: nullable(
    t.object({ domain_name: t.string }),
    "Makes a public zone of this name; whoever holds the domain must delegate to its name servers.",
    attribute("domain_name", domain),
  ),
  existing_zone: nullable(
    t.object({ id: t.string, domain_name: t.string }),
    "Puts records into this public zone instead; nothing that stands in it is changed.",
    attribute("id", zoneId),
    attribute("domain_name", domain),
  ),
  private_zone: nullable(
    t.object({ domain_name: t.string, vpc_id: t.string }),
    "Makes a zone that only this VPC sees.",
    attribute("domain_name", domain),
    attribute("vpc_id", matches(/^vpc-[0-9a-f]+$/, "the id of a VPC")),
  ),
  certificates: defaulted(
    t.map(
      t.object({
        domain_name: t.string,
        subject_alternative_names: t.optional(t.list(t.string), []),
      }),
    ),
    {},
    "Certificates by lasting name; each waits until its names are validated.",
  ),
  validation_records: defaulted(
    t.map(t.object({ certificate: t.string, domain_name: t.string })),
    {},
    "Names that are validated in the zone, by lasting name: the certificate and one of its names. A wildcard shares the record of the name below it.",
  ),
  caa: nullable(
    t.object({ values: t.list(t.string), ttl_seconds: t.optional(t.number, 3600) }),
    'Which authorities may issue certificates, e.g. 0 issue "amazon.com".',
  ),
  records: defaulted(
    t.map(
      t.object({
        name: t.string,
        type: t.string,
        ttl_seconds: t.optional(t.number, 300),
        values: t.list(t.string),
      }),
    ),
    {},
    "Plain records by lasting name.",
    attribute("type", oneOf("A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SPF", "SRV", "TXT")),
  ),
  query_log: nullable(
    t.object({ log_group_arn: t.string }),
    "Logs each question to this log group, which lies in us-east-1 and whose resource policy admits Route 53.",
    attribute("log_group_arn", arnOf("logs:us-east-1", "a log group in us-east-1")),
  ),
  signing: nullable(
    t.object({ kms_key_arn: t.string }),
    "Signs a new zone (DNSSEC) with this key of us-east-1, an ECC_NIST_P256 one; the parent zone then needs its DS record.",
    attribute("kms_key_arn", arnOf("kms:us-east-1", "a key in us-east-1")),
  ),
  tags,
};

export const rules = [exactlyOneOf("new_zone", "existing_zone")];

export const outputs = {
  zone_id: output(t.string, "Id of the public zone.", "Z0000000"),
  zone_name: output(t.string, "Name of the public zone.", "example.com"),
  private_zone_ids: output(t.map(t.string), "Id of the private zone, if any.", "Z0000000"),
  certificate_arns: output(
    t.map(t.string),
    "ARNs of the validated certificates by name.",
    "arn:aws:acm:eu-west-1:000000000000:certificate/00000000-0000-0000-0000-000000000000",
  ),
};
