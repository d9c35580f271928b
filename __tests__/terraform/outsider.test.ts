import { afterAll, beforeAll, expect, it } from "vitest";
import { textFile } from "../../src/emit/files.js";
import { lockFile } from "../../src/emit/lock-file.js";
import { moduleFiles } from "../../src/emit/module.js";
import { database } from "../../src/modules/database/index.js";
import { edge } from "../../src/modules/edge/index.js";
import { network } from "../../src/modules/network/index.js";
import { type Bench, bench } from "../support/terraform.js";

/** What somebody writes who wants three of the modules and nothing else of this project. */
const folder = "elsewhere/live/shop";
const root = {
  provider: { aws: { region: "eu-west-1" } },
  module: {
    network: {
      source: "../../../modules/network",
      ...network.example,
      subnets: {
        ...network.example.subnets,
        data_a: { tier: "data", zone: "eu-west-1a", cidr_block: "10.0.64.0/22", route_table: "data" },
        data_b: { tier: "data", zone: "eu-west-1b", cidr_block: "10.0.68.0/22", route_table: "data" },
      },
      route_tables: { ...network.example.route_tables, data: {} },
    },
    edge: {
      source: "../../../modules/edge",
      ...edge.example,
      vpc_id: "${module.network.vpc_id}",
      subnet_ids: "${values(module.network.public_subnet_ids)}",
    },
    database: {
      source: "../../../modules/database",
      ...database.example,
      vpc_id: "${module.network.vpc_id}",
      subnet_ids: "${values(module.network.data_subnet_ids)}",
      clients: { targets: { security_group_id: "${module.edge.target_security_group_id}" } },
    },
  },
  output: { address: { value: "${module.edge.dns_name}" }, database: { value: "${module.database.endpoint}" } },
};

let outsider: Bench;
beforeAll(async () => {
  const modules = [network, edge, database].flatMap(moduleFiles);
  outsider = await bench([...modules, lockFile(folder), textFile(`${folder}/main.tf.json`, JSON.stringify(root))]);
});
afterAll(() => outsider?.remove());

it("an outsider's root over three modules plans, with values that no plan knows yet passed between them", async () => {
  const plan = await outsider.plan(folder);
  const made = (plan.resource_changes ?? []).filter(({ change }) => change.actions.includes("create"));
  const count = (module: string) => made.filter(({ address }) => address.startsWith(`module.${module}.`)).length;
  expect(made.every(({ change }) => change.actions.join() === "create")).toBe(true);
  expect(count("network")).toBeGreaterThan(20);
  expect(count("edge")).toBeGreaterThan(15);
  expect(count("database")).toBeGreaterThan(8);
});
