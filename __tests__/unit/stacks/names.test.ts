import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../../src/config/schema.js";
import { namePrefix } from "../../../src/domain/names.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-names-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** The longest names that AWS takes, from the API page of each type's create call. */
const limits: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  aws_accessanalyzer_analyzer: { analyzer_name: 255 },
  aws_autoscaling_group: { name: 255 },
  aws_autoscaling_lifecycle_hook: { name: 255 },
  aws_autoscaling_policy: { name: 255 },
  aws_backup_plan: { name: 50 },
  aws_backup_restore_testing_plan: { name: 50 },
  aws_backup_restore_testing_selection: { name: 50 },
  aws_backup_selection: { name: 50 },
  aws_backup_vault: { name: 50 },
  aws_budgets_budget: { name: 100 },
  aws_ce_anomaly_monitor: { name: 1024 },
  aws_ce_anomaly_subscription: { name: 1024 },
  aws_cloudtrail: { name: 128 },
  aws_cloudwatch_composite_alarm: { alarm_name: 255 },
  aws_cloudwatch_dashboard: { dashboard_name: 255 },
  aws_cloudwatch_log_group: { name: 512 },
  aws_cloudwatch_log_metric_filter: { name: 512, log_group_name: 512 },
  aws_cloudwatch_metric_alarm: { alarm_name: 255, metric_name: 255 },
  aws_config_config_rule: { name: 128 },
  aws_config_configuration_recorder: { name: 256 },
  aws_config_delivery_channel: { name: 256 },
  aws_db_instance: { identifier: 63, final_snapshot_identifier: 255 },
  aws_db_parameter_group: { name: 255 },
  aws_db_subnet_group: { name: 255 },
  aws_dynamodb_table: { name: 255 },
  aws_elasticache_parameter_group: { name: 255 },
  aws_elasticache_replication_group: { replication_group_id: 40, final_snapshot_identifier: 255 },
  aws_elasticache_subnet_group: { name: 255 },
  aws_elasticache_user: { user_id: 40, user_name: 40 },
  aws_elasticache_user_group: { user_group_id: 40 },
  aws_iam_instance_profile: { name: 128 },
  aws_iam_policy: { name: 128 },
  aws_iam_role: { name: 64 },
  aws_kms_alias: { name: 256 },
  aws_launch_template: { name: 128 },
  aws_lb: { name: 32 },
  aws_lb_target_group: { name: 32 },
  aws_prometheus_workspace: { alias: 100 },
  aws_s3_bucket: { bucket: 63 },
  aws_security_group: { name: 255 },
  aws_sns_topic: { name: 256 },
  aws_ssm_parameter: { name: 1011 },
  aws_wafv2_web_acl: { name: 128 },
};

const longest = { organization: "organization", environment: "environment-of-names", name: "service-with-a-name1" };
const cache: EnvironmentConfig["caches"][string] = {
  version: "8.0",
  nodeType: "cache.t4g.small",
  nodes: 2,
  port: 6380,
  users: {},
  fromSnapshot: null,
  snapshotDays: 7,
  logRetentionDays: 30,
  dataClass: "internal",
};
const nameOf = (key: string) => `${key}-${longest.name}`.slice(0, 20).replace(/-$/, "x");

/** Staging with the longest names of everything that the configuration lets people name. */
function named(): ReturnType<typeof loadOrganization> {
  const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
  const shared = organization.environments.find(({ name }) => name === "shared") as EnvironmentConfig;
  const { shop, monolith } = organization.services as Record<
    "shop" | "monolith",
    OrganizationConfig["services"][string]
  >;
  const [web, vm] = [nameOf("web"), nameOf("vm")];
  const database = staging.databases.shop as EnvironmentConfig["databases"][string];
  const environment: EnvironmentConfig = {
    ...staging,
    name: longest.environment,
    account: longest.environment,
    services: [web, vm],
    databases: { database_with_a_very_long_name_indeed: database },
    compute: staging.compute && { ...staging.compute, service: vm, databases: [], caches: [] },
    caches: { cache_with_a_very_long_name_indeed: { ...cache, users: { "name-of-15-char": "on ~* +@read" } } },
    backup: staging.backup && { ...staging.backup, restoreTest: { frequency: "monthly", keepHours: 1 } },
    registry: shared.registry,
    reach: [],
  };
  return loadOrganization({
    ...organization,
    name: longest.organization,
    accounts: { [longest.environment]: { id: "999999999999", email: "aws@example.com" } },
    services: { [web]: shop, [vm]: monolith },
    environments: [environment],
    connected: [],
  } as OrganizationConfig);
}

describe("the longest names that the configuration takes", () => {
  const tree = linkedTrees({ organization: named(), adoptions: {}, outdir })[longest.environment] ?? [];
  const names = tree.flatMap(({ type, values }) =>
    Object.entries(values).flatMap(([attribute, value]) => {
      const isName = /(^|_)(name|alias|bucket|identifier)$|^(replication_group|user_group|user)_id$/.test(attribute);
      return isName && typeof value === "string" && !value.includes("${") ? [{ type, attribute, value }] : [];
    }),
  );

  it("are of the length that the schema allows", () => {
    expect([longest.organization.length, longest.environment.length, longest.name.length]).toEqual([12, 20, 20]);
  });

  it("give no name that AWS refuses for its length", () => {
    const tooLong = names
      .filter(({ type, attribute, value }) => value.length > (limits[type]?.[attribute] ?? Number.POSITIVE_INFINITY))
      .map(({ type, attribute, value }) => `${type}.${attribute}: ${value} has ${value.length}`);
    expect(tooLong).toEqual([]);
  });

  it("are all held to a limit", () => {
    const unlimited = names
      .filter(({ type, attribute, value }) => value.includes(longest.organization) && !limits[type]?.[attribute])
      .map(({ type, attribute }) => `${type}.${attribute}`);
    expect([...new Set(unlimited)]).toEqual([]);
    expect(names.length).toBeGreaterThan(100);
  });

  it("are two where the configuration has two", () => {
    for (const type of ["aws_lb_target_group", "aws_iam_role", "aws_s3_bucket", "aws_backup_vault"]) {
      const same = names.filter((each) => each.type === type && /^(name|bucket)$/.test(each.attribute));
      expect(new Set(same.map(({ value }) => value)).size).toBe(same.length);
    }
  });

  it("of roles, profiles and policies begin as the pipelines' rights want it", () => {
    const types = ["aws_iam_role", "aws_iam_instance_profile", "aws_iam_policy"];
    const made = names.filter(({ type, attribute }) => types.includes(type) && attribute === "name");
    const prefix = namePrefix(longest.organization, longest.environment);
    expect(made.filter(({ value }) => !value.startsWith(prefix))).toEqual([]);
    expect(new Set(made.map(({ type }) => type)).size).toBe(types.length);
  });

  it("give no tag that is longer than 256 characters", () => {
    const values = tree.flatMap(({ values: { tags } }) => Object.values((tags ?? {}) as Record<string, string>));
    expect(values.filter((value) => value.length > 256)).toEqual([]);
    expect(values.length).toBeGreaterThan(100);
  });
});
