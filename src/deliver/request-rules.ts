import type { Finding } from "../adopt/gate.js";
import type { CostChange } from "./cost.js";
import type { PlannedChange } from "./outcome.js";

/** What the gate refuses, or what must not be applied now. */
export type RequestFinding = Omit<Finding, "rule"> & { readonly rule: Finding["rule"] | "outside-window" };

/** Hours of the week, in UTC, in which what holds data may be changed. */
export interface DataWindow {
  readonly days: readonly string[];
  readonly fromHour: number;
  readonly toHour: number;
}

/** The label by which people agree to a change that costs more than the limit. */
export const costLabel = "cost-agreed";

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Objects that hold data which no apply brings back. */
const dataTypes =
  /^aws_(db_instance|rds_cluster|rds_cluster_instance|dynamodb_table|efs_file_system|elasticache_(replication_group|cluster)|ebs_volume|s3_bucket|kms_key)$/;

export const isOpen = ({ days, fromHour, toHour }: DataWindow, now: Date): boolean =>
  days.includes(weekdays[now.getUTCDay()] ?? "") && now.getUTCHours() >= fromHour && now.getUTCHours() < toHour;

export const windowInWords = ({ days, fromHour, toHour }: DataWindow): string =>
  `${days.join(", ")} from ${fromHour}:00 to ${toHour}:00 UTC`;

/** What holds data and is changed in place, replaced or destroyed; new objects hold nothing yet. */
export const dataChanges = ({ changes }: { readonly changes: readonly PlannedChange[] }): readonly string[] =>
  changes
    .filter(({ address, actions }) => {
      const type = /(?:^|\.)(aws_\w+)\.[\w-]+(\[[^\]]*\])?$/.exec(address)?.[1] ?? "";
      return dataTypes.test(type) && actions.some((action) => action === "update" || action === "delete");
    })
    .map(({ address }) => address);

/** Refuses an apply that changes what holds data outside of its environment's window. */
export function windowFindings(
  plan: { readonly changes: readonly PlannedChange[] },
  window: DataWindow | null,
  now: Date,
): readonly RequestFinding[] {
  if (!window || isOpen(window, now)) return [];
  return dataChanges(plan).map((address) => ({
    rule: "outside-window" as const,
    address,
    what: `holds data, which may be changed on ${windowInWords(window)} alone`,
    remedy: "Apply it then, or change delivery.dataWindow in the environment's file.",
  }));
}

/** Why a request may not be merged for what it costs; undefined where it may. */
export function costRefusal(
  { monthlyUsd }: CostChange,
  limitUsd: number,
  labels: readonly string[],
): string | undefined {
  if (monthlyUsd <= limitUsd || labels.includes(costLabel)) return undefined;
  return `It costs $${monthlyUsd.toFixed(2)} a month more, and from $${limitUsd} on somebody must agree: label it ${costLabel}.`;
}
