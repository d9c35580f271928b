import { describe, expect, it } from "vitest";
import { policyRules } from "../../../src/policy/index.js";
import { Tree } from "../../../src/policy/rule.js";
import { backupCases } from "./backup-cases.js";
import { cacheCases } from "./cache-cases.js";
import type { RuleCases } from "./cases.js";
import { computeCases } from "./compute-cases.js";
import { databaseCases } from "./database-cases.js";
import { edgeCases } from "./edge-cases.js";
import { networkCases } from "./network-cases.js";
import { observabilityCases } from "./observability-cases.js";
import { quotaCases } from "./quota-cases.js";
import { registryCases } from "./registry-cases.js";
import { storageCases } from "./storage-cases.js";
import { tagsCases } from "./tags-cases.js";

const cases: Readonly<Record<string, RuleCases>> = {
  ...networkCases,
  ...edgeCases,
  ...computeCases,
  ...databaseCases,
  ...cacheCases,
  ...registryCases,
  ...observabilityCases,
  ...storageCases,
  ...backupCases,
  ...tagsCases,
  ...quotaCases,
};

it("every rule has cases, and every case a rule", () => {
  expect(Object.keys(cases).sort()).toEqual(policyRules.map(({ id }) => id).sort());
});

describe.each(policyRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const { passes, fails } = cases[id] as RuleCases;

  it("has words to act on", () => {
    expect(rule.title).toMatch(/^[A-Z].*\.$/);
    expect(rule.remedy).toMatch(/^[A-Z].*\.$/);
    expect(fails.length).toBeGreaterThan(0);
  });

  it("passes what is as it wants it", () => {
    for (const resources of passes) {
      expect(rule.types).toContain(resources[0].type);
      expect(rule.check(resources[0], new Tree(resources))).toBeUndefined();
    }
  });

  it("says what is wrong with what is not", () => {
    for (const [resources, words] of fails) {
      expect(rule.types).toContain(resources[0].type);
      expect(rule.check(resources[0], new Tree(resources))).toContain(words);
    }
  });
});
