import { describe, expect, it } from "vitest";
import { graphOf } from "../../../src/domain/graph.js";
import { viewOf } from "../../../src/domain/graph-view.js";
import { graphDot } from "../../../src/report/graph-dot.js";
import { graphMermaid } from "../../../src/report/graph-mermaid.js";
import { graphSvg } from "../../../src/report/graph-svg.js";
import { inventoryOf, resource } from "../../support/account.js";
import { largeAccount } from "../../support/large-account.js";

const hostile = viewOf(
  graphOf(
    inventoryOf([
      resource("aws_vpc", "vpc-1", { tags: { Name: '</text><script>alert("x")</script>\u0001' } }),
      resource("aws_subnet", 's"1]', { tags: { Name: 'a "b" [c] \\' }, links: [["vpc_id", "aws_vpc", "vpc-1"]] }),
    ]),
  ),
);

describe("drawings", () => {
  it("as DOT quote every name", () => {
    expect(graphDot(hostile)).toContain('"aws_subnet/s\\"1]" -> "aws_vpc/vpc-1" [style=dashed');
  });

  it("as Mermaid number the nodes and write names as entities", () => {
    const lines = graphMermaid(hostile).split("\n");
    expect(lines[0]).toBe("flowchart LR");
    expect(lines).toContain('  n0["a #34;b#34; #91;c#93; #92;<br/>subnet"]:::network');
    expect(lines).toContain("  n0 -.-> n1");
  });

  it("as SVG hold no markup of the account's", () => {
    const svg = graphSvg(hostile, "Account <1>");
    expect(svg).not.toContain("<script");
    expect(svg).not.toContain("\u0001");
    expect(svg).toContain("Account &lt;1&gt;");
  });

  it("of an empty account are whole", () => {
    expect(graphSvg({ nodes: [], edges: [] }, "empty")).toMatch(/^<svg .*<\/svg>\n$/s);
  });

  it("of more than 200 objects place each on a spot of its own", () => {
    const view = viewOf(graphOf(inventoryOf(largeAccount(300))));
    expect(view.nodes.length).toBeGreaterThan(200);
    const svg = graphSvg(view, "large");
    const boxes = [
      ...svg.matchAll(
        /<g transform="translate\(([\d.]+) ([\d.]+)\)"><title>[^<]*<\/title><rect width="(\d+)" height="(\d+)"/g,
      ),
    ];
    const spots = boxes.map(
      ([, x, y, width, height]) => [x, y, width, height].map(Number) as [number, number, number, number],
    );
    expect(spots).toHaveLength(view.nodes.length);
    const overlaps = spots.flatMap(([x, y, w, h], index) =>
      spots.slice(index + 1).filter(([a, b, c, d]) => x < a + c && a < x + w && y < b + d && b < y + h),
    );
    expect(overlaps).toEqual([]);
    expect(graphSvg(view, "large")).toBe(svg);
  });
});
