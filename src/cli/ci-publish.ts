import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { loadOrganization } from "../config/load.js";
import { commentNotFound, optionNeeded, tokenMissing } from "../core/errors.js";
import { type CodeHost, putComment, putIssue } from "../deliver/code-host.js";
import type { CommandContext, ExitCode } from "./command.js";
import { wholeNumber } from "./whole-number.js";

export const publications = ["comment", "issue"] as const;

/** @throws tokenMissing */
export function codeHost({ env, signal }: Pick<CommandContext, "env" | "signal">): CodeHost {
  if (!env.GITHUB_TOKEN) throw tokenMissing();
  return {
    url: env.GITHUB_API_URL ?? "https://api.github.com",
    gitUrl: env.GITHUB_SERVER_URL ?? "https://github.com",
    token: env.GITHUB_TOKEN,
    repository: loadOrganization().delivery.repository,
    signal,
  };
}

/** `uplift ci comment|issue`: puts up what another run wrote; a later one replaces it. */
export async function publish(action: (typeof publications)[number], context: CommandContext): Promise<ExitCode> {
  const { options, project, output } = context;
  const command = `uplift ci ${action}`;
  if (!options.file) throw optionNeeded(command, "--file", "what uplift ci plan wrote with --out");
  const file = String(options.file);
  const body = await readFile(resolve(project, file), "utf8").catch(() => {
    throw commentNotFound(file);
  });
  const host = codeHost(context);
  const [marker = ""] = body.split("\n");
  const title = /^<!-- uplift: (.*) -->$/.exec(marker)?.[1] ?? "Uplift";
  if (action === "issue") return done(await putIssue(host, title, body));
  if (!options.number) throw optionNeeded(command, "--number", "the pull request's");
  return done(await putComment(host, wholeNumber(String(options.number), "--number", 1, 1e9), body));

  function done(url: string): ExitCode {
    output.document({ url });
    output.line(url);
    return 0;
  }
}
