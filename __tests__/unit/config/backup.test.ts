import { describe, expect, it } from "vitest";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../../src/config/schema.js";
import { recoveryPointHours } from "../../../src/domain/backup.js";

type Backup = NonNullable<EnvironmentConfig["backup"]>;
const dev = organization.environments.find(({ name }) => name === "dev") as EnvironmentConfig;
const own = dev.backup as Backup;
const rules = own.plans.confidential as NonNullable<Backup["plans"]["confidential"]>;
const { continuous, daily, monthly } = rules as Required<typeof rules>;

const withBackup = (backup: EnvironmentConfig["backup"]): OrganizationConfig => ({
  ...organization,
  environments: organization.environments.map((each) => (each.name === "dev" ? { ...each, backup } : each)),
});
const withPlan = (plan: object) => withBackup({ ...own, plans: { confidential: plan as typeof rules } });

describe("what backups alone would lose", () => {
  it("is the time between two, five minutes of continuous ones, and all of it without any", () => {
    expect(recoveryPointHours([{ frequency: "monthly", isContinuous: false }])).toBe(744);
    expect(
      recoveryPointHours([
        { frequency: "weekly", isContinuous: false },
        { frequency: "daily", isContinuous: false },
      ]),
    ).toBe(24);
    expect(recoveryPointHours([{ frequency: "hourly", isContinuous: true }])).toBeCloseTo(0.083, 3);
    expect(recoveryPointHours([])).toBeUndefined();
  });
});

describe("a database's class of data", () => {
  it("is met by the example", () => {
    expect(() => loadOrganization()).not.toThrow();
  });

  it("asks for less of a class that may lose more", () => {
    const dataClasses = { ...organization.dataClasses, confidential: { rtoHours: 24, rpoHours: 24 } };
    expect(() => loadOrganization({ ...withPlan({ daily }), dataClasses })).not.toThrow();
  });

  it.each<[string, OrganizationConfig, string]>([
    [
      "no backup",
      withBackup(null),
      'src/config/dev.ts: databases.shop.dataClass: no backup is made of data of this class (got "confidential"). Add backup.plans.confidential, with a rule that loses at most 1 hours.',
    ],
    [
      "a plan without a rule",
      withPlan({}),
      "src/config/dev.ts: databases.shop.dataClass: no backup is made of data of this class",
    ],
    [
      "backups that are too seldom",
      withPlan({ daily, monthly }),
      'src/config/dev.ts: backup.plans.confidential: loses up to 24 hours of the database shop, and its class allows 1 (got ["daily","monthly"]). Add a rule that is continuous or made more often, or allow more in dataClasses.confidential.rpoHours.',
    ],
    [
      "continuous backups of another length than the database's own",
      withPlan({ continuous: { ...continuous, keepDays: 14 } }),
      "src/config/dev.ts: backup.plans.confidential.continuous.keepDays: is not how long the database shop keeps its own backups: AWS Backup would change that, and Terraform change it back (got 14). Give 7, or set databases.shop.backupRetentionDays to 14.",
    ],
    [
      "what the lock refuses",
      withBackup({ ...own, lock: { minDays: 7, maxDays: 90, graceDays: null } }),
      "src/config/dev.ts: backup.plans.confidential.monthly.keepDays: is outside of the vault's lock: every such backup would fail (got 365). Give 7 to 90, or change backup.lock.",
    ],
    [
      "copies to nowhere",
      withPlan({ continuous, daily: { ...daily, isCopied: true } }),
      "src/config/dev.ts: backup.plans.confidential.daily.isCopied: is copied nowhere (got true). Give backup.copies a region or an account, or set it to false.",
    ],
    [
      "copies to an unknown account",
      withBackup({ ...own, copies: { ...own.copies, account: "vaults" } }),
      'src/config/dev.ts: backup.copies.account: there is no such account (got "vaults").',
    ],
  ])("names %s", (_, config, message) => {
    expect(() => loadOrganization(config)).toThrow(message);
  });
});
