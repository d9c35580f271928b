import { describe, expect, it } from "vitest";
import { checkArguments } from "../../src/core/arguments.js";
import { dns } from "../../src/modules/dns/index.js";
import { declared, interfaceOf } from "../support/module.js";

const { inputs, outputs } = interfaceOf(dns);
const made = declared(dns);

describe("the interface of modules/dns", () => {
  it("has exactly these inputs and outputs", () => {
    expect(inputs).toEqual([
      "new_zone",
      "existing_zone",
      "private_zone",
      "certificates",
      "validation_records",
      "caa",
      "records",
      "query_log",
      "signing",
      "tags",
    ]);
    expect(outputs).toEqual(["zone_id", "zone_name", "private_zone_ids", "certificate_arns"]);
  });

  it.each([
    [
      { existing_zone: { id: "Z1", domain_name: "example.com" } },
      ["new_zone, existing_zone", "exactly one of new_zone and existing_zone is set"],
    ],
    [
      { new_zone: { domain_name: "example.com." } },
      ["new_zone.domain_name: ", "a domain name without a dot at its end"],
    ],
    [
      { query_log: { log_group_arn: "arn:aws:logs:eu-west-1:123456789012:log-group:x" } },
      ["query_log.log_group_arn: ", "the ARN of a log group in us-east-1"],
    ],
    [{ records: { a: { name: "a", type: "ALIAS", values: [] } } }, ["records.type: ", "one of A, AAAA"]],
  ])("refuses %j", (given, [field, allowed]) => {
    const call = () => checkArguments("dev/dns: module dns", dns, { ...dns.example, ...given });
    expect(call).toThrow(field);
    expect(call).toThrow(allowed);
  });
});

describe("the zones", () => {
  it("are made once and not lost by accident", () => {
    expect(made.aws_route53_zone).toEqual({
      'this["new_zone"]': expect.objectContaining({
        name: "dev.example.com",
        force_destroy: false,
        lifecycle: { prevent_destroy: true },
      }),
    });
  });

  it("are taken as they are when given", () => {
    const given = declared(dns, { new_zone: undefined, existing_zone: { id: "Z0ABC", domain_name: "example.com" } });
    expect(given).not.toHaveProperty("aws_route53_zone");
    expect(given.aws_route53_record?.['caa["caa"]']).toMatchObject({ zone_id: "Z0ABC", name: "example.com" });
  });

  it("are private to one VPC where asked", () => {
    const given = declared(dns, { private_zone: { domain_name: "dev.internal", vpc_id: "vpc-0abc" } });
    expect(given.aws_route53_zone?.['private["private_zone"]']).toMatchObject({
      name: "dev.internal",
      vpc: [{ vpc_id: "vpc-0abc" }],
    });
  });

  it("are signed and logged where asked", () => {
    const given = declared(dns, {
      signing: { kms_key_arn: "arn:aws:kms:us-east-1:123456789012:key/k" },
      query_log: { log_group_arn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/dev" },
    });
    expect(given.aws_route53_hosted_zone_dnssec).toHaveProperty('this["signing"]');
    expect(given.aws_route53_query_log).toHaveProperty('this["query_log"]');
  });
});

describe("certificates", () => {
  it("are proven by DNS, and their readers wait for that", () => {
    expect(made.aws_acm_certificate?.['this["web"]']).toMatchObject({
      validation_method: "DNS",
      subject_alternative_names: ["*.dev.example.com"],
      lifecycle: { create_before_destroy: true },
    });
    expect(made.aws_route53_record?.['validation["web"]']).toMatchObject({
      name: '${one([for option in aws_acm_certificate.this["web"].domain_validation_options : option.resource_record_name if option.domain_name == "dev.example.com"])}',
    });
    expect(made.aws_acm_certificate_validation?.['this["web"]']).toMatchObject({
      depends_on: ['aws_route53_record.validation["web"]'],
    });
  });

  it("come from the named authorities alone", () => {
    expect(made.aws_route53_record?.['caa["caa"]']).toMatchObject({
      type: "CAA",
      records: ['0 issue "amazon.com"', '0 issuewild "amazon.com"'],
    });
  });
});
