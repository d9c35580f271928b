import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adopt, adoptedResources } from "../src/adopt/adopt.js";
import { emptyMapping } from "../src/adopt/mapping.js";
import { writeStandaloneRoot } from "../src/adopt/standalone-root.js";
import { runInventory } from "../src/inventory/run.js";
import { scenarioOf } from "../src/rehearse/scenarios.js";
import { startSimulator } from "../src/rehearse/simulator.js";
import { countChanges } from "../src/terraform/plan.js";
import { prepareTerraform } from "../src/terraform/toolchain.js";
import { generateConfiguration } from "./generated-configuration.js";

/** `npm run bench:side-by-side`: an account through Terraform's own generator and through Uplift, as a Markdown table. */
const names = process.argv.length > 2 ? process.argv.slice(2) : ["monolith", "odd"];
const accountId = "888888888888";

async function compare(name: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "uplift-side-by-side-"));
  const simulator = await startSimulator({ accountId, seed: 1, env: process.env });
  try {
    const { region } = await scenarioOf(name)(simulator.sdkConfig());
    const terraformIn = await prepareTerraform({
      env: process.env,
      childEnv: simulator.environment(),
      workFolder: folder,
    });
    const inventory = await runInventory({ regions: [region], accountId, sdk: simulator.sdkConfig() });
    const { adoption } = adopt(inventory, emptyMapping, [], { region, singleRoot: true });
    const resources = adoptedResources(adoption);
    const generated = await generateConfiguration(join(folder, "generated"), adoption, resources, terraformIn);
    await writeStandaloneRoot(join(folder, "adopted"), adoption, "local", true);
    const terraform = terraformIn(join(folder, "adopted"));
    await terraform.init();
    await terraform.validate();
    await terraform.plan({ out: "plan" });
    const { imported, added, changed, destroyed } = countChanges(await terraform.showPlan("plan"));
    return [
      `| ${name} | blocks written | ${generated.blocks} | ${resources.length} |`,
      `| | validation errors | ${generated.errors} | 0 |`,
      `| | objects taken out until there is a plan | ${generated.leftOut} | 0 |`,
      `| | objects in the plan | ${generated.imported} | ${imported} |`,
      `| | of these changed, added or destroyed | ${generated.changed} | ${added + changed + destroyed} |`,
      `| | other objects of the account found, each with a reason | 0 | ${adoption.leftOut.length} |`,
    ];
  } finally {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);
say("| scenario | | `terraform plan -generate-config-out` | Uplift |");
say("|---|---|---:|---:|");
for (const name of names) for (const line of await compare(name)) say(line);
