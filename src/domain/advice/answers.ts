import { z } from "zod";
import { notAnAnswer } from "../../core/errors.js";

/** The calls whose recorded answers are read, and the AWS command that records each. */
export const answerCommands = {
  instances: "aws compute-optimizer get-ec2-instance-recommendations",
  databases: "aws compute-optimizer get-rds-database-recommendations",
  savingsPlans:
    "aws ce get-savings-plans-purchase-recommendation --savings-plans-type COMPUTE_SP --term-in-years ONE_YEAR --payment-option NO_UPFRONT --lookback-period-in-days SIXTY_DAYS",
  reservations:
    "aws ce get-reservation-purchase-recommendation --service 'Amazon Relational Database Service' --term-in-years ONE_YEAR --payment-option NO_UPFRONT --lookback-period-in-days SIXTY_DAYS",
} as const;

export type Answer = keyof typeof answerCommands;

const savings = z
  .object({
    savingsOpportunityPercentage: z.number(),
    estimatedMonthlySavings: z.object({ currency: z.string(), value: z.number() }).nullish(),
  })
  .nullish();

/** Cost Explorer writes amounts as text; an empty one is unknown. */
const amount = z
  .string()
  .refine((text) => Number.isFinite(Number(text)), "is no amount")
  .transform((text) => (text === "" ? undefined : Number(text)))
  .nullish();

const schemas = {
  instances: z.object({
    instanceRecommendations: z.array(
      z.object({
        instanceArn: z.string(),
        currentInstanceType: z.string(),
        finding: z.string(),
        recommendationOptions: z.array(
          z.object({ instanceType: z.string(), rank: z.number(), savingsOpportunity: savings }),
        ),
      }),
    ),
  }),
  databases: z.object({
    rdsDBRecommendations: z.array(
      z.object({
        resourceArn: z.string(),
        currentDBInstanceClass: z.string(),
        instanceFinding: z.string().nullish(),
        instanceRecommendationOptions: z
          .array(z.object({ dbInstanceClass: z.string(), rank: z.number(), savingsOpportunity: savings }))
          .nullish(),
      }),
    ),
  }),
  savingsPlans: z.object({
    SavingsPlansPurchaseRecommendation: z.object({
      SavingsPlansType: z.string().nullish(),
      TermInYears: z.string(),
      PaymentOption: z.string(),
      SavingsPlansPurchaseRecommendationDetails: z
        .array(
          z.object({
            HourlyCommitmentToPurchase: amount,
            UpfrontCost: amount,
            EstimatedMonthlySavingsAmount: amount,
            EstimatedAverageUtilization: amount,
          }),
        )
        .nullish(),
    }),
  }),
  reservations: z.object({
    Recommendations: z.array(
      z.object({
        TermInYears: z.string(),
        PaymentOption: z.string(),
        RecommendationDetails: z.array(
          z.object({
            InstanceDetails: z.record(z.string(), z.record(z.string(), z.unknown()).nullish()).nullish(),
            RecommendedNumberOfInstancesToPurchase: amount,
            UpfrontCost: amount,
            RecurringStandardMonthlyCost: amount,
            EstimatedMonthlyOnDemandCost: amount,
            AverageUtilization: amount,
          }),
        ),
      }),
    ),
  }),
} as const;

export type AnswerOf<A extends Answer> = z.output<(typeof schemas)[A]>;

/**
 * Reads a recorded answer.
 * @throws notAnAnswer naming the field and the command that records it.
 */
export function parseAnswer<A extends Answer>(answer: A, content: string, file: string): AnswerOf<A> {
  const wrong = (field: string, reason: string) => notAnAnswer(file, field, reason, answerCommands[answer]);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw wrong("", (error as SyntaxError).message);
  }
  const parsed = schemas[answer].safeParse(value);
  if (parsed.success) return parsed.data as AnswerOf<A>;
  const [issue] = parsed.error.issues;
  throw wrong(issue?.path.map(String).join(".") ?? "", issue?.message ?? "it is invalid");
}
