import { expect, it } from "vitest";
import type { Graph } from "../../../src/domain/graph.js";
import { moveOrder } from "../../../src/domain/move-order.js";

const graph = (names: readonly string[], talks: readonly (readonly [string, string])[]): Graph => ({
  nodes: names.map((name) => ({
    key: name,
    type: name.split("/")[0] ?? "",
    id: name,
    region: "x",
    label: name,
  })),
  edges: talks.map(([from, to]) => ({ from, to, kind: "talks-to", via: "x" })),
});

it("moves a service after everything that it talks to, and circles at once", () => {
  const names = ["aws_elb/e", "aws_instance/a", "aws_instance/b", "aws_instance/c", "aws_db_instance/d", "aws_vpc/v"];
  const waves = moveOrder(
    graph(names, [
      ["aws_elb/e", "aws_instance/a"],
      ["aws_instance/a", "aws_instance/b"],
      ["aws_instance/b", "aws_instance/a"],
      ["aws_instance/b", "aws_db_instance/d"],
      ["aws_instance/c", "aws_instance/c"],
      ["aws_instance/a", "aws_vpc/v"],
    ]),
  );
  expect(waves).toEqual([
    { wave: 1, groups: [["aws_db_instance/d"], ["aws_instance/c"]] },
    { wave: 2, groups: [["aws_instance/a", "aws_instance/b"]] },
    { wave: 3, groups: [["aws_elb/e"]] },
  ]);
});

it("has no waves where nothing runs", () => expect(moveOrder(graph(["aws_vpc/v"], []))).toEqual([]));
