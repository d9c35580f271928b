import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-dns-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
const configured = (change: Partial<EnvironmentConfig["dns"]>) => {
  const environment = { ...staging, dns: { ...staging.dns, ...change } };
  return loadOrganization({ ...organization, environments: [environment], connected: [] });
};
const zoneOf = (change: Partial<EnvironmentConfig["dns"]>) => {
  const tree = linkedTrees({ organization: configured(change), adoptions: {}, outdir }).staging ?? [];
  return (type: string) =>
    tree.filter((each) => each.layer === "dns" && each.type === type).map(({ values }) => values);
};

describe("the public zone", () => {
  const zone_id = '${dns/module.dns.aws_route53_zone.this["new_zone"].zone_id}';

  it("logs questions and is signed where the configuration says by what", () => {
    const of = zoneOf({
      queryLogGroupArn: "arn:aws:logs:us-east-1:777777777777:log-group:/aws/route53/staging",
      signingKeyArn: "arn:aws:kms:us-east-1:777777777777:key/1",
    });
    expect(of("aws_route53_query_log")).toMatchObject([
      { zone_id, cloudwatch_log_group_arn: "arn:aws:logs:us-east-1:777777777777:log-group:/aws/route53/staging" },
    ]);
    expect(of("aws_route53_key_signing_key")).toMatchObject([
      { hosted_zone_id: zone_id, key_management_service_arn: "arn:aws:kms:us-east-1:777777777777:key/1" },
    ]);
    expect(of("aws_route53_hosted_zone_dnssec")).toHaveLength(1);
  });

  it("does neither otherwise", () => {
    const of = zoneOf({});
    expect([of("aws_route53_query_log"), of("aws_route53_hosted_zone_dnssec")]).toEqual([[], []]);
  });

  it.each([
    [
      { queryLogGroupArn: "arn:aws:logs:eu-west-1:777777777777:log-group:x" },
      'dns.queryLogGroupArn: is no log group of us-east-1 (got "arn:aws:logs:eu-west-1:777777777777:log-group:x"). Route 53 writes to no other region.',
    ],
    [
      { signingKeyArn: "arn:aws:kms:eu-west-1:777777777777:key/1" },
      'dns.signingKeyArn: is no key of us-east-1 (got "arn:aws:kms:eu-west-1:777777777777:key/1"). Route 53 signs with no other.',
    ],
  ])("takes no %j", (change, message) => expect(() => configured(change)).toThrow(message));
});
