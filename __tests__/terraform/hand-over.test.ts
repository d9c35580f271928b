import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bench, bench } from "../support/terraform.js";

let emitted: Bench;
beforeAll(async () => {
  emitted = await bench();
});
afterAll(() => emitted?.remove());

const arn = (what: string) => `arn:aws:elasticloadbalancing:eu-west-1:888888888888:${what}`;
const upstream = {
  legacy: { security_group_ids: { web_instances: "sg-0aaa" } },
  edge: {
    dns_name: "prod.eu-west-1.elb.amazonaws.com",
    zone_id: "Z32O",
    https_listener_arn: arn("listener/app/prod/1/2"),
    security_group_id: "sg-0bbb",
    target_group_arns: { legacy_instances: arn("targetgroup/old/1"), monolith: arn("targetgroup/new/1") },
  },
};

it("fails in its plan, before it asks AWS, while the other state has not given the record up", async () => {
  const plan = emitted.plan("environments/prod/traffic", { ...upstream, inherited: { handed_over: {} } });
  await expect(plan).rejects.toThrow("Invalid index");
});

it("asks AWS for the record once that has happened", async () => {
  const inherited = { handed_over: { "app.example.test": "Z0AAA" } };
  const plan = emitted.plan("environments/prod/traffic", { ...upstream, inherited });
  await expect(plan).rejects.toThrow(/Route 53/);
});
