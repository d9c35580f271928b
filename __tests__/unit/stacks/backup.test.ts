import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { placed } from "../../../src/cli/gate.js";
import { type Environment, loadOrganization } from "../../../src/config/load.js";
import { organization as configured } from "../../../src/config/organization.js";
import type { EnvironmentConfig } from "../../../src/config/schema.js";
import { declareRoots } from "../../../src/stacks/index.js";
import { recovery } from "../../../src/stacks/recovery.js";
import { adoptionOfOneVpc } from "../../support/adoption.js";

const outdir = mkdtempSync(join(tmpdir(), "uplift-backup-"));
afterAll(() => rmSync(outdir, { recursive: true }));

const organization = loadOrganization();
const trees = linkedTrees({ organization, adoptions: { prod: adoptionOfOneVpc }, outdir });
const of = (environment: string, type: string) => (trees[environment] ?? []).filter((each) => each.type === type);

describe("the backup layer", () => {
  it.each(["dev", "staging", "prod"])("selects every database of %s by the tag that the database carries", (name) => {
    const databases = of(name, "aws_db_instance");
    const selected = of(name, "aws_backup_selection").map(({ values }) => values.selection_tag);
    expect(databases.map(({ values }) => (values.tags as { backup: string }).backup)).toEqual(["confidential"]);
    expect(selected).toEqual([[{ type: "STRINGEQUALS", key: "backup", value: "confidential" }]]);
  });

  it("copies prod's backups to the same vault in another region and another account, and none of dev's", () => {
    const rule = (name: string, key: string) => {
      const rules = of(name, "aws_backup_plan")[0]?.values.rule as { rule_name: string; copy_action?: object[] }[];
      return rules.find(({ rule_name }) => rule_name === key);
    };
    expect(rule("prod", "daily")?.copy_action).toEqual([
      {
        destination_vault_arn: "arn:aws:backup:eu-central-1:888888888888:backup-vault:example-prod-confidential",
        lifecycle: { delete_after: 35 },
      },
      {
        destination_vault_arn: "arn:aws:backup:eu-west-1:444444444444:backup-vault:example-prod-confidential",
        lifecycle: { delete_after: 35 },
      },
    ]);
    expect(rule("prod", "continuous")?.copy_action).toBeUndefined();
    expect(rule("dev", "daily")?.copy_action).toBeUndefined();
  });

  it("says on the vault how soon its data must be back, and how much may be lost", () => {
    expect(of("prod", "aws_backup_vault").find(({ layer }) => layer === "backup")?.values).toMatchObject({
      name: "example-prod-confidential",
      kms_key_arn: "${foundation/module.foundation.aws_kms_key.backup.arn}",
      tags: { "data-class": "confidential", "rto-hours": "4", "rpo-hours": "1" },
    });
  });
});

describe("the recovery layer", () => {
  it("makes prod's vaults where its copies go, under the names that they go to, and none for dev", () => {
    expect(of("prod", "aws_backup_vault").filter(({ layer }) => layer === "recovery")).toMatchObject([
      {
        values: { name: "example-prod-confidential", kms_key_arn: "${recovery/module.recovery.aws_kms_key.this.arn}" },
      },
    ]);
    const [lock] = of("prod", "aws_backup_vault_lock_configuration").filter(({ layer }) => layer === "recovery");
    expect(lock?.values).toMatchObject({ min_retention_days: 35, max_retention_days: 365 });
    expect((trees.dev ?? []).filter(({ layer }) => layer === "recovery")).toEqual([]);
  });

  it("lies in the region of the copies, its state in the environment's own", () => {
    const { prod } = organization.environments;
    const roots = declareRoots(new App({ outdir }), { ...organization, environments: { prod } as never }, {}, [
      recovery,
    ]);
    const [root] = roots;
    expect(root?.stack.props).toMatchObject({ region: "eu-central-1", state: { region: "eu-west-1" } });
    expect(placed(prod as Environment, "recovery").region).toBe("eu-central-1");
    expect(placed(prod as Environment, "backup").region).toBe("eu-west-1");
  });
});

describe("copies of states", () => {
  it("go to the bucket of the recovery layer once its key is known", () => {
    const prod = configured.environments.find(({ name }) => name === "prod") as EnvironmentConfig;
    const copyKeyArn = "arn:aws:kms:eu-central-1:888888888888:key/1";
    const copied = loadOrganization({
      ...configured,
      environments: [{ ...prod, state: { ...prod.state, copyKeyArn } }],
      connected: [],
    });
    const tree = linkedTrees({ organization: copied, adoptions: { prod: adoptionOfOneVpc }, outdir }).prod ?? [];
    const bucket = tree.find(({ layer, type }) => layer === "recovery" && type === "aws_s3_bucket");
    const [replication] = tree.filter(({ type }) => type === "aws_s3_bucket_replication_configuration");
    expect(bucket?.values.bucket).toBe("example-prod-state-copies-888888888888");
    expect(replication?.values.rule).toMatchObject([
      {
        destination: {
          bucket: "arn:aws:s3:::example-prod-state-copies-888888888888",
          encryption_configuration: { replica_kms_key_id: copyKeyArn },
        },
      },
    ]);
    const [boundary] = tree.filter(({ type, address }) => type === "aws_iam_policy" && address.endsWith("boundary"));
    const [role] = tree.filter(({ layer, type }) => layer === "bootstrap" && type === "aws_iam_role");
    expect(role?.values.permissions_boundary).toBe(`arn:aws:iam::888888888888:policy/${boundary?.values.name}`);
    expect(of("prod", "aws_s3_bucket_replication_configuration")).toEqual([]);
  });
});

describe("the cost layer", () => {
  it("has a budget of each account, and of what is configured", () => {
    const budgets = (name: string) => of(name, "aws_budgets_budget").map(({ values }) => values.name);
    expect(budgets("shared")).toEqual(["example-shared-account"]);
    expect(budgets("prod")).toEqual([
      "example-prod-account",
      "example-prod-service-databases",
      "example-prod-tag-shop",
    ]);
    expect(of("prod", "aws_budgets_budget").at(-1)?.values.cost_filter).toEqual([
      { name: "TagKeyValue", values: ["user:service$shop"] },
    ]);
  });
});
