import { expect, it } from "vitest";
import { adopt } from "../../../src/adopt/adopt.js";
import { emptyMapping } from "../../../src/adopt/mapping.js";
import { environmentOf, loadOrganization } from "../../../src/config/load.js";
import type { InventoryResource } from "../../../src/domain/inventory.js";
import { alone, withMove } from "../../../src/rehearse/layers.js";
import { judgeSecondAdoption } from "../../../src/rehearse/second-adoption.js";
import { layers } from "../../../src/stacks/index.js";
import { inventoryOf, resource } from "../../support/account.js";
import { fittingAccount } from "../../support/fitting-account.js";

const organization = loadOrganization();
const environment = withMove(environmentOf(organization, "prod"), { phase: "as_found" });
const { adoption: first, ...books } = adopt(inventoryOf(fittingAccount()), emptyMapping, [], { region: "eu-west-1" });
const dashboard = (id: string) => resource("aws_cloudwatch_dashboard", id, { attributes: { Body: "{}" } });
const judge = (...later: readonly InventoryResource[]) =>
  judgeSecondAdoption({
    ...alone(organization, environment),
    layers,
    first,
    books,
    inventory: inventoryOf([...fittingAccount(), ...later]),
  });

it("counts what stays adopted, without the record that was handed over, and what is left to other roots", () => {
  const asBefore = fittingAccount().length - 1;
  expect(judge()).toEqual({ asBefore, elsewhere: 0 });
  expect(judge(dashboard("example-prod-service_shop"))).toEqual({ asBefore, elsewhere: 1 });
});

it("fails with the names of what an adopted root would import besides", () => {
  expect(() => judge(dashboard("example-prod-service_shop"), dashboard("office"))).toThrow(
    "it would take aws_cloudwatch_dashboard/office",
  );
});
