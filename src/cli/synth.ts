import { assemble, readAdoptions } from "../assembly.js";
import { loadOrganization } from "../config/load.js";
import { type Drift, findDrift } from "../emit/check.js";
import { writeFiles } from "../emit/write.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import type { Command, ExitCode } from "./command.js";
import type { Output } from "./output.js";
import { printWarnings } from "./warnings.js";

const explanations: Readonly<Record<Drift["kind"], string>> = {
  missing: "missing: would be emitted",
  differs: "differs from what would be emitted",
  stray: "stray: lies in an emitted tree, but nothing emits it",
  stale: "stale: was emitted once and is no longer",
};

/** `uplift synth [--check]`: emits the trees, or compares them with what is committed. */
export const synth: Command = {
  name: "synth",
  summary: "Emit modules, environments and Terragrunt units",
  options: [{ flags: "--check", description: "write nothing; exit 2 and show a diff when the emitted trees differ" }],
  examples: [
    { command: "npm run synth", description: "emit everything that the configuration describes" },
    { command: "npm run synth -- --check", description: "what continuous integration runs" },
  ],
  run: async ({ options, output, project }) => {
    const organization = loadOrganization();
    const adoptions = await readAdoptions(project, organization);
    const { files, roots } = await inTemporaryFolder((outdir) => assemble({ organization, adoptions, outdir }));
    printWarnings(organization, output);
    if (options.check) return reportDrift(await findDrift(project, files), files.length, output);
    const { written, unchanged, pruned } = await writeFiles(project, files);
    output.document({ written, unchanged, pruned });
    for (const path of written) output.line(`wrote ${path}`);
    for (const path of pruned) output.line(`pruned ${path}`);
    output.line(
      `${roots.length} roots, ${files.length} files: ${written.length} written, ${unchanged} unchanged, ${pruned.length} pruned`,
    );
    return 0;
  },
};

/** cdktf's own output is of no use here; it must not lie in the checkout. */
function reportDrift(drift: readonly Drift[], planned: number, output: Output): ExitCode {
  output.document({ drift });
  for (const { path, kind, diff } of drift) {
    output.line(`${output.colors.bold(path)}: ${explanations[kind]}`);
    if (diff) output.line(diff);
  }
  if (drift.length === 0) output.line(`${planned} emitted files are as committed`);
  else output.line(`${drift.length} of ${planned} emitted files are not as committed: npm run synth`);
  return drift.length > 0 ? 2 : 0;
}
