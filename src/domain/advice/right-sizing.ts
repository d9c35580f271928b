import { compareText, type Inventory, type InventoryResource } from "../inventory.js";
import type { AnswerOf } from "./answers.js";

/** Hours of a month as AWS counts them. */
export const hoursOfMonth = 730;

/** What Compute Optimizer says of one machine, in one shape for instances and databases. */
export interface Recommendation {
  readonly type: "aws_instance" | "aws_db_instance";
  readonly id: string;
  readonly size: string;
  readonly finding: string;
  /** The best option, where there is one. */
  readonly to?: string;
  readonly savingPercent?: number;
  readonly savingUsd?: number;
}

/** What one machine could be, with what it costs and saves a month; whatever AWS did not say is unknown, not nothing. */
export interface Sizing {
  readonly type: Recommendation["type"];
  readonly id: string;
  readonly size: string;
  readonly finding: string;
  readonly to?: string;
  readonly savingUsd?: number;
  /** How the saving comes about, or why it is unknown. */
  readonly arithmetic: string;
}

type Option = { readonly rank: number; readonly to: string; readonly savings: Savings };
type Savings =
  AnswerOf<"instances">["instanceRecommendations"][number]["recommendationOptions"][number]["savingsOpportunity"];

const nameOf = (arn: string) => arn.slice(Math.max(arn.lastIndexOf("/"), arn.lastIndexOf(":")) + 1);

function best(options: readonly Option[]): Pick<Recommendation, "to" | "savingPercent" | "savingUsd"> {
  const [first] = [...options].sort((a, b) => a.rank - b.rank);
  if (!first) return {};
  const { savings, to } = first;
  const inDollars =
    savings?.estimatedMonthlySavings?.currency === "USD" ? savings.estimatedMonthlySavings.value : undefined;
  return {
    to,
    ...(savings && { savingPercent: savings.savingsOpportunityPercentage }),
    ...(inDollars !== undefined && { savingUsd: inDollars }),
  };
}

export const instanceRecommendations = ({ instanceRecommendations: all }: AnswerOf<"instances">): Recommendation[] =>
  all.map(({ instanceArn, currentInstanceType, finding, recommendationOptions }) => ({
    type: "aws_instance",
    id: nameOf(instanceArn),
    size: currentInstanceType,
    finding,
    ...best(
      recommendationOptions.map(({ rank, instanceType, savingsOpportunity }) => ({
        rank,
        to: instanceType,
        savings: savingsOpportunity,
      })),
    ),
  }));

export const databaseRecommendations = ({ rdsDBRecommendations: all }: AnswerOf<"databases">): Recommendation[] =>
  all.map(({ resourceArn, currentDBInstanceClass, instanceFinding, instanceRecommendationOptions }) => ({
    type: "aws_db_instance",
    id: nameOf(resourceArn),
    size: currentDBInstanceClass,
    finding: instanceFinding ?? "unknown",
    ...best(
      (instanceRecommendationOptions ?? []).map(({ rank, dbInstanceClass, savingsOpportunity }) => ({
        rank,
        to: dbInstanceClass,
        savings: savingsOpportunity,
      })),
    ),
  }));

const sizeOf = ({ type, attributes }: InventoryResource): string =>
  String((type === "aws_instance" ? attributes.InstanceType : attributes.DBInstanceClass) ?? "unknown");

const isStopped = ({ type, attributes }: InventoryResource): boolean =>
  type === "aws_instance"
    ? (attributes.State as { readonly Name?: string } | undefined)?.Name === "stopped"
    : attributes.DBInstanceStatus === "stopped";

/** Every instance and database of an inventory, with what Compute Optimizer says of it or that it says nothing. */
export function rightSizing(
  { resources }: Pick<Inventory, "resources">,
  recommendations: readonly Recommendation[],
): readonly Sizing[] {
  return resources
    .filter((each) => each.type === "aws_instance" || each.type === "aws_db_instance")
    .map((each) => {
      const type = each.type as Recommendation["type"];
      const said = recommendations.find((one) => one.type === type && one.id === each.id);
      return sizing({ type, id: each.id, size: sizeOf(each) }, said, isStopped(each));
    })
    .sort((a, b) => (b.savingUsd ?? -1) - (a.savingUsd ?? -1) || compareText(a.id, b.id));
}

function sizing(
  machine: Pick<Sizing, "type" | "id" | "size">,
  said: Recommendation | undefined,
  stopped: boolean,
): Sizing {
  const unknown = (finding: string, arithmetic: string): Sizing => ({ ...machine, finding, arithmetic });
  if (stopped) return unknown("stopped", "unknown: it is stopped and costs its storage alone");
  if (!said) return unknown("unknown", "unknown: Compute Optimizer says nothing of it");
  if (said.size !== machine.size) {
    return unknown("unknown", `unknown: the advice is for ${said.size}, and it is ${machine.size} now`);
  }
  const { finding, to, savingUsd, savingPercent } = said;
  if (to === undefined || to === said.size) return { ...machine, finding, savingUsd: 0, arithmetic: "it fits" };
  if (savingUsd === undefined || savingPercent === undefined) {
    return { ...machine, finding, to, arithmetic: "unknown: the advice has no saving in dollars" };
  }
  return { ...machine, finding, to, savingUsd, arithmetic: arithmeticOf(savingUsd, savingPercent) };
}

/** Hours times rates; the rates follow from the saving and its share of the price. */
function arithmeticOf(savingUsd: number, savingPercent: number): string {
  if (savingPercent <= 0)
    return `${hoursOfMonth} h: it saves $${savingUsd.toFixed(2)}; another size is for load, not for cost`;
  const now = savingUsd / (savingPercent / 100);
  const rate = (monthly: number) => `$${(monthly / hoursOfMonth).toFixed(4)}`;
  return (
    `${hoursOfMonth} h × ${rate(now)} − ${hoursOfMonth} h × ${rate(now - savingUsd)} = ` +
    `$${now.toFixed(2)} − $${(now - savingUsd).toFixed(2)}`
  );
}
