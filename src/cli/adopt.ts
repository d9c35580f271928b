import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { adopt as adoptInventory } from "../adopt/adopt.js";
import {
  addPatternsToMapping,
  adoptionPaths,
  readAddresses,
  readInventory,
  readMapping,
  writeAddresses,
} from "../adopt/files.js";
import { judge } from "../adopt/gate.js";
import type { StateBackend } from "../adopt/root-documents.js";
import { writeStandaloneRoot } from "../adopt/standalone-root.js";
import { environmentOf, loadOrganization } from "../config/load.js";
import { adoptNeedsSource, adoptOptionConflict, inventoryLacksRegion } from "../core/errors.js";
import { type Adoption, adoptionLayers } from "../domain/adoption.js";
import type { Inventory } from "../domain/inventory.js";
import { countChanges } from "../terraform/plan.js";
import { prepareTerraform } from "../terraform/toolchain.js";
import type { Command, CommandContext, ExitCode } from "./command.js";
import { reportFindings } from "./gate.js";
import type { Output } from "./output.js";

/** `uplift adopt`: import blocks and configuration that change nothing, for an environment or as one root of its own. */
export const adopt: Command = {
  name: "adopt",
  summary: "Write import blocks and configuration that change nothing",
  description:
    "Gives every object of an inventory a lasting address and the configuration that plans no change. " +
    "With ENV it updates adoption/ACCOUNT and `npm run synth` emits the roots; with --out it writes one root for plain Terraform.",
  arguments: [{ name: "env", description: "an environment of the configuration", required: false }],
  options: [
    { flags: "--inventory <file>", description: "an inventory, instead of an environment's" },
    { flags: "--out <dir>", description: "where the root is written" },
    { flags: "--mapping <file>", description: "decisions of people; adoption/ACCOUNT/mapping.yaml for an environment" },
    { flags: "--keep <glob>", description: "addresses or ids that stay (may be repeated)", repeatable: true },
    {
      flags: "--doom <glob>",
      description: "addresses or ids that will be replaced (may be repeated)",
      repeatable: true,
    },
    { flags: "--backend <kind>", description: "local or s3: where the root of --out keeps its state" },
    { flags: "--plan", description: "run terraform plan in the root of --out and judge it" },
  ],
  examples: [
    { command: "uplift adopt prod", description: "update adoption/ACCOUNT from inventory/ACCOUNT.json" },
    {
      command: "uplift adopt --inventory account.json --out adopted --plan",
      description: "one root, proven by a plan",
    },
    {
      command: "uplift adopt prod --keep 'aws_eip.*'",
      description: "keep every elastic IP; written into mapping.yaml",
    },
  ],
  run: (context) => {
    const { arguments: args, options } = context;
    if (args.env) {
      for (const flag of ["inventory", "out", "backend", "plan"] as const) {
        if (options[flag]) throw adoptOptionConflict(`--${flag}`, "an environment");
      }
      return adoptEnvironment(context, args.env);
    }
    if (!options.inventory || !options.out) throw adoptNeedsSource();
    return adoptFile(context, String(options.inventory), String(options.out));
  },
};

const patternsOf = ({ options }: CommandContext) => ({
  keep: (options.keep ?? []) as readonly string[],
  doom: (options.doom ?? []) as readonly string[],
});

async function adoptEnvironment(context: CommandContext, name: string): Promise<ExitCode> {
  const { project, output, options } = context;
  const { accountId, region } = environmentOf(loadOrganization(), name);
  const paths = adoptionPaths(project, accountId);
  const mappingFile = options.mapping ? resolve(project, String(options.mapping)) : paths.mapping;
  const inventory = await readInventory(paths.inventory, accountId);
  if (!inventory.regions.includes(region)) throw inventoryLacksRegion(paths.inventory, inventory.regions, region);
  const mapping = await addPatternsToMapping(mappingFile, patternsOf(context));
  const before = await readAddresses(paths.addresses);
  const { adoption, addresses } = adoptInventory(inventory, mapping, before, {
    region,
    mappingFile: relative(project, mappingFile),
  });
  await writeAddresses(paths.addresses, addresses);
  warn(inventory, output);
  summary(adoption, output);
  output.line("Now run: npm run synth");
  output.document({ ...counts(adoption), leftOut: adoption.leftOut });
  return 0;
}

