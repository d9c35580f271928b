import { describe, expect, it } from "vitest";
import { type CommentOptions, comment } from "../../../src/deliver/comment.js";
import { outcome, plan } from "./plans.js";

const of = (given: Partial<CommentOptions>) =>
  comment({ title: "Plan of prod", outcomes: [], dependents: [], removed: [], refusals: [], ...given });

const counts = { imported: 0, added: 3, changed: 1, destroyed: 1, forgotten: 0 };
const destroying = outcome("prod/network", {
  status: "refused",
  plan: plan({
    counts,
    changes: [{ address: "module.network.aws_nat_gateway.this", actions: ["delete"] }],
    findings: [
      {
        rule: "delete",
        address: "module.network.aws_nat_gateway.this",
        what: "would be destroyed",
        remedy: "List it.",
      },
    ],
    cost: { monthlyUsd: -35.04, unknown: { aws_lambda_alias: 2 }, hasUsage: true },
    text: "Terraform will perform:\n\n  # module.network.aws_nat_gateway.this will be destroyed\n  - resource {\n      ~ a = 1 -> 2\n    }",
  }),
});

describe("a pull request's comment", () => {
  it("begins with its own mark and the counts, destroys in bold", () => {
    const [marker, title] = of({ outcomes: [destroying] }).split("\n");
    expect(marker).toBe("<!-- uplift: Plan of prod -->");
    expect(title).toBe("### Plan of prod: 1 root, 3 to add, 1 to change, **1 to destroy**");
  });

  it("says what the gate refuses, by address, reason and remedy", () => {
    const text = of({ outcomes: [destroying] });
    expect(text).toContain(":no_entry: **the gate refuses 1 change**");
    expect(text).toContain("- `module.network.aws_nat_gateway.this`: would be destroyed (delete). List it.");
  });

  it("has a row a root, with the price and what is not known of it", () => {
    expect(of({ outcomes: [destroying] })).toContain(
      "| `prod/network` | 0 | 3 | 1 | **1** | refused | −$35.04 + unknown |",
    );
    expect(of({ outcomes: [destroying] })).toMatch(
      /^Cost a month: −\$35\.04 at list prices on demand of eu-west-1, \d{4}-\d\d-\d\d; what is billed by use comes on top; \*\*unknown\*\*: 2 × `aws_lambda_alias`\.$/m,
    );
  });

  it("folds each plan away, as a diff that shows marks in colour", () => {
    const text = of({ outcomes: [destroying] });
    expect(text).toContain("<details>\n<summary>prod/network: 3 to add, 1 to change, 1 to destroy</summary>");
    expect(text).toContain("```diff\n");
    expect(text).toContain("\n-   resource {");
    expect(text).toContain("\n!       a = 1 -> 2");
  });

  it("cannot be broken out of by a plan that holds a fence", () => {
    const text = of({ outcomes: [outcome("prod/dns", { plan: plan({ text: "```\n</details>\n````" }) })] });
    expect(text).toContain("`````diff\n```\n</details>\n````\n`````");
  });

  it("lets pass what is empty or good, and names what follows and what is gone", () => {
    const text = of({
      outcomes: [outcome("prod/dns", { plan: plan({ hasChanges: false }) })],
      dependents: ["prod/edge"],
      removed: ["prod/cost"],
    });
    expect(text).toContain(":white_check_mark: The gate lets it pass");
    expect(text).toContain("Planned again after these are applied, since they wait for them: `prod/edge`.");
    expect(text).toContain("**`prod/cost` is gone from the configuration**");
    expect(text).not.toContain("<details>");
    expect(text).not.toContain("Cost a month");
  });

  it("says what failed and why", () => {
    const text = of({ outcomes: [outcome("prod/dns", { status: "failed", reason: "no such zone\nin this account" })] });
    expect(text).toContain(":no_entry: **1 failed**");
    expect(text).toContain("1 root, no changes, 1 not planned");
    expect(text).toContain("- `prod/dns` failed: no such zone\n  in this account");
  });

  it("stays below what the code host takes, and says how to see the rest", () => {
    const long = outcome("prod/dns", { plan: plan({ text: "x y z\n".repeat(20_000) }) });
    const short = outcome("prod/edge", { plan: plan({ text: "all of it" }) });
    const text = of({ outcomes: [long, short] });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("The rest is too long for here: uplift ci plan --roots prod/dns");
    expect(text).toContain("all of it");
    expect(text.match(/<\/details>/g)).toHaveLength(2);
  });
});
