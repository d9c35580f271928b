/** Longest that a continuous backup is kept (AWS Backup developer guide, "Continuous backups and point-in-time recovery"). */
export const longestContinuousDays = 35;

/** Shortest that a backup stays in cold storage (AWS Backup API, Lifecycle). */
export const shortestColdDays = 90;

/** How often a backup is made: the hours between two, and AWS's schedule in UTC. */
export const frequencies = {
  hourly: { hours: 1, schedule: "cron(0 * * * ? *)" },
  daily: { hours: 24, schedule: "cron(0 3 * * ? *)" },
  weekly: { hours: 168, schedule: "cron(0 3 ? * SUN *)" },
  monthly: { hours: 744, schedule: "cron(0 4 1 * ? *)" },
} as const;

export type Frequency = keyof typeof frequencies;

/** What of a plan's rule decides how much can be lost. */
export interface BackupRule {
  readonly frequency: Frequency;
  readonly isContinuous: boolean;
}

export interface RestoreSpeed {
  /** Until the restore begins to read. */
  readonly startHours: number;
  readonly gibPerHour: number;
}

/** How long it takes until a database of this size is back. */
export const restoreHours = (gib: number, { startHours, gibPerHour }: RestoreSpeed): number =>
  startHours + gib / gibPerHour;

/** The largest that is back in time; less than 1 where nothing is. */
export const largestRestoredGib = (hours: number, { startHours, gibPerHour }: RestoreSpeed): number =>
  Math.floor((hours - startHours) * gibPerHour);

/** ElastiCache takes a snapshot a day, and so many hours of a cache are lost with it. */
export const cacheLosesHours = 24;

/** A continuous backup lags by at most five minutes (Amazon RDS user guide, "Restoring a DB instance to a specified time"). */
const continuousLagHours = 5 / 60;

/** The most hours of data that are lost when only these backups are left; undefined where there are none. */
export function recoveryPointHours(rules: readonly BackupRule[]): number | undefined {
  const hours = rules.map(({ frequency, isContinuous }) =>
    isContinuous ? continuousLagHours : frequencies[frequency].hours,
  );
  return hours.length > 0 ? Math.min(...hours) : undefined;
}
