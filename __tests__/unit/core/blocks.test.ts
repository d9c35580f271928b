import { RootConstruct } from "constructs";
import { describe, expect, it } from "vitest";
import { check, importInto, moved, removed } from "../../../src/core/blocks.js";
import { StableStack } from "../../../src/core/stable-stack.js";

class Root extends StableStack {}

describe("blocks that cdktf has no class for", () => {
  it("add up to lists, in the order in which they were declared", () => {
    const root = new Root(new RootConstruct(), "root");
    importInto(root, 'module.network.aws_subnet.this["b"]', "subnet-2");
    importInto(root, "aws_vpc.this", "vpc-1");
    moved(root, "aws_vpc.old", "aws_vpc.this");
    removed(root, "aws_elb.web");
    check(root, "healthy", "${true}", "is not healthy");
    const { "//": _, ...document } = root.toTerraform();
    expect(document).toEqual({
      import: [
        { to: 'module.network.aws_subnet.this["b"]', id: "subnet-2" },
        { to: "aws_vpc.this", id: "vpc-1" },
      ],
      moved: [{ from: "aws_vpc.old", to: "aws_vpc.this" }],
      removed: [{ from: "aws_elb.web", lifecycle: [{ destroy: false }] }],
      check: { healthy: { assert: [{ condition: "${true}", error_message: "is not healthy" }] } },
    });
  });
});
