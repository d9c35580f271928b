import {
  ChangeResourceRecordSetsCommand,
  ChangeTagsForResourceCommand,
  CreateHostedZoneCommand,
  type ResourceRecordSet,
  type Route53Client,
} from "@aws-sdk/client-route-53";
import type { MonolithBalancer } from "./balancer.js";
import type { ScenarioRecord } from "./manifest.js";
import { tags } from "./tags.js";

const zoneName = "example.test";
const applicationName = `app.${zoneName}`;

/** A public zone with the application's alias to the load balancer and a second name for it. Returns the first. */
export async function makeDns(
  route53: Route53Client,
  balancer: MonolithBalancer,
  record: ScenarioRecord,
): Promise<string> {
  const { HostedZone } = await route53.send(
    new CreateHostedZoneCommand({
      Name: `${zoneName}.`,
      CallerReference: "monolith",
      HostedZoneConfig: { Comment: "The shop", PrivateZone: false },
    }),
  );
  const zoneId = record.note("inherited", "aws_route53_zone", HostedZone?.Id?.replace("/hostedzone/", ""));
  await route53.send(
    new ChangeTagsForResourceCommand({
      ResourceType: "hostedzone",
      ResourceId: zoneId,
      AddTags: tags({ Team: "shop" }),
    }),
  );
  const records: readonly ResourceRecordSet[] = [
    {
      Name: applicationName,
      Type: "A",
      AliasTarget: {
        // The console writes this prefix in front of every load balancer's name.
        DNSName: `dualstack.${balancer.dnsName}`,
        HostedZoneId: balancer.hostedZoneId,
        EvaluateTargetHealth: true,
      },
    },
    { Name: `www.${zoneName}`, Type: "CNAME", TTL: 300, ResourceRecords: [{ Value: applicationName }] },
  ];
  for (const set of records) {
    await route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: zoneId,
        ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet: set }] },
      }),
    );
    record.note("inherited", "aws_route53_record", `${zoneId}_${set.Name}_${set.Type}`);
  }
  return applicationName;
}
