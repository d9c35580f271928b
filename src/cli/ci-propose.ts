import { loadOrganization } from "../config/load.js";
import { branchNotOurs, optionNeeded } from "../core/errors.js";
import { propose } from "../deliver/propose.js";
import { codeHost } from "./ci-publish.js";
import type { CommandContext, ExitCode } from "./command.js";

/** `uplift ci propose`: what a pipeline changed becomes a pull request, in place of the one that it opened before. */
export async function proposeChanges(context: CommandContext): Promise<ExitCode> {
  const { options, env, project, signal, output } = context;
  const command = "uplift ci propose";
  const branch = options.branch as string | undefined;
  const title = options.title as string | undefined;
  const paths = (options.paths as readonly string[] | undefined) ?? [];
  if (!branch) throw optionNeeded(command, "--branch", "e.g. uplift/image-sample");
  if (!/^uplift\/[\w./-]+$/.test(branch)) throw branchNotOurs(branch);
  if (!title)
    throw optionNeeded(command, "--title", "the first line of the commit, e.g. chore(gitops): run sample of 1a2b3c4");
  if (paths.length === 0) throw optionNeeded(command, "--paths", "where to look for changes, e.g. gitops");
  const { defaultBranch } = loadOrganization().delivery;
  const proposed = await propose({ paths, branch, base: defaultBranch, title }, codeHost(context), {
    folder: project,
    env,
    signal,
  });
  output.document(proposed ?? { files: [] });
  output.line(
    proposed
      ? `${proposed.files.length} files proposed: ${proposed.url}`
      : `nothing is changed below ${paths.join(", ")}`,
  );
  return 0;
}
