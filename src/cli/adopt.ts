import { isAbsolute, join, relative, resolve } from "node:path";
import { adopt as adoptInventory } from "../adopt/adopt.js";
import { adoptBeside } from "../adopt/beside.js";
import {
  addPatternsToMapping,
  adoptionPaths,
  readAddresses,
  readBooks,
  readInventory,
  readMapping,
  writeAddresses,
} from "../adopt/files.js";
import type { Mapping } from "../adopt/mapping.js";
import type { StateBackend } from "../adopt/root-documents.js";
import { writeStandaloneRoot } from "../adopt/standalone-root.js";
import { declaredBeside } from "../assembly.js";
import { environmentOf, loadOrganization } from "../config/load.js";
import { adoptNeedsSource, adoptOptionConflict, inventoryLacksRegion } from "../core/errors.js";
import { type Adoption, adoptionLayers } from "../domain/adoption.js";
import type { Inventory } from "../domain/inventory.js";
import { prove } from "./adopt-proof.js";
import type { Command, CommandContext, ExitCode } from "./command.js";
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
    {
      flags: "--plan",
      description: "run terraform plan in the root of --out, mend differences by its rules, and judge it",
    },
    { flags: "--ignore-rest <reason>", description: "with --plan: have Terraform not compare what still differs" },
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
  const organization = loadOrganization();
  const environment = environmentOf(organization, name);
  const { accountId, region } = environment;
  const paths = adoptionPaths(project, accountId);
  const mappingFile = options.mapping ? resolve(project, String(options.mapping)) : paths.mapping;
  const inventory = await readInventory(paths.inventory, accountId);
  if (!inventory.regions.includes(region)) throw inventoryLacksRegion(paths.inventory, inventory.regions, region);
  const mapping = await addPatternsToMapping(mappingFile, patternsOf(context));
  const { addresses: before, elsewhere: left } = await readBooks(paths.addresses);
  const adoptOptions = { region, mappingFile: relative(project, mappingFile), elsewhere: left };
  const declared = declaredBeside({ organization, environment });
  const { adoption, addresses, elsewhere } = adoptBeside(inventory, mapping, before, adoptOptions, declared);
  await writeAddresses(paths.addresses, addresses, elsewhere);
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
  if (options.ignoreRest && !options.plan) throw adoptOptionConflict("--ignore-rest", "no --plan");
  const absolute = (path: string) => (isAbsolute(path) ? path : join(project, path));
  const inventory = await readInventory(absolute(inventoryFile));
  const mappingFile = options.mapping ? absolute(String(options.mapping)) : join(absolute(out), "mapping.yaml");
  const written = await readMapping(mappingFile);
  const { keep, doom } = patternsOf(context);
  let mapping: Mapping = { ...written, keep: [...written.keep, ...keep], doom: [...written.doom, ...doom] };
  // One root has one provider: each region gets its own folder where there are several.
  let addresses = await readAddresses(join(absolute(out), "addresses.json"));
  let code: ExitCode = 0;
  const results: object[] = [];
  for (const region of inventory.regions) {
    const folder = inventory.regions.length > 1 ? join(absolute(out), region) : absolute(out);
    const write = async (decided: Mapping) => {
      const result = adoptInventory(inventory, decided, addresses, {
        region,
        singleRoot: true,
        mappingFile: relative(project, mappingFile),
      });
      addresses = result.addresses;
      await writeStandaloneRoot(folder, result.adoption, backend, usesPathStyle(context.env));
      await writeAddresses(join(absolute(out), "addresses.json"), addresses);
      return result;
    };
    let { adoption } = await write(mapping);
    summary(adoption, output);
    const proof = options.plan
      ? await prove(context, { folder, region, mapping, mappingFile, accountId: inventory.account_id, write })
      : undefined;
    if (proof) ({ adoption, mapping } = proof);
    if (proof && proof.findings.length > 0) code = 2;
    const { adoption: _adoption, mapping: _mapping, ...told } = proof ?? { adoption, mapping };
    results.push({ folder, region, ...counts(adoption), leftOut: adoption.leftOut, ...told });
  }
  warn(inventory, output);
  if (!options.plan) output.line(`Now run: cd ${out} && terraform init && terraform plan`);
  output.document({ roots: results });
  return code;
}

/** A simulator answers without TLS; AWS itself never does. */
const usesPathStyle = ({ AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }: CommandContext["env"]): boolean =>
  (AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL)?.startsWith("http:") === true;

function backendOf(given: unknown): StateBackend {
  if (given === undefined || given === "local") return "local";
  if (given === "s3") return "s3";
  throw adoptOptionConflict(`--backend ${String(given)}`, "this command (it is local or s3)");
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
