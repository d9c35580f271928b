import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-compute-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
const alone = (environment: EnvironmentConfig) =>
  loadOrganization({ ...organization, environments: [environment], connected: [] });
const tree = linkedTrees({ organization: alone(staging), adoptions: {}, outdir }).staging ?? [];
const of = (type: string) => tree.filter((each) => each.type === type).map(({ values }) => values);

describe("the instances of a service", () => {
  it("are rolled back by the critical alarms of their service, which the environment makes", () => {
    const [group] = of("aws_autoscaling_group");
    const made = of("aws_cloudwatch_metric_alarm").map(({ alarm_name }) => alarm_name);
    const [refresh] = [group?.instance_refresh].flat() as {
      preferences: { alarm_specification: { alarms: string[] }[] | { alarms: string[] } };
    }[];
    const [specification] = [refresh?.preferences.alarm_specification].flat();
    expect(specification?.alarms).toEqual([
      "example-staging-service_monolith_errors",
      "example-staging-service_monolith_none_well",
    ]);
    for (const name of specification?.alarms ?? []) expect(made).toContain(name);
  });

  it("start the CloudWatch agent by the parameter that the environment makes, then do what is theirs", () => {
    const [template] = of("aws_launch_template");
    const script = Buffer.from(String(template?.user_data), "base64").toString();
    const [parameter] = of("aws_ssm_parameter");
    expect(script).toMatch(/^#!\/bin\/sh\n\(\n/);
    expect(script).toContain(`-c ssm:${parameter?.name};`);
    expect(script).toMatch(/\nsystemctl start monolith\n$/);
  });

  it("take a script alone", () => {
    const compute = { ...(staging.compute as NonNullable<typeof staging.compute>), userData: "#cloud-config\n" };
    expect(() => alone({ ...staging, compute })).toThrow(
      'src/config/staging.ts: compute.userData: is no script (got "#cloud-config\\n"). Begin it with its interpreter, e.g. #!/bin/sh.',
    );
  });
});
