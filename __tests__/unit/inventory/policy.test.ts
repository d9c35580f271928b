import { expect, it } from "vitest";
import { collectedTypes } from "../../../src/inventory/collectors/all.js";
import { inventoryPolicy, requiredActions } from "../../../src/inventory/policy.js";

it("allows nothing but reading", () => {
  for (const action of requiredActions()) expect(action).toMatch(/^[a-z0-9-]+:((Describe|Get|List)[A-Z]\w+|GET)$/);
  expect(inventoryPolicy()).toMatchObject({ Statement: [{ Effect: "Allow", Action: requiredActions() }] });
});

it("names each action once and each type once", () => {
  expect(new Set(requiredActions()).size).toBe(requiredActions().length);
  expect(new Set(collectedTypes()).size).toBe(collectedTypes().length);
});
