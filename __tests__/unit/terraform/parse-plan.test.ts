import { describe, expect, it } from "vitest";
import { parsePlan } from "../../../src/terraform/parse-plan.js";
import { countChanges, type PlanJson } from "../../../src/terraform/plan.js";

const text = (document: unknown) => JSON.stringify(document);

describe("parsePlan", () => {
  it("reads any minor version of format 1", () => {
    const plan = { format_version: "1.9", terraform_version: "1.14.0", planned_values: {}, someday: true };
    expect(parsePlan(text(plan), "plan.json")).toEqual(plan);
  });

  it("refuses another format version by name", () => {
    const call = () => parsePlan(text({ format_version: "2.0", planned_values: {} }), "plan.json");
    expect(call).toThrow(/plan\.json: format_version: .* is not known \(got "2\.0"\)\. Uplift reads 1\.x/);
  });

  it.each([
    ["a cut-off file", '{"format_version": "1.2", "planned', /not the JSON of a Terraform plan/],
    ["a list", "[]", /the document is no object/],
    ["a state", text({ format_version: "1.0", values: {} }), /is it a state\?/],
    ["something else", text({ name: "x" }), /it has no format_version/],
  ])("refuses %s and says how to write a plan", (_, content, message) => {
    expect(() => parsePlan(content, "p.json")).toThrow(message);
    expect(() => parsePlan(content, "p.json")).toThrow(/terraform show -json/);
  });
});

describe("countChanges", () => {
  it("counts a replacement twice, an import apart from its action, and data sources never", () => {
    const change = (mode: string, actions: string[], importing?: object) => ({ mode, change: { actions, importing } });
    const plan = {
      resource_changes: [
        change("managed", ["no-op"], { id: "vpc-1" }),
        change("managed", ["update"], { id: "vpc-2" }),
        change("managed", ["delete", "create"]),
        change("managed", ["forget"]),
        change("data", ["read"]),
      ],
    } as unknown as PlanJson;
    expect(countChanges(plan)).toEqual({ imported: 2, added: 1, changed: 1, destroyed: 1, forgotten: 1 });
  });
});
