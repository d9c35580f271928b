import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeInventory } from "../../../src/adopt/files.js";
import { inventoryOf, resource } from "../../support/account.js";
import { cli } from "../../support/run-cli.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const machine = (id: string) => resource("aws_instance", id, { attributes: { InstanceType: "t3.xlarge" } });
const answers = {
  "ec2.json": {
    instanceRecommendations: [
      {
        instanceArn: "arn:aws:ec2:eu-west-1:111122223333:instance/i-1",
        currentInstanceType: "t3.xlarge",
        finding: "Overprovisioned",
        recommendationOptions: [
          {
            instanceType: "t3.large",
            rank: 1,
            savingsOpportunity: {
              savingsOpportunityPercentage: 50,
              estimatedMonthlySavings: { currency: "USD", value: 66.58 },
            },
          },
        ],
      },
    ],
  },
  "sp.json": {
    SavingsPlansPurchaseRecommendation: {
      SavingsPlansType: "COMPUTE_SP",
      TermInYears: "ONE_YEAR",
      PaymentOption: "NO_UPFRONT",
      SavingsPlansPurchaseRecommendationDetails: [
        { HourlyCommitmentToPurchase: "1.00", UpfrontCost: "0", EstimatedMonthlySavingsAmount: "270" },
      ],
    },
  },
};

async function account() {
  const cwd = await temporaryFolder();
  await writeInventory(join(cwd, "a.json"), inventoryOf([machine("i-1"), machine("i-2")]));
  for (const [name, answer] of Object.entries(answers)) await writeFile(join(cwd, name), JSON.stringify(answer));
  return cwd;
}
const advise = async (...argv: readonly string[]) =>
  cli(["advise", "--inventory", "a.json", ...argv], { cwd: await account() });

describe("uplift advise", () => {
  it("shows each machine with its arithmetic, and counts what is unknown apart", async () => {
    const { code, stdout } = await advise("--instances", "ec2.json");
    expect(code).toBe(0);
    expect(stdout).toContain("730 h × $0.1824 − 730 h × $0.0912 = $133.16 − $66.58");
    expect(stdout).toContain("Compute Optimizer says nothing of it");
    expect(stdout).toContain("save $66.58 a month on 1 machines; of 1 it is unknown and not counted.");
  });

  it("says whether a commitment pays while the use lasts", async () => {
    const plan = ["--savings-plans", "sp.json"];
    expect((await advise(...plan)).stdout).toContain("say how long with --months");
    expect((await advise(...plan, "--months", "8")).stdout).toContain("does not pay if the use lasts 8 months");
    expect((await advise(...plan, "--months", "9")).stdout).toContain("pays if the use lasts 9 months");
  });

  it("gives machines one document", async () => {
    const { stdout } = await advise("--instances", "ec2.json", "--savings-plans", "sp.json", "--months", "9", "--json");
    const { sizes, commitments, total } = JSON.parse(stdout);
    expect(sizes.map(({ id, savingUsd }: { id: string; savingUsd?: number }) => [id, savingUsd])).toEqual([
      ["i-1", 66.58],
      ["i-2", undefined],
    ]);
    expect(commitments).toMatchObject([{ breakEvenMonths: 8.76, pays: true }]);
    expect(total).toEqual({ savingUsd: 66.58, known: 1, unknown: 1 });
  });

  it.each([
    [
      ["--instances", "none.json"],
      "none.json: there is no such file. Write it with: aws compute-optimizer get-ec2-instance-recommendations > none.json",
    ],
    [["--databases", "ec2.json"], "ec2.json: rdsDBRecommendations: this is not what AWS answers"],
    [["--months", "soon"], '--months: is no number of months (got "soon"). Give a number above 0, e.g. 9.'],
    [["--months", "0"], "--months: is no number of months"],
  ])("refuses %j", async (argv, message) => {
    const { code, stderr } = await advise(...argv);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});
