import { loadOrganization } from "../config/load.js";
import { affectedSince, delivered } from "../delivery.js";
import type { Affected } from "../domain/affected.js";
import type { Command } from "./command.js";
import type { Output } from "./output.js";
import { table } from "./table.js";

/** `uplift affected --base REF`: the roots that a change reaches, in the order in which they are applied. */
export const affected: Command = {
  name: "affected",
  summary: "List the roots that a change reaches, in the order of applies",
  description:
    "Compares what the present configuration emits with what the common commit of a base and HEAD holds, by content. " +
    "A root is changed when its own files, a module that it calls or a decision about it differ; roots that wait for it are its dependents.",
  options: [
    { flags: "--base <ref>", description: "what the change is compared with, e.g. origin/main", required: true },
    { flags: "--env <env>", description: "one environment alone" },
  ],
  examples: [
    { command: "uplift affected --base origin/main", description: "what this branch would change" },
    { command: "uplift affected --base HEAD~1 --json | jq -r '.environments[]'", description: "for a pipeline" },
  ],
  run: async ({ options, env, project, output, signal }) => {
    const organization = loadOrganization();
    const now = await delivered(organization, project);
    const found = onlyIn(
      await affectedSince(String(options.base), now, { folder: project, env, signal }),
      options.env as string | undefined,
    );
    output.document({
      environments: [...new Set(found.roots.map(({ root }) => root.environment))],
      roots: found.roots.map(({ root, changed, because }) => ({ ...root, changed, because })),
      removed: found.removed,
    });
    report(found, output);
    return 0;
  },
};

/** What lies in one environment; all of it without a name. */
export const onlyIn = ({ roots, removed }: Affected, environment: string | undefined): Affected => ({
  roots: roots.filter(({ root }) => environment === undefined || root.environment === environment),
  removed: removed.filter((id) => environment === undefined || id.startsWith(`${environment}/`)),
});

function report({ roots, removed }: Affected, output: Output): void {
  const rows = roots.map(({ root, changed, because }) => [
    root.id,
    changed.length > 0 ? "changed" : "dependent",
    changed.length > 0 ? few(changed) : `waits for ${because.join(", ")}`,
  ]);
  if (rows.length > 0) for (const line of table(["root", "how", "why"], rows)) output.line(line);
  for (const id of removed)
    output.line(
      `${output.colors.yellow("removed")} ${id}: its state still holds what it made. Empty it by a decommission manifest first.`,
    );
  if (roots.length + removed.length === 0) output.line("no root is affected");
}

const few = (paths: readonly string[]) =>
  paths.length > 2 ? `${paths.slice(0, 2).join(", ")} and ${paths.length - 2} more` : paths.join(", ");
