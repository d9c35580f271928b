import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkedTrees } from "../../../src/assembly.js";
import { loadOrganization } from "../../../src/config/load.js";
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
    expect(of("prod", "aws_backup_vault")[0]?.values).toMatchObject({
      name: "example-prod-confidential",
      kms_key_arn: "${foundation/module.foundation.aws_kms_key.backup.arn}",
      tags: { "data-class": "confidential", "rto-hours": "4", "rpo-hours": "1" },
    });
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
