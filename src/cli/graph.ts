import { isAbsolute, join } from "node:path";
import { readInventory } from "../adopt/files.js";
import { graphOverInventory, unknownGraphFormat } from "../core/errors.js";
import { graphOf } from "../domain/graph.js";
import { viewOf } from "../domain/graph-view.js";
import { hazardsOf } from "../domain/hazards.js";
import type { Inventory } from "../domain/inventory.js";
import { formatJson, type Json } from "../domain/json.js";
import { moveOrder } from "../domain/move-order.js";
import { writeFileAtomically } from "../files/atomic-file.js";
import { graphDot } from "../report/graph-dot.js";
import { graphMermaid } from "../report/graph-mermaid.js";
import { graphSvg } from "../report/graph-svg.js";
import type { Command } from "./command.js";

const formats: Readonly<Record<string, (inventory: Inventory) => string>> = {
  json: (inventory) => formatJson(documentOf(inventory) as unknown as Json),
  dot: (inventory) => graphDot(viewOf(graphOf(inventory))),
  mermaid: (inventory) => graphMermaid(viewOf(graphOf(inventory))),
  svg: (inventory) =>
    graphSvg(viewOf(graphOf(inventory)), `Account ${inventory.account_id}: ${inventory.regions.join(", ")}`),
};

/** `uplift graph`: what depends on what, who talks to whom, what endangers it, and in which order it can move. */
export const graph: Command = {
  name: "graph",
  summary: "Draw what depends on what and who talks to whom; list hazards",
  description:
    "Makes a graph of an inventory. json holds all nodes, edges, hazards and the order in which services can move; " +
    "the drawings leave out what AWS made and count parts as their whole.",
  options: [
    { flags: "--inventory <file>", description: "the account as it was found", required: true },
    { flags: "--format <format>", description: `one of ${Object.keys(formats).join(", ")}`, default: "json" },
    { flags: "--out <file>", description: "where it is written, for its owner alone; stdout unless given" },
  ],
  examples: [
    {
      command: "uplift graph --inventory account.json --format svg --out account.svg",
      description: "a drawing for a browser",
    },
    {
      command: "uplift graph --inventory account.json --json | jq .hazards",
      description: "what to mind before moving",
    },
  ],
  run: async ({ options, project, output }) => {
    const format = String(options.format);
    const render = formats[format];
    if (!render) throw unknownGraphFormat(format, Object.keys(formats));
    const absolute = (path: string) => (isAbsolute(path) ? path : join(project, path));
    const source = absolute(String(options.inventory));
    if (options.out && absolute(String(options.out)) === source) throw graphOverInventory(String(options.out));
    const inventory = await readInventory(source);
    const document = documentOf(inventory);
    const text = render(inventory);
    if (options.out) await writeFileAtomically(absolute(String(options.out)), text, { mode: 0o600 });
    else if (!output.isJson) output.line(text.replace(/\n$/, ""));
    for (const { rule, type, id, what, remedy } of document.hazards) {
      output.progress(`${output.colors.yellow(rule)} ${type}/${id}: ${what}. ${remedy}`);
    }
    const { nodes, edges, hazards, waves } = document;
    output.progress(`${nodes.length} objects, ${edges.length} edges, ${hazards.length} hazards, ${waves.length} waves`);
    output.document(document);
    return 0;
  },
};

const documentOf = (inventory: Inventory) => {
  const found = graphOf(inventory);
  return { ...found, hazards: hazardsOf(inventory, new Date()), waves: moveOrder(found) };
};
