import { describe, expect, it } from "vitest";
import { type Answer, parseAnswer } from "../../../src/domain/advice/answers.js";
import { pays, reservations, savingsPlans } from "../../../src/domain/advice/commitments.js";
import {
  databaseRecommendations,
  instanceRecommendations,
  rightSizing,
} from "../../../src/domain/advice/right-sizing.js";
import { resource } from "../../support/account.js";

const parsed = <A extends Answer>(answer: A, value: object) => parseAnswer(answer, JSON.stringify(value), "a.json");
const saving = (percent: number, value: number) => ({
  savingsOpportunityPercentage: percent,
  estimatedMonthlySavings: { currency: "USD", value },
});
const instance = (id: string, over: object = {}) => ({
  instanceArn: `arn:aws:ec2:eu-west-1:111122223333:instance/${id}`,
  currentInstanceType: "t3.xlarge",
  finding: "Overprovisioned",
  recommendationOptions: [
    { instanceType: "t3.medium", rank: 2, savingsOpportunity: saving(75, 99.28) },
    { instanceType: "t3.large", rank: 1, savingsOpportunity: saving(50, 66.58) },
  ],
  ...over,
});
const machine = (id: string, over: object = {}) =>
  resource("aws_instance", id, { attributes: { InstanceType: "t3.xlarge", State: { Name: "running" }, ...over } });
const sized = (...answers: readonly object[]) =>
  rightSizing(
    { resources: [machine("i-1")] },
    instanceRecommendations(parsed("instances", { instanceRecommendations: answers })),
  );

describe("the size of a machine", () => {
  it("is advised by the best option, with hours times rates", () => {
    expect(sized(instance("i-1"))).toEqual([
      {
        type: "aws_instance",
        id: "i-1",
        size: "t3.xlarge",
        finding: "Overprovisioned",
        to: "t3.large",
        savingUsd: 66.58,
        arithmetic: "730 h × $0.1824 − 730 h × $0.0912 = $133.16 − $66.58",
      },
    ]);
  });

  it("fits where there is no other option", () => {
    expect(sized(instance("i-1", { finding: "Optimized", recommendationOptions: [] }))).toMatchObject([
      { savingUsd: 0, arithmetic: "it fits" },
    ]);
  });

  it("costs more where it is too small", () => {
    const option = { instanceType: "t3.2xlarge", rank: 1, savingsOpportunity: saving(0, -133.16) };
    expect(sized(instance("i-1", { finding: "Underprovisioned", recommendationOptions: [option] }))).toMatchObject([
      { to: "t3.2xlarge", savingUsd: -133.16, arithmetic: expect.stringContaining("for load, not for cost") },
    ]);
  });

  it.each([
    ["nothing is said of it", [instance("i-2")], "unknown: Compute Optimizer says nothing of it"],
    [
      "it has another size by now",
      [instance("i-1", { currentInstanceType: "m5.large" })],
      "unknown: the advice is for m5.large, and it is t3.xlarge now",
    ],
    [
      "no saving is said",
      [instance("i-1", { recommendationOptions: [{ instanceType: "t3.large", rank: 1 }] })],
      "unknown: the advice has no saving in dollars",
    ],
    [
      "the saving is in another currency",
      [
        instance("i-1", {
          recommendationOptions: [
            {
              instanceType: "t3.large",
              rank: 1,
              savingsOpportunity: {
                savingsOpportunityPercentage: 50,
                estimatedMonthlySavings: { currency: "CNY", value: 1 },
              },
            },
          ],
        }),
      ],
      "unknown: the advice has no saving in dollars",
    ],
  ])("is unknown, not nothing, where %s", (_, answers, arithmetic) => {
    const [only] = sized(...answers);
    expect(only).toMatchObject({ arithmetic });
    expect(only).not.toHaveProperty("savingUsd");
  });

  it("is unknown of what is stopped", () => {
    const [stopped] = rightSizing({ resources: [machine("i-1", { State: { Name: "stopped" } })] }, []);
    expect(stopped).toMatchObject({ finding: "stopped" });
    expect(stopped).not.toHaveProperty("savingUsd");
  });

  it("is advised of databases too, the largest saving first", () => {
    const answer = parsed("databases", {
      rdsDBRecommendations: [
        {
          resourceArn: "arn:aws:rds:eu-west-1:111122223333:db:main",
          currentDBInstanceClass: "db.m5.xlarge",
          instanceFinding: "Overprovisioned",
          instanceRecommendationOptions: [
            { dbInstanceClass: "db.m5.large", rank: 1, savingsOpportunity: saving(50, 140) },
          ],
        },
      ],
    });
    const resources = [
      machine("i-9"),
      resource("aws_db_instance", "main", { attributes: { DBInstanceClass: "db.m5.xlarge" } }),
      resource("aws_s3_bucket", "b"),
    ];
    expect(rightSizing({ resources }, databaseRecommendations(answer)).map(({ id, to }) => [id, to])).toEqual([
      ["main", "db.m5.large"],
      ["i-9", undefined],
    ]);
  });
});

