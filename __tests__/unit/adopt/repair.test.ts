import { describe, expect, it } from "vitest";
import { differencesOf, isPublic, isSettable } from "../../../src/adopt/differences.js";
import { addDecisions, emptyMapping, type Mapping, parseMapping } from "../../../src/adopt/mapping.js";
import { repair, withIgnored } from "../../../src/adopt/repair.js";
import { TerraformFault } from "../../../src/core/errors.js";
import type { Json } from "../../../src/domain/json.js";
import type { Change, PlanJson } from "../../../src/terraform/plan.js";

const planOf = (change: Partial<Change>, type = "aws_instance"): PlanJson => ({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [
    {
      address: `${type}.web`,
      mode: "managed",
      type,
      name: "web",
      provider_name: "aws",
      change: { actions: ["update"], before: {}, after: {}, importing: { id: "i-1" }, ...change },
    },
  ],
});
const empty: PlanJson = { format_version: "1.2", terraform_version: "1.11.4", resource_changes: [] };
const keyOf = (address: string) => address.replace(".web", "/i-1");

describe("differences of a plan", () => {
  it.each<[string, string, Json, string]>([
    ["aws_instance", "instance_type", "t3.large", "stops"],
    ["aws_instance", "monitoring", true, "in-place"],
    ["aws_security_group", "ingress", [], "strips"],
    ["aws_s3_bucket", "force_destroy", false, "nothing"],
  ])("%s.%s", (type, attribute, configured, effect) => {
    const [found] = differencesOf(
      planOf({ before: { [attribute]: "live" }, after: { [attribute]: configured } }, type),
    );
    expect(found).toMatchObject({ address: `${type}.web`, attribute, live: "live", configured, effect });
  });

  it("name what replaces, not what only follows from it", () => {
    const found = differencesOf(
      planOf({
        actions: ["delete", "create"],
        before: { ami: "ami-1", id: "i-1", arn: "a" },
        after: { ami: "ami-2" },
        after_unknown: { id: true, arn: true },
        replace_paths: [["ami"]],
      }),
    );
    expect(found.map(({ attribute, effect }) => `${attribute} ${effect}`)).toEqual(["ami replaces"]);
  });

  it("hold no sensitive value", () => {
    const [found] = differencesOf(
      planOf({ before: { password: "a" }, after: { password: "b" }, before_sensitive: { password: true } }),
    );
    expect(found).toMatchObject({ isSensitive: true, live: undefined, configured: undefined });
    expect(found && isSettable(found)).toBe(false);
  });

  it("that hold a secret are neither shown nor written down", () => {
    const live = { note: ["xoxb-", "CANARY-1234567890"].join("") };
    const [found] = differencesOf(planOf({ before: { tags: live }, after: { tags: {} } }));
    expect(found && [isPublic(found), isSettable(found)]).toEqual([false, false]);
  });

  it("are none for null in place of nothing, and for what is only imported", () => {
    expect(differencesOf(planOf({ before: { a: null }, after: {} }))).toEqual([]);
    expect(differencesOf(planOf({ actions: ["no-op"], before: { a: 1 }, after: { a: 2 } }))).toEqual([]);
  });
});

describe("repair", () => {
  const differing = planOf({
    before: { instance_type: "t3.small", tags: { a: "b" } },
    after: { instance_type: "t3.large" },
  });

  it("takes live values into the mapping when a second plan shows that it helps", async () => {
    const plans = [differing, empty];
    const { fixed, remaining, mapping } = await repair({
      mapping: emptyMapping,
      plan: async () => plans.shift() ?? empty,
      keyOf,
    });
    expect(fixed.map(({ attribute }) => attribute)).toEqual(["instance_type", "tags"]);
    expect(remaining).toEqual([]);
    expect(mapping.resources).toEqual({ "aws_instance/i-1": { set: { instance_type: "t3.small", tags: { a: "b" } } } });
  });

  it("keeps nothing of what did not help, and reports it", async () => {
    const still = planOf({ before: { instance_type: "t3.small" }, after: { instance_type: "t3.large" } });
    const asked: Mapping[] = [];
    const { fixed, remaining, mapping } = await repair({
      mapping: emptyMapping,
      plan: async (each) => {
        asked.push(each);
        return asked.length === 1 ? differing : still;
      },
      keyOf,
    });
    expect(fixed.map(({ attribute }) => attribute)).toEqual(["tags"]);
    expect(remaining.map(({ attribute }) => attribute)).toEqual(["instance_type"]);
    expect(mapping.resources).toEqual({ "aws_instance/i-1": { set: { tags: { a: "b" } } } });
    expect(asked.at(-1)).toEqual(mapping);
  });

  it("gives up a value that the provider refuses", async () => {
    let plans = 0;
    const { fixed, remaining, mapping } = await repair({
      mapping: emptyMapping,
      plan: async () => {
        if (++plans === 2)
          throw new TerraformFault("plan", "x", [{ severity: "error", summary: "Unsupported argument" }]);
        return differing;
      },
      keyOf,
    });
    expect({ fixed, count: remaining.length, mapping }).toEqual({ fixed: [], count: 2, mapping: emptyMapping });
  });

  it("ignores nothing by itself; a person's reason goes with each attribute", async () => {
    const [difference] = differencesOf(differing);
    const mapping = withIgnored(emptyMapping, difference ? [difference] : [], keyOf, "resized every night");
    expect(mapping.resources).toEqual({
      "aws_instance/i-1": { ignore_changes: ["instance_type"], reason: "resized every night" },
    });
  });
});

describe("mapping.yaml", () => {
  const resources = {
    "aws_instance/i-1": { set: { a: null, tags: { b: "c" } }, ignore_changes: ["user_data"], reason: "r" },
  };

  it("takes decisions about attributes, beside what people wrote", () => {
    const before = "# mine\nschema_version: 1\nresources:\n  aws_instance/i-1: { fate: keep } # stays\n";
    const after = addDecisions(before, { ...emptyMapping, resources });
    expect(after).toContain("# mine");
    expect(after).toContain("# stays");
    expect(parseMapping(after, "m").resources).toEqual({
      "aws_instance/i-1": { fate: "keep", ...resources["aws_instance/i-1"] },
    });
    expect(addDecisions(after, { ...emptyMapping, resources })).toBe(after);
  });

  it("is made where there is none", () => {
    expect(parseMapping(addDecisions(undefined, { ...emptyMapping, resources }), "m").resources).toEqual(resources);
  });

  it.each([
    ["{ ignore_changes: [user_data] }", "has attributes that are not compared, without a reason"],
    ["{ ignore_changes: ['a b'], reason: x }", "is no attribute of Terraform's"],
    ["{ ignore: true, reason: x, set: { a: 1 } }", "is ignored and yet has a fate, a name or attributes"],
  ])("refuses %s", (decision, message) => {
    expect(() => parseMapping(`schema_version: 1\nresources:\n  aws_instance/i-1: ${decision}\n`, "m")).toThrow(
      message,
    );
  });
});