async function adoptFile(context: CommandContext, inventoryFile: string, out: string): Promise<ExitCode> {
  const { project, output, options } = context;
  const backend = backendOf(options.backend);
  if (options.plan && backend === "s3") throw adoptOptionConflict("--plan", "--backend s3");
  const absolute = (path: string) => (isAbsolute(path) ? path : join(project, path));
  const inventory = await readInventory(absolute(inventoryFile));
  const written = options.mapping ? await readMapping(absolute(String(options.mapping))) : undefined;
  const { keep, doom } = patternsOf(context);
  const mapping = {
    keep: [...(written?.keep ?? []), ...keep],
    doom: [...(written?.doom ?? []), ...doom],
    resources: written?.resources ?? {},
  };
  // One root has one provider: each region gets its own folder where there are several.
  let addresses = await readAddresses(join(absolute(out), "addresses.json"));
  let code: ExitCode = 0;
  const results: object[] = [];
  for (const region of inventory.regions) {
    const folder = inventory.regions.length > 1 ? join(absolute(out), region) : absolute(out);
    const result = adoptInventory(inventory, mapping, addresses, {
      region,
      singleRoot: true,
      mappingFile: String(options.mapping ?? "mapping.yaml"),
    });
    addresses = result.addresses;
    await writeStandaloneRoot(folder, result.adoption, backend);
    await writeAddresses(join(absolute(out), "addresses.json"), addresses);
    summary(result.adoption, output);
    const proof = options.plan ? await prove(context, folder, result.adoption) : undefined;
    if (proof && proof.findings.length > 0) code = 2;
    results.push({ folder, region, ...counts(result.adoption), leftOut: result.adoption.leftOut, ...proof });
  }
  warn(inventory, output);
  if (!options.plan) output.line(`Now run: cd ${out} && terraform init && terraform plan`);
  output.document({ roots: results });
  return code;
}

function backendOf(given: unknown): StateBackend {
  if (given === undefined || given === "local") return "local";
  if (given === "s3") return "s3";
  throw adoptOptionConflict(`--backend ${String(given)}`, "this command (it is local or s3)");
}

/** Runs a real plan in the root and judges it. */
async function prove({ env, signal, output }: CommandContext, folder: string, adoption: Adoption) {
  const workFolder = await mkdtemp(join(tmpdir(), "uplift-adopt-"));
  try {
    const terraformIn = await prepareTerraform({ env, workFolder, signal, onProgress: output.progress });
    const terraform = terraformIn(folder, output.status);
    await terraform.init();
    const planFile = join(workFolder, "plan.tfplan");
    await terraform.plan({ out: planFile });
    const plan = await terraform.showPlan(planFile);
    const { imported, added, changed, destroyed } = countChanges(plan);
    output.line(`Plan: ${imported} to import, ${added} to add, ${changed} to change, ${destroyed} to destroy.`);
    const findings = judge(plan, {
      environment: { name: "this root", accountId: adoption.accountId, region: adoption.region, deployedLayers: [] },
      adoptedIds: new Map(),
      allowed: [],
      liveImpact: [],
    });
    reportFindings(findings, output);
    return { plan: { imported, added, changed, destroyed }, findings };
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

const counts = ({ roots, leftOut }: Adoption) => ({
  inherited: roots.inherited.resources.length,
  legacy: roots.legacy.resources.length,
  left_out: leftOut.length,
});

function summary(adoption: Adoption, output: Output): void {
  const { inherited, legacy, left_out } = counts(adoption);
  output.line(`${adoption.region}: ${inherited} inherited, ${legacy} legacy, ${left_out} left out with a reason`);
  for (const layer of adoptionLayers) {
    for (const { type, name, ignoreReason, ignoreChanges } of adoption.roots[layer].resources) {
      if (ignoreReason) output.progress(`not compared: ${type}.${name}: ${ignoreChanges.join(", ")}: ${ignoreReason}`);
    }
  }
  for (const { type, id, reason } of adoption.leftOut) output.progress(`left out: ${type} ${id}: ${reason}`);
}

/** An adoption is only as whole as its inventory. */
function warn({ gaps }: Inventory, output: Output): void {
  if (gaps.length === 0) return;
  const calls = [...new Set(gaps.map(({ call }) => call))].join(", ");
  output.progress(
    output.colors.yellow(`the inventory has ${gaps.length} gaps (${calls}): what was not read is not adopted`),
  );
}
