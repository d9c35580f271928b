import { join } from "node:path";
import { gitFailed } from "../core/errors.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { runProcess } from "../terraform/process.js";
import { type CodeHost, putPullRequest } from "./code-host.js";
import type { GitOptions } from "./git.js";

export interface Proposal {
  /** Where changes are looked for, below the working tree. */
  readonly paths: readonly string[];
  /** A branch of this name is made, or moved: nobody else's work may be on it. */
  readonly branch: string;
  /** The branch that it is proposed for. */
  readonly base: string;
  /** First line of the commit and title of the pull request. */
  readonly title: string;
}

export interface Proposed {
  readonly url: string;
  readonly commit: string;
  readonly files: readonly string[];
}

/**
 * Proposes what is changed in the working tree as a pull request; neither the checkout nor its index is touched.
 * @returns undefined where nothing is changed
 * @throws gitFailed, codeHostRefused, codeHostUnreachable
 */
export async function propose(
  { paths, branch, base, title }: Proposal,
  host: CodeHost,
  options: GitOptions,
): Promise<Proposed | undefined> {
  return inTemporaryFolder(async (folder) => {
    const git = gitWith({ ...options, env: { ...options.env, GIT_INDEX_FILE: join(folder, "index"), ...author } });
    await git("read-tree", "HEAD");
    await git("add", "--all", "--", ...paths);
    const changed = await git("diff", "--cached", "--name-only", "-z", "HEAD");
    const files = changed.trim().split("\0").filter(Boolean);
    if (files.length === 0) return undefined;
    const commit = (await git("commit-tree", "-p", "HEAD", "-m", title, (await git("write-tree")).trim())).trim();
    const push = gitWith({ ...options, env: { ...options.env, ...authorization(host.token) } });
    await push("push", "--quiet", "--force", "origin", `${commit}:refs/heads/${branch}`);
    const body = [
      "Made by `uplift ci propose` of what a pipeline changed:",
      "",
      ...files.map((file) => `- \`${file}\``),
    ];
    return { url: await putPullRequest(host, { branch, base, title, body: body.join("\n") }), commit, files };
  });
}

/** Who the commit is of; a pipeline's clone knows nobody. */
const author = {
  GIT_AUTHOR_NAME: "Uplift",
  GIT_AUTHOR_EMAIL: "uplift@localhost",
  GIT_COMMITTER_NAME: "Uplift",
  GIT_COMMITTER_EMAIL: "uplift@localhost",
};

/** The token by Git's environment: an argument could be seen by others of the machine, and a clone keeps none. */
const authorization = (token: string) => ({
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "http.extraHeader",
  GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`,
});

const gitWith =
  ({ folder, env, signal }: GitOptions) =>
  async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runProcess("git", args, { cwd: folder, env, ...(signal && { signal }) });
    if (code !== 0) throw gitFailed(args[0] ?? "", stderr.trim().split("\n").at(-1) ?? "");
    return stdout;
  };
