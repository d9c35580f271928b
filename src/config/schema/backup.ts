import { z } from "zod";
import { type Frequency, frequencies } from "../../domain/backup.js";
import { regions } from "../../domain/regions.js";
import { dataClass, days, key, whole } from "./values.js";

const frequency = z.enum(Object.keys(frequencies) as [Frequency, ...Frequency[]]);

/** How what holds data is backed up, wherever it carries its class as the tag `backup`. */
export const backup = z.strictObject({
  /** By class of data, then by lasting name: each class has a vault of its own. */
  plans: z.partialRecord(
    dataClass,
    z.record(
      key,
      z.strictObject({
        frequency,
        keepDays: days(1, 36_500),
        /** Days until it goes to cold storage, where it stays 90 at least; null never. Databases cannot. */
        coldAfterDays: days(1, 36_500).nullable(),
        /** Restores to any second; kept 35 days at most, and as long as the databases' own backups. */
        isContinuous: z.boolean(),
        isCopied: z.boolean(),
      }),
    ),
  ),
  /** No backup may be kept shorter or longer. With `graceDays` nobody can lift that any more, AWS included, once they are over. */
  lock: z
    .strictObject({ minDays: days(1, 36_500), maxDays: days(1, 36_500), graceDays: days(3, 36_500).nullable() })
    .nullable(),
  /** Where copies go: vaults of the same names in another region and in another account, which must exist there. */
  copies: z.strictObject({
    region: z.enum(regions, { error: "is not a region: use one of AWS's, e.g. eu-central-1" }).nullable(),
    account: z.string().nullable(),
    keepDays: days(1, 36_500),
  }),
  /** Restores a random backup of each vault so often and deletes it again; what is restored costs meanwhile. */
  restoreTest: z.strictObject({ frequency, keepHours: whole(1, 168) }).nullable(),
});

/** A restore takes the time until it starts, and time by its size: begin with a guess and put in what restore tests take. */
export const restoreSpeed = z.strictObject({ startHours: z.number().positive(), gibPerHour: z.number().positive() });

/** How soon what holds data of a class must be back, and how much of it may be lost. */
export const objectives = z.strictObject({
  rtoHours: z.number().positive(),
  rpoHours: z.number().positive(),
});
