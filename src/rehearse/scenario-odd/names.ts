import {
  ChangeResourceRecordSetsCommand,
  ChangeTagsForResourceCommand,
  CreateHealthCheckCommand,
  CreateHostedZoneCommand,
  type ResourceRecordSet,
  Route53Client,
} from "@aws-sdk/client-route-53";
import { tags } from "../scenario/tags.js";
import type { OddScene } from "./odd.js";

const zone = "odd.example.test";
const values = (...records: readonly string[]) => ({ TTL: 60, ResourceRecords: records.map((Value) => ({ Value })) });

/** A record of every kind: wildcard, quotes, mail, services, weights, regions, failover, places, several answers. */
const sets: readonly ResourceRecordSet[] = [
  { Name: `*.${zone}`, Type: "CNAME", ...values("odd.example.test") },
  { Name: zone, Type: "MX", ...values("10 mail.example.test", "20 mail2.example.test") },
  { Name: zone, Type: "TXT", ...values('"v=spf1 include:example.test ~all"', '"with \\"quotes\\" and ${x}"') },
  { Name: `long.${zone}`, Type: "TXT", ...values(`"${"a".repeat(255)}" "${"b".repeat(20)}"`) },
  { Name: `_sip._tcp.${zone}`, Type: "SRV", ...values("10 5 5060 sip.example.test") },
  { Name: zone, Type: "CAA", ...values('0 issue "amazon.com"') },
  { Name: `v6.${zone}`, Type: "AAAA", ...values("2001:db8::1") },
  { Name: `w.${zone}`, Type: "A", SetIdentifier: "blue / 1", Weight: 90, ...values("10.0.0.1") },
  { Name: `w.${zone}`, Type: "A", SetIdentifier: "green", Weight: 0, ...values("10.0.0.2") },
  { Name: `l.${zone}`, Type: "A", SetIdentifier: "here", Region: "eu-west-1", ...values("10.0.0.3") },
  { Name: `l.${zone}`, Type: "A", SetIdentifier: "there", Region: "us-east-1", ...values("10.0.0.4") },
  { Name: `f.${zone}`, Type: "A", SetIdentifier: "second", Failover: "SECONDARY", ...values("10.0.0.6") },
  { Name: `g.${zone}`, Type: "A", SetIdentifier: "eu", GeoLocation: { ContinentCode: "EU" }, ...values("10.0.0.7") },
  { Name: `g.${zone}`, Type: "A", SetIdentifier: "rest", GeoLocation: { CountryCode: "*" }, ...values("10.0.0.8") },
  { Name: `m.${zone}`, Type: "A", SetIdentifier: "one", MultiValueAnswer: true, ...values("10.0.0.9") },
];

/** A zone without a comment, with every kind of record, and a health check. */
export async function makeNames({ config, record }: OddScene): Promise<void> {
  const route53 = new Route53Client(config);
  const { HostedZone } = await route53.send(new CreateHostedZoneCommand({ Name: zone, CallerReference: "odd" }));
  const zoneId = record.note("inherited", "aws_route53_zone", HostedZone?.Id?.replace("/hostedzone/", ""));
  const check = await route53.send(
    new CreateHealthCheckCommand({
      CallerReference: "odd",
      HealthCheckConfig: {
        Type: "HTTPS",
        FullyQualifiedDomainName: "www.example.test",
        Port: 8443,
        ResourcePath: "/health?x=1",
        RequestInterval: 30,
        FailureThreshold: 5,
      },
    }),
  );
  const checkId = record.note("inherited", "aws_route53_health_check", check.HealthCheck?.Id);
  await route53.send(
    new ChangeTagsForResourceCommand({
      ResourceType: "healthcheck",
      ResourceId: checkId,
      AddTags: tags({ Name: "www / health" }),
    }),
  );
  const first: ResourceRecordSet = {
    Name: `f.${zone}`,
    Type: "A",
    SetIdentifier: "first",
    Failover: "PRIMARY",
    HealthCheckId: checkId,
    ...values("10.0.0.5"),
  };
  for (const set of [...sets, first]) {
    await route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: zoneId,
        ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet: set }] },
      }),
    );
    const id = [zoneId, set.Name, set.Type, set.SetIdentifier].filter(Boolean).join("_");
    record.note("inherited", "aws_route53_record", id);
  }
  route53.destroy();
}
