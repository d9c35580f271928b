import type { GraphView } from "../domain/graph-view.js";
import { families, familyOf, typeWords } from "./graph-style.js";

/** Mermaid reads quotes and brackets inside a label only as entities. */
const escaped = (text: string): string =>
  text.replace(/[&"<>#[\]{}|\\`]/g, (character) => `#${character.codePointAt(0)};`);

/** The view as a Mermaid flow chart: solid arrows talk, dotted ones depend. Nodes are numbered, since ids may hold anything. */
export function graphMermaid({ nodes, edges }: GraphView): string {
  const numbers = new Map(nodes.map(({ key }, index) => [key, `n${index}`]));
  const nodeLines = nodes.map((node) => {
    const words = node.type === "external" ? "" : `<br/>${escaped(typeWords(node.type))}`;
    return `  ${numbers.get(node.key)}["${escaped(node.label)}${words}"]:::${familyOf(node).name}`;
  });
  const edgeLines = edges.map(({ from, to, kind, label }) => {
    const arrow = kind === "depends-on" ? "-.->" : label ? `-->|"${escaped(label)}"|` : "-->";
    return `  ${numbers.get(from)} ${arrow} ${numbers.get(to)}`;
  });
  const styles = families.map(
    ({ name, fill, stroke }) => `  classDef ${name} fill:${fill},stroke:${stroke},color:#111827`,
  );
  return ["flowchart LR", ...nodeLines, ...edgeLines, ...styles, ""].join("\n");
}
