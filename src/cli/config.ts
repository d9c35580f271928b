import { environmentOf, loadOrganization } from "../config/load.js";
import { parseCidr } from "../domain/cidr.js";
import type { Json } from "../domain/json.js";
import { planSubnets } from "../domain/subnets.js";
import type { Command } from "./command.js";
import { printWarnings } from "./warnings.js";

/** `uplift config [ENV]`: the configuration as every other command will read it, subnet plan included. */
export const config: Command = {
  name: "config",
  summary: "Print the resolved configuration",
  arguments: [{ name: "env", description: "one environment; all without it", required: false }],
  examples: [
    { command: "uplift config", description: "the whole organization" },
    { command: "uplift config prod --json | jq .network", description: "one environment, for machines" },
  ],
  run: async ({ arguments: { env }, output }) => {
    const organization = loadOrganization();
    printWarnings(organization, output);
    const withSubnets = (name: string) => {
      const environment = environmentOf(organization, name);
      const range = parseCidr(environment.network.cidr);
      return { ...environment, subnets: range ? planSubnets(range, environment.zones) : {} };
    };
    const resolved = env
      ? withSubnets(env)
      : {
          ...organization,
          environments: Object.fromEntries(
            Object.keys(organization.environments).map((name) => [name, withSubnets(name)]),
          ),
        };
    output.document(resolved);
    if (!output.isJson) printTree(resolved as unknown as Json, output.line);
    return 0;
  },
};

function printTree(value: Json, line: (text: string) => void, indent = ""): void {
  for (const [key, item] of Object.entries(value as object)) {
    const isBranch = item !== null && typeof item === "object" && Object.keys(item).length > 0;
    const isFlat = Array.isArray(item) && item.every((each) => typeof each !== "object");
    if (!isBranch) line(`${indent}${key}: ${typeof item === "object" ? JSON.stringify(item) : item}`);
    else if (isFlat) line(`${indent}${key}: ${item.join(", ")}`);
    else {
      line(`${indent}${key}:`);
      printTree(item, line, `${indent}  `);
    }
  }
}
