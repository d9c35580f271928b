import { gunzipSync } from "node:zlib";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as route53 from "@aws-sdk/client-route-53";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectedByType, type ScenarioManifest } from "../../src/rehearse/scenario/manifest.js";
import { makeMonolith } from "../../src/rehearse/scenario/monolith.js";
import { templateLikeScript } from "../../src/rehearse/scenario/user-data.js";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";

let simulator: Simulator;
let manifest: ScenarioManifest;

beforeAll(async () => {
  simulator = await startSimulator({ accountId: "111122223333", seed: 1, env: process.env });
  manifest = await makeMonolith(simulator.sdkConfig());
});
afterAll(() => simulator?.stop());

const ids = (type: string) =>
  manifest.resources.filter((resource) => resource.type === type).map(({ importId }) => importId);

it("notes what Terraform must import, by layer and type", () => {
  expect(expectedByType(manifest, "inherited")).toEqual({
    aws_internet_gateway: 1,
    aws_route: 1,
    aws_route53_record: 2,
    aws_route53_zone: 1,
    aws_route_table: 1,
    aws_route_table_association: 2,
    aws_subnet: 2,
    aws_vpc: 1,
  });
  expect(expectedByType(manifest, "legacy")).toEqual({
    aws_ebs_volume: 1,
    aws_eip: 1,
    aws_eip_association: 1,
    aws_elb: 1,
    aws_iam_instance_profile: 1,
    aws_iam_role: 1,
    aws_iam_role_policy: 1,
    aws_instance: 3,
    aws_security_group: 2,
    aws_volume_attachment: 1,
    aws_vpc_security_group_egress_rule: 2,
    aws_vpc_security_group_ingress_rule: 3,
  });
});

it("starts instances by scripts that look like templates or are compressed", async () => {
  const client = new ec2.EC2Client(simulator.sdkConfig());
  const scripts = await Promise.all(
    ids("aws_instance").map(async (InstanceId) => {
      const { UserData } = await client.send(
        new ec2.DescribeInstanceAttributeCommand({ InstanceId, Attribute: "userData" }),
      );
      return Buffer.from(UserData?.Value ?? "", "base64");
    }),
  );
  expect(scripts[0]?.toString()).toBe(templateLikeScript);
  expect(templateLikeScript).toMatch(/\$\{HOME\}.*%\{/s);
  expect(gunzipSync(scripts[1] ?? "").toString()).toMatch(/^#!\/bin\/bash/);
  expect(scripts[2]?.toString()).toMatch(/^#!\/bin\/bash/);
});

it("serves the application's name through the balancer and its two web instances", async () => {
  const balancers = await new elb.ElasticLoadBalancingClient(simulator.sdkConfig()).send(
    new elb.DescribeLoadBalancersCommand({ LoadBalancerNames: ids("aws_elb") }),
  );
  const [balancer] = balancers.LoadBalancerDescriptions ?? [];
  expect(balancer?.Instances?.map(({ InstanceId }) => InstanceId)).toEqual(ids("aws_instance").slice(0, 2));
  const { ResourceRecordSets } = await new route53.Route53Client(simulator.sdkConfig()).send(
    new route53.ListResourceRecordSetsCommand({ HostedZoneId: ids("aws_route53_zone")[0] }),
  );
  expect(ResourceRecordSets?.find(({ Type }) => Type === "A")).toMatchObject({
    Name: "app.example.test.",
    AliasTarget: {
      DNSName: expect.stringContaining(`dualstack.${balancer?.DNSName}`),
      HostedZoneId: "Z32O12XQLNTSW2",
    },
  });
  expect(ResourceRecordSets?.find(({ Type }) => Type === "CNAME")?.Name).toBe("www.example.test.");
});
