import type { GraphView } from "../domain/graph-view.js";
import { familyOf, typeWords } from "./graph-style.js";

const quote = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;

/** The view in Graphviz's language: solid arrows talk, dashed ones depend. */
export function graphDot({ nodes, edges }: GraphView): string {
  const nodeLines = nodes.map((node) => {
    const { fill, stroke } = familyOf(node);
    const label = node.type === "external" ? node.label : `${node.label}\n${typeWords(node.type)}`;
    return `  ${quote(node.key)} [label=${quote(label)}, fillcolor=${quote(fill)}, color=${quote(stroke)}];`;
  });
  const edgeLines = edges.map(({ from, to, kind, label }) => {
    const style = kind === "depends-on" ? 'style=dashed, color="#94a3b8"' : `label=${quote(label)}`;
    return `  ${quote(from)} -> ${quote(to)} [${style}];`;
  });
  return [
    "digraph account {",
    "  rankdir=LR;",
    '  node [shape=box, style="rounded,filled", fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...nodeLines,
    ...edgeLines,
    "}",
    "",
  ].join("\n");
}
