import { isAbsolute, join } from "node:path";
import { readIfThere, readInventory } from "../adopt/files.js";
import { answerNotFound, notMonths } from "../core/errors.js";
import { type Answer, type AnswerOf, answerCommands, parseAnswer } from "../domain/advice/answers.js";
import { type Commitment, pays, reservations, savingsPlans } from "../domain/advice/commitments.js";
import {
  databaseRecommendations,
  instanceRecommendations,
  rightSizing,
  type Sizing,
} from "../domain/advice/right-sizing.js";
import type { Command } from "./command.js";
import type { Output } from "./output.js";
import { table } from "./table.js";

/** `uplift advise`: what could be smaller or committed to, with the arithmetic; it calls nobody and buys nothing. */
export const advise: Command = {
  name: "advise",
  summary: "Say what could be smaller and what a commitment would save, with the arithmetic",
  description:
    "Joins an inventory with recorded answers of Compute Optimizer and Cost Explorer, each from the command that its " +
    "option shows. What AWS did not say is unknown and is not counted. Nothing is bought, here or by any state: change sizes " +
    "first, then commit to what is left.",
  options: [
    { flags: "--inventory <file>", description: "the account as it was found", required: true },
    { flags: "--instances <file>", description: answerCommands.instances },
    { flags: "--databases <file>", description: answerCommands.databases },
    { flags: "--savings-plans <file>", description: answerCommands.savingsPlans },
    { flags: "--reservations <file>", description: answerCommands.reservations },
    { flags: "--months <n>", description: "how long today's use will last: shorter than the break-even does not pay" },
  ],
  examples: [
    {
      command: "uplift advise --inventory account.json --instances ec2.json --savings-plans sp.json --months 9",
      description: "sizes of instances, and whether a plan pays before the migration ends",
    },
    { command: "uplift advise --inventory account.json --databases rds.json --json", description: "for machines" },
  ],
  run: async ({ options, project, output }) => {
    const absolute = (path: string) => (isAbsolute(path) ? path : join(project, path));
    const read = async <A extends Answer>(answer: A): Promise<AnswerOf<A> | undefined> => {
      const file = options[answer];
      if (typeof file !== "string") return undefined;
      const content = await readIfThere(absolute(file));
      if (content === undefined) throw answerNotFound(file, answerCommands[answer]);
      return parseAnswer(answer, content, file);
    };
    const inventory = await readInventory(absolute(String(options.inventory)));
    const [instances, databases, plans, reserved] = [
      await read("instances"),
      await read("databases"),
      await read("savingsPlans"),
      await read("reservations"),
    ];
    const sizes = rightSizing(inventory, [
      ...(instances ? instanceRecommendations(instances) : []),
      ...(databases ? databaseRecommendations(databases) : []),
    ]);
    const commitments = [...(plans ? savingsPlans(plans) : []), ...(reserved ? reservations(reserved) : [])];
    const lasts = monthsOf(options.months as string | undefined);
    const judged = commitments.map((each) => ({
      ...each,
      ...(lasts !== undefined && { pays: pays(each, lasts) ?? null }),
    }));
    output.document({ sizes, commitments: judged, total: totalOf(sizes) });
    printSizes(sizes, output);
    printCommitments(commitments, lasts, output);
    return 0;
  },
};

function monthsOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const months = Number(given);
  if (!(months > 0)) throw notMonths(given);
  return months;
}

const totalOf = (sizes: readonly Sizing[]) => {
  const known = sizes.flatMap(({ savingUsd }) => savingUsd ?? []);
  return {
    savingUsd: Math.round(known.reduce((sum, each) => sum + each, 0) * 100) / 100,
    known: known.length,
    unknown: sizes.length - known.length,
  };
};

const money = (amount: number | undefined) => (amount === undefined ? "unknown" : `$${amount.toFixed(2)}`);

function printSizes(sizes: readonly Sizing[], output: Output): void {
  const rows = sizes.map(({ id, size, to = "", finding, savingUsd, arithmetic }) => [
    id,
    size,
    to,
    finding,
    money(savingUsd),
    arithmetic,
  ]);
  for (const line of table(["machine", "size", "better", "finding", "saves a month", "arithmetic"], rows)) {
    output.line(line);
  }
  const { savingUsd, known, unknown } = totalOf(sizes);
  output.line(
    `Better sizes save ${money(savingUsd)} a month on ${known} machines; of ${unknown} it is unknown and not counted.`,
  );
}

function printCommitments(commitments: readonly Commitment[], lasts: number | undefined, output: Output): void {
  if (commitments.length === 0) return;
  output.line();
  const rows = commitments.map((each) => [
    each.kind,
    each.what,
    `${each.termMonths} months, ${each.payment}`,
    money(each.savingUsd),
    each.breakEvenMonths === undefined ? "unknown" : `${each.breakEvenMonths.toFixed(1)} months`,
    each.arithmetic,
  ]);
  const headings = ["commitment", "of", "term", "saves a month", "breaks even after", "arithmetic"];
  for (const line of table(headings, rows)) output.line(line);
  if (lasts === undefined) {
    output.line("A commitment pays only if the use lasts longer than its break-even: say how long with --months.");
    return;
  }
  for (const each of commitments) {
    const verdict = pays(each, lasts);
    const words = verdict === undefined ? "it is unknown whether it pays" : verdict ? "pays" : "does not pay";
    output.line(`${each.kind} ${each.what}: ${words} if the use lasts ${lasts} months`);
  }
}
