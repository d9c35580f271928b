import { z } from "zod";
import { days, key, logRetention } from "./values.js";

/** What the account stands on. */
export const foundation = z.strictObject({
  audit: z.strictObject({
    /** Days that the trail's log group, which alarms watch, keeps its events. */
    logRetentionDays: logRetention,
    /** Days that the trail's bucket keeps its objects. */
    retentionDays: days(365, 36_500),
    /** Days in which nobody can delete an object of the trail without a right of its own. */
    lockDays: days(1, 36_500),
  }),
  /** AWS Config's managed rules; none leaves the recorder out. */
  configRules: z.array(
    z.string().regex(/^[A-Z0-9_]+$/, "is no managed rule: give its identifier, e.g. ENCRYPTED_VOLUMES"),
  ),
  /** GuardDuty; null where the organization's security account runs it. */
  guardduty: z.strictObject({ features: z.array(z.string()), watchesRuntime: z.boolean() }).nullable(),
  /** Security Hub's standards by what follows `standards/` in their ARN. */
  securityHubStandards: z.array(z.string()),
  /** What Inspector scans. */
  inspector: z.array(z.enum(["EC2", "ECR", "LAMBDA"])),
  /** Closes every bucket of the account to the public: false until the inventory shows that none is open on purpose. */
  closesAllBuckets: z.boolean(),
  alarmSubscriptions: z.record(
    key,
    z.strictObject({ protocol: z.enum(["email", "https", "sqs", "lambda"]), endpoint: z.string().min(1) }),
  ),
});
