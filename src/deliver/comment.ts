import { priceTable } from "../domain/prices.js";
import { addCosts, type CostChange } from "./cost.js";
import { inWords, type RootOutcome } from "./outcome.js";

/** What a comment is written from. */
export interface CommentOptions {
  /** What was run, e.g. `Plan of prod`. */
  readonly title: string;
  readonly outcomes: readonly RootOutcome[];
  /** Ids of roots that wait for changed ones and are planned when these are applied. */
  readonly dependents: readonly string[];
  /** Ids of roots that are gone from the configuration. */
  readonly removed: readonly string[];
  /** Sentences that are true of the whole, e.g. that its cost needs a label. */
  readonly refusals: readonly string[];
}

/** The first line: by it the next run finds its own comment and replaces it. */
const commentMarker = (title: string): string => `<!-- uplift: ${title} -->`;

/** GitHub takes 65,536 characters; what is cut off can be planned again by anybody who may. */
const longest = 60_000;

/** A pull request's comment: counts first, then a table of roots, what is refused, and each plan folded away. */
export function comment(options: CommentOptions): string {
  const { title, outcomes, dependents, removed, refusals } = options;
  const head = [
    commentMarker(title),
    `### ${title}: ${totals(outcomes)}`,
    "",
    verdict(outcomes, refusals),
    "",
    ...(outcomes.length > 0 ? rows(outcomes) : []),
    ...costLines(outcomes),
    ...(dependents.length > 0
      ? ["", `Planned again after these are applied, since they wait for them: ${dependents.map(code).join(", ")}.`]
      : []),
    ...removed.map((id) => `\n**${code(id)} is gone from the configuration**, and its state still holds what it made.`),
    ...outcomes.flatMap(findingsOf),
    ...reasons(outcomes),
  ].join("\n");
  const planned = outcomes.filter(({ plan }) => plan?.hasChanges);
  const room = Math.floor((longest - head.length) / Math.max(1, planned.length));
  return [head, ...planned.map((each) => detail(each, room))].join("\n\n").concat("\n");
}

const reasons = (outcomes: readonly RootOutcome[]): readonly string[] => {
  const told = outcomes.flatMap(({ root, status, reason }) => (reason ? [{ root, status, reason }] : []));
  if (told.length === 0) return [];
  return [
    "",
    ...told.map(({ root, status, reason }) => `- ${code(root.id)} ${status}: ${reason.replaceAll("\n", "\n  ")}`),
  ];
};

function totals(outcomes: readonly RootOutcome[]): string {
  const sum = { imported: 0, added: 0, changed: 0, destroyed: 0, forgotten: 0 };
  for (const { plan } of outcomes) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += plan?.counts[key] ?? 0;
  }
  const roots = `${outcomes.length} ${outcomes.length === 1 ? "root" : "roots"}`;
  const unknown = outcomes.filter(({ plan }) => !plan).length;
  const words = inWords(sum).replace(/\d+ to destroy/, "**$&**");
  return `${roots}, ${words}${unknown > 0 ? `, ${unknown} not planned` : ""}`;
}

function verdict(outcomes: readonly RootOutcome[], refusals: readonly string[]): string {
  const refused = outcomes.reduce((sum, { plan }) => sum + (plan?.findings.length ?? 0), 0);
  const failed = outcomes.filter(({ status }) => status === "failed").length;
  const bad = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(refused > 0 ? [`the gate refuses ${refused} ${refused === 1 ? "change" : "changes"}`] : []),
    ...refusals,
  ];
  if (bad.length > 0) return `:no_entry: **${bad.join("; ")}**`;
  if (outcomes.length === 0) return ":white_check_mark: No root is affected";
  return outcomes.some(({ status }) => status === "waiting")
    ? ":hourglass: The gate lets pass what could be planned"
    : ":white_check_mark: The gate lets it pass";
}

function rows(outcomes: readonly RootOutcome[]): readonly string[] {
  const line = ({ root, status, plan }: RootOutcome) => {
    const { imported = "", added = "", changed = "", destroyed = 0 } = plan?.counts ?? {};
    const destroys = plan ? (destroyed > 0 ? `**${destroyed}**` : "0") : "";
    const cells = [code(root.id), imported, added, changed, destroys, status, plan ? usd(plan.cost) : ""];
    return `| ${cells.join(" | ")} |`;
  };
  return [
    "| root | import | add | change | destroy | | cost a month |",
    "|---|--:|--:|--:|--:|---|--:|",
    ...outcomes.map(line),
  ];
}

const code = (text: string) => `\`${text}\``;
const usd = ({ monthlyUsd, unknown }: CostChange): string => {
  const sign = monthlyUsd < 0 ? "−" : "+";
  const more = Object.keys(unknown).length > 0 ? " + unknown" : "";
  return `${sign}$${Math.abs(monthlyUsd).toFixed(2)}${more}`;
};

function costLines(outcomes: readonly RootOutcome[]): readonly string[] {
  const total = addCosts(outcomes.flatMap(({ plan }) => (plan ? [plan.cost] : [])));
  const unknown = Object.entries(total.unknown).map(([type, count]) => `${count} × ${code(type)}`);
  if (total.monthlyUsd === 0 && unknown.length === 0 && !total.hasUsage) return [];
  return [
    "",
    `Cost a month: ${usd({ ...total, unknown: {} })} at list prices on demand of ${priceTable.region}, ${priceTable.asOf}` +
      `${total.hasUsage ? "; what is billed by use comes on top" : ""}` +
      `${unknown.length > 0 ? `; **unknown**: ${unknown.join(", ")}` : ""}.`,
  ];
}

const findingsOf = ({ root, plan }: RootOutcome): readonly string[] =>
  plan && plan.findings.length > 0
    ? [
        "",
        `**Refused in ${code(root.id)}**`,
        ...plan.findings.map(({ address, what, rule, remedy }) => `- ${code(address)}: ${what} (${rule}). ${remedy}`),
      ]
    : [];

/** One plan, folded away, in at most so many characters. */
function detail({ root, plan }: RootOutcome, room: number): string {
  const destroyed = (plan?.changes ?? []).filter(({ actions }) => actions.includes("delete"));
  const lines = [
    "<details>",
    `<summary>${root.id}: ${plan ? inWords(plan.counts) : ""}</summary>`,
    "",
    ...(destroyed.length > 0
      ? [`**Destroys** ${destroyed.map(({ address }) => `**${code(address)}**`).join(", ")}`, ""]
      : []),
  ].join("\n");
  const text = plan?.text.trim() ?? "";
  const left = Math.max(0, room - lines.length - 200);
  const shown = text.length > left ? text.slice(0, text.lastIndexOf("\n", left)) : text;
  const rest =
    text.length > shown.length ? [`The rest is too long for here: uplift ci plan --roots ${root.id}`, ""] : [];
  return [lines, fenced(shown), "", ...rest, "</details>"].join("\n");
}

/** A fence longer than any in the text, so that nothing in a plan ends it. */
function fenced(text: string): string {
  const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  return `${fence}diff\n${asDiff(text)}\n${fence}`;
}

/** Terraform indents its marks; a diff wants them first in the line, and knows no `~`. */
const asDiff = (text: string) =>
  text
    .split("\n")
    .map((line) => {
      const [, space = "", mark, rest = ""] = /^(\s+)([-+~]|[-+]\/[-+]) (.*)$/.exec(line) ?? [];
      return mark ? `${mark.charAt(0) === "~" ? "!" : mark.charAt(0)}${space}${mark.slice(1)} ${rest}` : line;
    })
    .join("\n");
