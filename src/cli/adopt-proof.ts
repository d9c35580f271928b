import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AdoptResult } from "../adopt/adopt.js";
import { type Difference, differencesOf, isPublic } from "../adopt/differences.js";
import { addDecisionsToMapping } from "../adopt/files.js";
import { judge } from "../adopt/gate.js";
import type { Mapping } from "../adopt/mapping.js";
import { repair, withIgnored } from "../adopt/repair.js";
import { effectText } from "../domain/apply-effects.js";
import { resourceKey } from "../domain/inventory.js";
import type { Json } from "../domain/json.js";
import { countChanges } from "../terraform/plan.js";
import { prepareTerraform } from "../terraform/toolchain.js";
import type { CommandContext } from "./command.js";
import { reportFindings } from "./gate.js";
import type { Output } from "./output.js";

export interface ProofOptions {
  readonly folder: string;
  readonly region: string;
  readonly accountId: string;
  readonly mapping: Mapping;
  readonly mappingFile: string;
  /** Writes the root as a mapping makes it. */
  write(mapping: Mapping): Promise<AdoptResult>;
}

/**
 * Runs a real plan in the root, mends what its rules can, explains what is left, and judges it.
 * Whatever the root then holds beyond the rules is in mapping.yaml.
 */
export async function prove({ env, signal, output, options }: CommandContext, proof: ProofOptions) {
  const { folder, region, accountId, mappingFile, write } = proof;
  const workFolder = await mkdtemp(join(tmpdir(), "uplift-adopt-"));
  try {
    const terraformIn = await prepareTerraform({ env, workFolder, signal, onProgress: output.progress });
    const terraform = terraformIn(folder, output.status);
    await terraform.init();
    const planFile = join(workFolder, "plan.bin");
    let result = await write(proof.mapping);
    const planOf = async (mapping: Mapping) => {
      result = await write(mapping);
      await terraform.plan({ out: planFile });
      return terraform.showPlan(planFile);
    };
    const keyOf = (address: string) => {
      const entry = result.addresses.find((each) => each.region === region && each.address === address);
      return entry && resourceKey(entry);
    };
    const repaired = await repair({ mapping: proof.mapping, plan: planOf, keyOf });
    let { plan, mapping, remaining } = repaired;
    for (const each of repaired.fixed) output.progress(`mended ${told(each)}`);
    const reason = options.ignoreRest;
    if (remaining.length > 0 && typeof reason === "string") {
      for (const each of remaining) output.progress(`no longer compared: ${explain(each)}`);
      mapping = withIgnored(mapping, remaining, keyOf, reason);
      plan = await planOf(mapping);
      remaining = differencesOf(plan);
    }
    if (mapping !== proof.mapping) {
      await addDecisionsToMapping(mappingFile, mapping);
      output.progress(`written into ${mappingFile}, which the next run honours`);
    }
    reportRemaining(remaining, output);
    const { imported, added, changed, destroyed } = countChanges(plan);
    output.line(`Plan: ${imported} to import, ${added} to add, ${changed} to change, ${destroyed} to destroy.`);
    const findings = judge(plan, {
      environment: { name: "this root", accountId, region, deployedLayers: [] },
      adoptedIds: new Map(),
      allowed: [],
      liveImpact: [],
    });
    reportFindings(findings, output);
    const counts = { imported, added, changed, destroyed };
    return {
      adoption: result.adoption,
      mapping,
      plan: counts,
      mended: repaired.fixed.map(shown),
      differences: remaining.map(shown),
      findings,
    };
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

function reportRemaining(remaining: readonly Difference[], output: Output): void {
  for (const each of remaining) output.line(`${output.colors.yellow("differs")} ${explain(each)}`);
  if (remaining.length === 0) return;
  output.line(
    "To have Terraform not compare these, run again with: --ignore-rest 'REASON' (written into mapping.yaml)",
  );
}

const explain = (each: Difference): string => `${told(each)}: ${effectText[each.effect]}`;

const shown = (each: Difference): Difference =>
  isPublic(each) ? each : { ...each, live: undefined, configured: undefined };

function told(difference: Difference): string {
  const { address, attribute, live, configured, isUnknown } = difference;
  if (!isPublic(difference)) return `${address}: ${attribute} (values not shown)`;
  return `${address}: ${attribute} is ${show(live)}, configured ${isUnknown ? "(known after apply)" : show(configured)}`;
}

const show = (value: Json | undefined): string => {
  const text = JSON.stringify(value ?? null);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
