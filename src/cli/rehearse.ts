import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf, loadOrganization } from "../config/load.js";
import { unknownLayer } from "../core/errors.js";
import { layerNames } from "../domain/layers.js";
import { rehearse as run } from "../rehearse/rehearsal.js";
import type { RootReport } from "../rehearse/rehearse-root.js";
import { scenarioOf } from "../rehearse/scenarios.js";
import type { RehearsalEvents } from "../rehearse/steps.js";
import type { Command } from "./command.js";
import type { Output } from "./output.js";
import { table } from "./table.js";

/** The environment of the example whose account is hand-made. */
const handMade = "prod";

/** `uplift rehearse`: the whole line on a simulated account, in a folder of its own. */
export const rehearse: Command = {
  name: "rehearse",
  summary: "Run the whole migration on the simulator",
  description:
    "Makes a hand-made account on a local simulator and takes it under Terraform with the real Terraform and AWS provider: bootstrap, inventory, adopt, synth, and for each root plan, gate, apply and a second plan. It writes nothing into the checkout and reaches no AWS.",
  options: [
    {
      flags: "--scenario <name>",
      description: "the account to start from: monolith, or odd, which is only taken over",
      default: "monolith",
    },
    {
      flags: "--layers <names>",
      description:
        "what is built beside what is taken over, with all that it comes after: network unless given, or all",
      commaSeparated: true,
    },
    { flags: "--keep", description: "leave the folder with all files, plans and the request log for a look" },
  ],
  examples: [
    { command: "npm run rehearse", description: "the monolith, from its API calls to a new network beside it" },
    {
      command: "uplift rehearse --layers traffic",
      description: "the name of the monolith moves to a new load balancer and back, about eight minutes",
    },
    {
      command: "uplift rehearse --layers all",
      description: "every layer of the platform beside the monolith, about fifteen minutes",
    },
    { command: "uplift rehearse --keep", description: "and leave everything that was written" },
  ],
  run: async ({ options, env, project, output, signal }) => {
    const scenario = String(options.scenario);
    // Before anything is set up: a mistyped name needs no simulator.
    scenarioOf(scenario);
    const asked = (options.layers as readonly string[] | undefined) ?? ["network"];
    const layers: readonly string[] = asked.includes("all") ? layerNames : asked;
    const unknown = layers.find((name) => !layerNames.some((each) => each === name));
    if (unknown) throw unknownLayer(unknown, layerNames);
    const organization = loadOrganization();
    const folder = await mkdtemp(join(tmpdir(), "uplift-rehearsal-"));
    try {
      const reports = await run({
        organization,
        environment: environmentOf(organization, handMade),
        scenario,
        layers,
        project,
        folder,
        env,
        signal,
        events: eventsOf(output),
      });
      output.document({ scenario, roots: reports, ...(options.keep ? { folder } : {}) });
      printReports(reports, output);
      return 0;
    } finally {
      if (options.keep) output.progress(`everything is left in ${folder}`);
      else await rm(folder, { recursive: true, force: true });
    }
  },
};

function eventsOf(output: Output): RehearsalEvents {
  const { green, dim } = output.colors;
  return {
    onStart: (name) => output.status(`  … ${name}`),
    onProgress: (line) => output.status(`  … ${line}`.slice(0, 100)),
    onDone: (name, seconds, result) =>
      output.progress(`${green("✓")} ${name.padEnd(36)} ${dim(`${seconds.toFixed(1).padStart(6)} s`)}  ${result}`),
  };
}

function printReports(reports: readonly RootReport[], output: Output): void {
  const rows = reports.map((report) => {
    const { layer, imported, added, changed, destroyed, mutatingCalls, secondPlan, seconds } = report;
    return [
      report.step ? `${layer}, ${report.step}` : layer,
      ...[imported, added, changed, destroyed, mutatingCalls].map(String),
      secondPlan,
      seconds.toFixed(1),
    ];
  });
  output.line();
  for (const line of table(
    ["root", "imported", "added", "changed", "destroyed", "mutating calls", "second plan", "seconds"],
    rows,
  )) {
    output.line(line);
  }
  const has = (name: string) => reports.some(({ layer }) => layer === name);
  const kept = has("traffic")
    ? "Nothing that existed was lost, and nothing changed but the weights of its name, which moved and came back"
    : "Nothing that existed was changed or lost";
  output.line(`\n${kept}; the account is under Terraform${has("network") ? ", with a new network beside it" : ""}.`);
}
