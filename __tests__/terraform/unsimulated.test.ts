import { afterAll, beforeAll, expect, it } from "vitest";
import { textFile } from "../../src/emit/files.js";
import { lockFile } from "../../src/emit/lock-file.js";
import { moduleFiles } from "../../src/emit/module.js";
import { backup } from "../../src/modules/backup/index.js";
import { cache } from "../../src/modules/cache/index.js";
import { cost } from "../../src/modules/cost/index.js";
import { dns } from "../../src/modules/dns/index.js";
import { observability } from "../../src/modules/observability/index.js";
import { plannedTree } from "../../src/policy/from-plan.js";
import { policyRules } from "../../src/policy/index.js";
import { judgePlan } from "../../src/policy/judge-plan.js";
import type { PlanJson } from "../../src/terraform/plan.js";
import { type Bench, bench } from "../support/terraform.js";

/** What the simulator does not hold, so that only the provider's own checks of a plan can be had. */
const folder = "elsewhere/live/account";
const root = {
  provider: { aws: { region: "eu-west-1" } },
  module: {
    cost: {
      source: "../../../modules/cost",
      ...cost.example,
      actions: {
        stop: {
          budget: "account",
          percent: 110,
          policy_arn: "arn:aws:iam::123456789012:policy/nothing-new",
          role_names: ["deployers"],
        },
      },
      compute_optimizer: {},
      cost_optimization_hub: {},
      data_export: { bucket_name: "example-dev-costs-123456789012", bucket_region: "eu-west-1" },
    },
    backup: {
      source: "../../../modules/backup",
      ...backup.example,
      lock: { min_retention_days: 7, changeable_for_days: 3 },
      copies_from: { organization_id: "o-abcdefghij" },
    },
    dns: {
      source: "../../../modules/dns",
      ...dns.example,
      query_log: { log_group_arn: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example" },
      signing: { kms_key_arn: "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012" },
    },
    observability: {
      source: "../../../modules/observability",
      ...observability.example,
      canary_runs: { account_id: "123456789012", bucket_name: "example-dev-canaries" },
      canaries: {
        shop: { code_bucket: "example-code", code_key: "shop.zip", runtime_version: "syn-nodejs-puppeteer-10.0" },
      },
      grafana: { account_id: "123456789012" },
    },
    cache: {
      source: "../../../modules/cache",
      ...cache.example,
      tags: { environment: "dev", owner: "platform", "cost-center": "cc-1000" },
    },
  },
};

let outsider: Bench;
beforeAll(async () => {
  const modules = [cost, backup, dns, observability, cache].flatMap(moduleFiles);
  outsider = await bench([...modules, lockFile(folder), textFile(`${folder}/main.tf.json`, JSON.stringify(root))]);
});
afterAll(() => outsider?.remove());

let plan: PlanJson;

it("what the simulator does not hold is planned", async () => {
  plan = await outsider.plan(folder);
  const made = (plan.resource_changes ?? []).map(({ address, change }) => `${change.actions.join()} ${address}`);
  expect(made).toEqual(
    expect.arrayContaining([
      'create module.cost.aws_bcmdataexports_export.this["data_export"]',
      'create module.cost.aws_budgets_budget_action.this["stop"]',
      'create module.cost.aws_computeoptimizer_enrollment_status.this["compute_optimizer"]',
      'create module.cost.aws_costoptimizationhub_enrollment_status.this["cost_optimization_hub"]',
      'create module.backup.aws_backup_vault_policy.destination["copies_from"]',
      'create module.dns.aws_route53_query_log.this["query_log"]',
      'create module.dns.aws_route53_key_signing_key.this["signing"]',
      'create module.dns.aws_route53_hosted_zone_dnssec.this["signing"]',
      'create module.observability.aws_grafana_workspace.this["grafana"]',
      'create module.observability.aws_synthetics_canary.this["shop"]',
      "create module.cache.aws_elasticache_replication_group.this",
      'create module.cache.aws_elasticache_user_group_association.this["shop"]',
    ]),
  );
});

it("what is planned of a cache is as the rules want it, known or not", () => {
  const rules = policyRules.filter(({ id }) => /^(elasticache|logs|vpc|tags)\./.test(id));
  const { findings, unknown, checks } = judgePlan("dev", plannedTree(plan, "cache"), rules, [], "2027-01-01");
  const ofCache = ({ address }: { readonly address: string }) => address.startsWith("module.cache.");
  expect({ findings: findings.filter(ofCache), unknown: unknown.filter(ofCache) }).toEqual({
    findings: [],
    unknown: [],
  });
  expect(checks).toBeGreaterThan(20);
});
