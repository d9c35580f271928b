import { join } from "node:path";
import { gitFailed } from "../core/errors.js";
import { inTemporaryFolder } from "../files/temporary-folder.js";
import { type Environment, runProcess } from "../terraform/process.js";
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
    const push = gitWith({ ...options, env: { ...options.env, ...authorization(host, options.env) } });
    // Not to origin: a pipeline may have cloned by a key that only reads.
    const repository = `${host.gitUrl}/${host.repository}.git`;
    await push("push", "--quiet", "--force", repository, `${commit}:refs/heads/${branch}`);
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

/**
 * The token by Git's environment, for the host alone: an argument could be seen by others of the machine, and a clone keeps none.
 * The user's own configuration is left out, since CircleCI's rewrites the host's address to SSH.
 */
function authorization({ gitUrl, token }: CodeHost, env: Environment): Environment {
  const count = Number(env.GIT_CONFIG_COUNT ?? 0);
  const header = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  // The empty one drops a header that the clone kept: the host refuses two.
  const added = ["", header].flatMap((value, index) => [
    [`GIT_CONFIG_KEY_${count + index}`, `http.${gitUrl}/.extraHeader`] as const,
    [`GIT_CONFIG_VALUE_${count + index}`, value] as const,
  ]);
  return {
    ...Object.fromEntries(added),
    GIT_CONFIG_COUNT: String(count + 2),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
}

const gitWith =
  ({ folder, env, signal }: GitOptions) =>
  async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runProcess("git", args, { cwd: folder, env, ...(signal && { signal }) });
    if (code !== 0) throw gitFailed(args[0] ?? "", stderr.trim().split("\n").at(-1) ?? "");
    return stdout;
  };
