import { describe, expect, it } from "vitest";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../../src/config/schema.js";
import { largestRestoredGib, recoveryPointHours, restoreHours } from "../../../src/domain/backup.js";

type Backup = NonNullable<EnvironmentConfig["backup"]>;
const dev = organization.environments.find(({ name }) => name === "dev") as EnvironmentConfig;
const own = dev.backup as Backup;
const rules = own.plans.confidential as NonNullable<Backup["plans"]["confidential"]>;
const { continuous, daily, monthly } = rules as Required<typeof rules>;

const withBackup = (backup: EnvironmentConfig["backup"]): OrganizationConfig => ({
  ...organization,
  environments: organization.environments.map((each) => (each.name === "dev" ? { ...each, backup } : each)),
});
const withDev = (change: Partial<EnvironmentConfig>, over: Partial<OrganizationConfig> = {}): OrganizationConfig => ({
  ...organization,
  environments: organization.environments.map((each) => (each.name === "dev" ? { ...each, ...change } : each)),
  ...over,
});
const shop = dev.databases.shop as EnvironmentConfig["databases"][string];
const aurora = { kind: "aurora", minCapacityUnits: 1, maxCapacityUnits: 2, instances: 2 } as const;
const sized = (size: object) => withDev({ databases: { shop: { ...shop, size: { ...shop.size, ...size } as never } } });
const sessions = (dataClass: "public" | "internal" | "confidential"): EnvironmentConfig["caches"] => ({
  sessions: {
    version: "8.0",
    nodeType: "cache.t4g.small",
    nodes: 2,
    port: 6380,
    users: {},
    fromSnapshot: null,
    snapshotDays: 7,
    logRetentionDays: 30,
    dataClass,
  },
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

describe("how long a restore takes", () => {
  const speed = { startHours: 0.5, gibPerHour: 400 };

  it("is the time until it starts, and time by the size", () => {
    expect(restoreHours(1000, speed)).toBe(3);
    expect(largestRestoredGib(4, speed)).toBe(1400);
    expect(restoreHours(largestRestoredGib(4, speed), speed)).toBe(4);
    expect(largestRestoredGib(0.5, speed)).toBe(0);
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

  it("is met by a database that is as large as can be restored in time, and by a cache whose loss is allowed", () => {
    expect(() => loadOrganization(sized({ maxStorageGib: 1400 }))).not.toThrow();
    expect(() => loadOrganization(withDev({ caches: sessions("internal") }))).not.toThrow();
    const copyKeyArn = "arn:aws:kms:eu-central-1:666666666666:key/1";
    const copied = {
      state: { ...dev.state, copyKeyArn },
      backup: { ...own, copies: { ...own.copies, region: "eu-central-1" as const } },
    };
    expect(() => loadOrganization(withDev(copied))).not.toThrow();
  });

  it.each<[string, OrganizationConfig, string]>([
    [
      "a database that is too large to be back in time",
      sized({ maxStorageGib: 2000 }),
      "src/config/dev.ts: databases.shop.size.maxStorageGib: takes 5.5 hours to restore, 0.5 until it starts and 2000 GiB at 400 an hour, and its class confidential allows 4 (got 2000). Give at most 1400, allow more in dataClasses.confidential.rtoHours, or put what restore tests measured into restore.",
    ],
    [
      "a cluster of which too much is expected",
      withDev({ databases: { shop: { ...shop, size: { ...aurora, expectedGib: 1500 } } } }),
      "src/config/dev.ts: databases.shop.size.expectedGib: takes 4.25 hours to restore, 0.5 until it starts and 1500 GiB",
    ],
    [
      "a class of which nothing is back in time",
      withDev({}, { dataClasses: { ...organization.dataClasses, confidential: { rtoHours: 0.25, rpoHours: 1 } } }),
      "and its class confidential allows 0.25 (got 100). Choose another class, allow more in dataClasses.confidential.rtoHours",
    ],
    [
      "a cache of data that may not be lost",
      withDev({ caches: sessions("confidential") }),
      'src/config/dev.ts: caches.sessions.dataClass: loses up to 24 hours, for a cache is saved once a day, and its class allows 1 (got "confidential"). Keep what may not be lost in a database, and class the cache by the rest.',
    ],
    [
      "copies of states without a region",
      withDev({ state: { ...dev.state, copyKeyArn: "arn:aws:kms:eu-central-1:666666666666:key/1" } }),
      'src/config/dev.ts: state.copyKeyArn: states are copied to no region (got "arn:aws:kms:eu-central-1:666666666666:key/1"). Give backup.copies.region, and the key that the layer recovery tells; or null.',
    ],
    [
      "copies of states by a key of another region",
      withDev({
        state: { ...dev.state, copyKeyArn: "arn:aws:kms:eu-west-1:666666666666:key/1" },
        backup: { ...own, copies: { ...own.copies, region: "eu-central-1" } },
      }),
      "src/config/dev.ts: state.copyKeyArn: is no key of eu-central-1, where states are copied to",
    ],
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
