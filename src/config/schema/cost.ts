import { z } from "zod";
import { key } from "./values.js";

const usd = z.number().min(1, "is less than a dollar");

/** What an environment may cost, and who is told when it costs more. */
export const cost = z.strictObject({
  /** Of the whole account, a month. */
  monthlyUsd: usd,
  /** Of a service of AWS, by its name in bills. */
  byService: z.record(key, z.strictObject({ service: z.string().min(1), monthlyUsd: usd })),
  /** Of what carries a tag, which must be a cost allocation tag. */
  byTag: z.record(key, z.strictObject({ tag: z.string().min(1), value: z.string().min(1), monthlyUsd: usd })),
  /** Who is told beside the alarm topic. */
  emailAddresses: z.array(z.email()).max(10, "are more than ten: AWS Budgets takes ten"),
  /** Unusual spending from this on is told of; null looks for none. */
  anomalyUsd: usd.nullable(),
  /** Tags that costs are told apart by; only in the management account, and only tags that AWS has seen. */
  allocationTags: z.array(z.string()),
  /** AWS's advice on sizes, which `uplift advise` reads. */
  computeOptimizer: z.boolean(),
  costOptimizationHub: z.boolean(),
  /** Writes each resource's costs by the hour into a bucket. */
  exportsData: z.boolean(),
});