describe("a commitment", () => {
  const plan = (detail: object, over: object = {}) =>
    savingsPlans(
      parsed("savingsPlans", {
        SavingsPlansPurchaseRecommendation: {
          SavingsPlansType: "COMPUTE_SP",
          TermInYears: "ONE_YEAR",
          PaymentOption: "NO_UPFRONT",
          SavingsPlansPurchaseRecommendationDetails: [detail],
          ...over,
        },
      }),
    );

  it("to a Savings Plan costs its hours, used or not, and breaks even where on demand would have cost as much", () => {
    const [only] = plan({ HourlyCommitmentToPurchase: "1.00", UpfrontCost: "0", EstimatedMonthlySavingsAmount: "270" });
    expect(only).toEqual({
      kind: "savings plan",
      what: "COMPUTE_SP at $1 an hour",
      termMonths: 12,
      payment: "no upfront",
      committedUsd: 8760,
      onDemandUsd: 1000,
      savingUsd: 270,
      breakEvenMonths: 8.76,
      arithmetic: "12 months × 730 h × $1 = $8760.00; ÷ $1000.00 a month on demand",
    });
    expect([8, 9].map((lasts) => pays(only as NonNullable<typeof only>, lasts))).toEqual([false, true]);
  });

  it("to a reservation costs what is paid at once and each month", () => {
    const [only] = reservations(
      parsed("reservations", {
        Recommendations: [
          {
            TermInYears: "THREE_YEARS",
            PaymentOption: "PARTIAL_UPFRONT",
            RecommendationDetails: [
              {
                InstanceDetails: {
                  EC2InstanceDetails: null,
                  RDSInstanceDetails: {
                    InstanceType: "db.m5.large",
                    DatabaseEngine: "PostgreSQL",
                    Region: "eu-west-1",
                  },
                },
                RecommendedNumberOfInstancesToPurchase: "2",
                UpfrontCost: "1800",
                RecurringStandardMonthlyCost: "50",
                EstimatedMonthlyOnDemandCost: "200",
              },
            ],
          },
        ],
      }),
    );
    expect(only).toMatchObject({
      what: "2 × db.m5.large PostgreSQL eu-west-1",
      committedUsd: 3600,
      savingUsd: 100,
      breakEvenMonths: 18,
      arithmetic: "$1800.00 + 36 months × $50.00 = $3600.00; ÷ $200.00 a month on demand",
    });
  });

  it.each([
    ["amounts are missing", plan({ HourlyCommitmentToPurchase: "1.00" })],
    ["amounts are empty", plan({ HourlyCommitmentToPurchase: "", EstimatedMonthlySavingsAmount: "1" })],
    [
      "the term is unheard of",
      plan({ HourlyCommitmentToPurchase: "1", EstimatedMonthlySavingsAmount: "1" }, { TermInYears: "TWO_YEARS" }),
    ],
  ])("is unknown where %s", (_, [only]) => {
    expect(only?.arithmetic).toMatch(/^unknown/);
    expect(only).not.toHaveProperty("breakEvenMonths");
    expect(pays(only as NonNullable<typeof only>, 99)).toBeUndefined();
  });

  it("is none where AWS advises none", () => {
    expect(plan({}, { SavingsPlansPurchaseRecommendationDetails: null })).toEqual([]);
  });
});

describe("an answer", () => {
  it.each([
    ["", "this is not what AWS answers: Unexpected end of JSON input"],
    ["{}", "a.json: instanceRecommendations: this is not what AWS answers"],
    [
      '{"instanceRecommendations":[{}]}',
      "Write it anew with: aws compute-optimizer get-ec2-instance-recommendations > a.json",
    ],
  ])("that reads %j is refused with the command that records it", (content, message) => {
    expect(() => parseAnswer("instances", content, "a.json")).toThrow(message);
  });

  it("with an amount that is none is refused", () => {
    const reservation = {
      TermInYears: "ONE_YEAR",
      PaymentOption: "X",
      RecommendationDetails: [{ UpfrontCost: "much" }],
    };
    expect(() => parsed("reservations", { Recommendations: [reservation] })).toThrow(
      "Recommendations.0.RecommendationDetails.0.UpfrontCost: this is not what AWS answers: is no amount",
    );
  });
});
