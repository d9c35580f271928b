import type { AnswerOf } from "./answers.js";
import { hoursOfMonth } from "./right-sizing.js";

/** A Savings Plan or reservation that AWS advises; whatever AWS did not say is unknown, not nothing. */
export interface Commitment {
  readonly kind: "savings plan" | "reservation";
  readonly what: string;
  readonly termMonths: number;
  readonly payment: string;
  /** All that is paid over the term, whether it is used or not. */
  readonly committedUsd?: number;
  /** What the same use costs a month without it. */
  readonly onDemandUsd?: number;
  readonly savingUsd?: number;
  /** Months that the use must last for the commitment to cost less than on demand; undefined where unknown. */
  readonly breakEvenMonths?: number;
  readonly arithmetic: string;
}

const months: Readonly<Record<string, number>> = { ONE_YEAR: 12, THREE_YEARS: 36 };
const dollars = (amount: number) => `$${amount.toFixed(2)}`;
const payment = (option: string) => option.toLowerCase().replaceAll("_", " ");

/** Break-even: the months of on-demand use that cost as much as the whole term. */
export function savingsPlans(answer: AnswerOf<"savingsPlans">): readonly Commitment[] {
  const { SavingsPlansType, TermInYears, PaymentOption, ...rest } = answer.SavingsPlansPurchaseRecommendation;
  const termMonths = months[TermInYears];
  return (rest.SavingsPlansPurchaseRecommendationDetails ?? []).map((detail) => {
    const { HourlyCommitmentToPurchase: hourly, UpfrontCost: upfront, EstimatedMonthlySavingsAmount: saving } = detail;
    const head = {
      kind: "savings plan" as const,
      what: `${SavingsPlansType ?? "of an unknown kind"} at ${hourly === undefined || hourly === null ? "an unknown rate" : `$${hourly} an hour`}`,
      termMonths: termMonths ?? 0,
      payment: payment(PaymentOption),
    };
    if (hourly == null || saving == null || termMonths === undefined) {
      return { ...head, arithmetic: "unknown: AWS says neither what is paid nor what is saved" };
    }
    // What is paid up front is part of the hourly commitment.
    const committedUsd = hourly * hoursOfMonth * termMonths;
    const onDemandUsd = hourly * hoursOfMonth + saving;
    return {
      ...head,
      ...outcome(committedUsd, onDemandUsd, saving),
      arithmetic:
        `${termMonths} months × ${hoursOfMonth} h × $${hourly} = ${dollars(committedUsd)}` +
        `${upfront ? `, ${dollars(upfront)} of it up front` : ""}; ÷ ${dollars(onDemandUsd)} a month on demand`,
    };
  });
}

export const reservations = ({ Recommendations }: AnswerOf<"reservations">): readonly Commitment[] =>
  Recommendations.flatMap(({ TermInYears, PaymentOption, RecommendationDetails }) =>
    RecommendationDetails.map((detail) => {
      const {
        UpfrontCost: upfront,
        RecurringStandardMonthlyCost: monthly,
        EstimatedMonthlyOnDemandCost: onDemand,
      } = detail;
      const termMonths = months[TermInYears];
      const head = {
        kind: "reservation" as const,
        what: `${detail.RecommendedNumberOfInstancesToPurchase ?? "an unknown number of"} × ${machineOf(detail.InstanceDetails)}`,
        termMonths: termMonths ?? 0,
        payment: payment(PaymentOption),
      };
      if (upfront == null || monthly == null || onDemand == null || termMonths === undefined) {
        return { ...head, arithmetic: "unknown: AWS says neither what is paid nor what it replaces" };
      }
      const committedUsd = upfront + monthly * termMonths;
      return {
        ...head,
        ...outcome(committedUsd, onDemand, onDemand - committedUsd / termMonths),
        arithmetic:
          `${dollars(upfront)} + ${termMonths} months × ${dollars(monthly)} = ${dollars(committedUsd)}; ` +
          `÷ ${dollars(onDemand)} a month on demand`,
      };
    }),
  );

const outcome = (committedUsd: number, onDemandUsd: number, savingUsd: number) => ({
  committedUsd,
  onDemandUsd,
  savingUsd,
  ...(onDemandUsd > 0 && { breakEvenMonths: committedUsd / onDemandUsd }),
});

/** The machine of the one kind of details that is filled: EC2InstanceDetails, RDSInstanceDetails and the like. */
function machineOf(
  details: AnswerOf<"reservations">["Recommendations"][number]["RecommendationDetails"][number]["InstanceDetails"],
): string {
  const [filled] = Object.values(details ?? {}).filter((each) => each != null);
  const { InstanceType, NodeType, DatabaseEngine, Region } = filled ?? {};
  return [InstanceType ?? NodeType ?? "an unknown machine", DatabaseEngine, Region].filter(Boolean).join(" ");
}

/** Whether a commitment pays if what it is for lasts so many months; undefined where AWS did not say enough. */
export const pays = ({ breakEvenMonths }: Commitment, lastsMonths: number): boolean | undefined =>
  breakEvenMonths === undefined ? undefined : breakEvenMonths < lastsMonths;
