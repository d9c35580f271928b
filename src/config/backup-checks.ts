import type { FaultDetails } from "../core/errors.js";
import { cacheLosesHours, largestRestoredGib, recoveryPointHours, restoreHours } from "../domain/backup.js";
import type { EnvironmentConfig, OrganizationConfig } from "./schema.js";

type Backup = NonNullable<EnvironmentConfig["backup"]>;
type Plan = NonNullable<Backup["plans"][keyof Backup["plans"]]>;

/** Whether what holds data is backed up as its class asks for, and whether AWS Backup would take the plans. */
export function backupFaults(environment: EnvironmentConfig, organization: OrganizationConfig): FaultDetails[] {
  const { name, backup } = environment;
  const file = `src/config/${name}.ts`;
  return [
    ...Object.keys(environment.databases).flatMap((key) => [
      ...objectiveFaults(key, environment, organization, file),
      ...restoreFaults(key, environment, organization, file),
    ]),
    ...cacheFaults(environment, organization, file),
    ...stateFaults(environment, file),
    ...lockFaults(backup, file),
    ...copyFaults(backup, organization, file),
  ];
}

function objectiveFaults(
  key: string,
  { databases, backup }: EnvironmentConfig,
  { dataClasses }: OrganizationConfig,
  file: string,
): FaultDetails[] {
  const { dataClass, backupRetentionDays } = databases[key] as EnvironmentConfig["databases"][string];
  const { rpoHours } = dataClasses[dataClass];
  const plan = backup?.plans[dataClass] ?? {};
  const loses = recoveryPointHours(Object.values(plan));
  if (loses === undefined) {
    return [
      {
        what: "no backup is made of data of this class",
        file,
        field: `databases.${key}.dataClass`,
        got: dataClass,
        remedy: `Add backup.plans.${dataClass}, with a rule that loses at most ${rpoHours} hours.`,
      },
    ];
  }
  const tooSeldom =
    loses > rpoHours
      ? [
          {
            what: `loses up to ${loses} hours of the database ${key}, and its class allows ${rpoHours}`,
            file,
            field: `backup.plans.${dataClass}`,
            got: Object.keys(plan),
            remedy: `Add a rule that is continuous or made more often, or allow more in dataClasses.${dataClass}.rpoHours.`,
          },
        ]
      : [];
  return [...tooSeldom, ...retentionFaults(key, plan, dataClass, backupRetentionDays, file)];
}

/** AWS Backup sets the retention of a database's own backups to that of a continuous rule (AWS Backup developer guide, "Amazon RDS"). */
function retentionFaults(key: string, plan: Plan, dataClass: string, ownDays: number, file: string): FaultDetails[] {
  return Object.entries(plan)
    .filter(([, { isContinuous, keepDays }]) => isContinuous && keepDays !== ownDays)
    .map(([rule, { keepDays }]) => ({
      what: `is not how long the database ${key} keeps its own backups: AWS Backup would change that, and Terraform change it back`,
      file,
      field: `backup.plans.${dataClass}.${rule}.keepDays`,
      got: keepDays,
      remedy: `Give ${ownDays}, or set databases.${key}.backupRetentionDays to ${keepDays}.`,
    }));
}

/** Whether a database of the largest size that it may have is back in time. */
function restoreFaults(
  key: string,
  { databases }: EnvironmentConfig,
  { dataClasses, restore }: OrganizationConfig,
  file: string,
): FaultDetails[] {
  const { dataClass, size } = databases[key] as EnvironmentConfig["databases"][string];
  const { rtoHours } = dataClasses[dataClass];
  const [field, gib] =
    size.kind === "instance" ? ["maxStorageGib", size.maxStorageGib] : ["expectedGib", size.expectedGib];
  const hours = restoreHours(Number(gib), restore);
  if (hours <= rtoHours) return [];
  const { startHours, gibPerHour } = restore;
  const largest = largestRestoredGib(rtoHours, restore);
  return [
    {
      what:
        `takes ${Number(hours.toFixed(2))} hours to restore, ${startHours} until it starts and ${gib} GiB at ${gibPerHour} an ` +
        `hour, and its class ${dataClass} allows ${rtoHours}`,
      file,
      field: `databases.${key}.size.${field}`,
      got: gib,
      remedy:
        `${largest >= 1 ? `Give at most ${largest}` : "Choose another class"}, allow more in dataClasses.${dataClass}.rtoHours, ` +
        "or put what restore tests measured into restore.",
    },
  ];
}

function cacheFaults({ caches }: EnvironmentConfig, { dataClasses }: OrganizationConfig, file: string): FaultDetails[] {
  return Object.entries(caches)
    .filter(([, { dataClass }]) => dataClasses[dataClass].rpoHours < cacheLosesHours)
    .map(([key, { dataClass }]) => ({
      what: `loses up to ${cacheLosesHours} hours, for a cache is saved once a day, and its class allows ${dataClasses[dataClass].rpoHours}`,
      file,
      field: `caches.${key}.dataClass`,
      got: dataClass,
      remedy: "Keep what may not be lost in a database, and class the cache by the rest.",
    }));
}

function stateFaults({ state, backup }: EnvironmentConfig, file: string): FaultDetails[] {
  const region = backup?.copies.region ?? null;
  if (state.copyKeyArn === null || state.copyKeyArn.startsWith(`arn:aws:kms:${region}:`)) return [];
  return [
    {
      what: region === null ? "states are copied to no region" : `is no key of ${region}, where states are copied to`,
      file,
      field: "state.copyKeyArn",
      got: state.copyKeyArn,
      remedy: "Give backup.copies.region, and the key that the layer recovery tells; or null.",
    },
  ];
}

function lockFaults(backup: Backup | null, file: string): FaultDetails[] {
  if (!backup?.lock) return [];
  const { minDays, maxDays } = backup.lock;
  return Object.entries(backup.plans).flatMap(([dataClass, plan]) =>
    Object.entries(plan ?? {})
      .filter(([, { keepDays }]) => keepDays < minDays || keepDays > maxDays)
      .map(([rule, { keepDays }]) => ({
        what: "is outside of the vault's lock: every such backup would fail",
        file,
        field: `backup.plans.${dataClass}.${rule}.keepDays`,
        got: keepDays,
        remedy: `Give ${minDays} to ${maxDays}, or change backup.lock.`,
      })),
  );
}

function copyFaults(backup: Backup | null, { accounts }: OrganizationConfig, file: string): FaultDetails[] {
  const account = backup?.copies.account;
  const unknown =
    account && !accounts[account]
      ? [
          {
            what: "there is no such account",
            file,
            field: "backup.copies.account",
            got: account,
            remedy: `Name one of ${Object.keys(accounts).join(", ")}, or null.`,
          },
        ]
      : [];
  const isNowhere = backup && !account && backup.copies.region === null;
  const nowhere = Object.entries(isNowhere ? backup.plans : {}).flatMap(([dataClass, plan]) =>
    Object.entries(plan ?? {})
      .filter(([, { isCopied }]) => isCopied)
      .map(([rule]) => ({
        what: "is copied nowhere",
        file,
        field: `backup.plans.${dataClass}.${rule}.isCopied`,
        got: true,
        remedy: "Give backup.copies a region or an account, or set it to false.",
      })),
  );
  return [...unknown, ...nowhere];
}
