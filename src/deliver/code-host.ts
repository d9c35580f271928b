import { codeHostRefused, codeHostUnreachable } from "../core/errors.js";

/** Where GitHub's API and its repositories answer, and for whom. */
export interface CodeHost {
  /** `https://api.github.com` unless it is a server of one's own. */
  readonly url: string;
  /** Where repositories are pushed to: `https://github.com` unless it is a server of one's own. */
  readonly gitUrl: string;
  readonly token: string;
  /** owner/name */
  readonly repository: string;
  readonly signal?: AbortSignal;
}

interface Entry {
  readonly id: number;
  readonly number?: number;
  readonly body?: string | null;
  readonly html_url: string;
}

/**
 * Writes a pull request's comment in place of the one that begins with the same line, or as a new one.
 * @returns its address
 * @throws codeHostRefused, codeHostUnreachable
 */
export async function putComment(host: CodeHost, number: number, body: string): Promise<string> {
  const own = await find(host, `issues/${number}/comments`, body);
  const written = own
    ? await ask<Entry>(host, "PATCH", `issues/comments/${own.id}`, { body })
    : await ask<Entry>(host, "POST", `issues/${number}/comments`, { body });
  return written.html_url;
}

/** Opens an issue, or brings the open one that begins with the same line up to date. */
export async function putIssue(host: CodeHost, title: string, body: string): Promise<string> {
  const own = await find(host, "issues?state=open", body);
  const written = own
    ? await ask<Entry>(host, "PATCH", `issues/${own.number}`, { body })
    : await ask<Entry>(host, "POST", "issues", { title, body });
  return written.html_url;
}

export interface PullRequest {
  /** A branch of the repository itself. */
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/** Opens a pull request of a branch, or brings the open one up to date. */
export async function putPullRequest(host: CodeHost, { branch, base, title, body }: PullRequest): Promise<string> {
  const [owner = ""] = host.repository.split("/");
  const head = encodeURIComponent(`${owner}:${branch}`);
  const [own] = await ask<readonly Entry[]>(host, "GET", `pulls?state=open&head=${head}`);
  const written = own
    ? await ask<Entry>(host, "PATCH", `pulls/${own.number}`, { title, body, base })
    : await ask<Entry>(host, "POST", "pulls", { title, body, base, head: branch });
  return written.html_url;
}

const pageSize = 100;

/** The entry that begins with the same line as a text, on whatever page it stands. */
async function find(host: CodeHost, path: string, body: string): Promise<Entry | undefined> {
  const [first = ""] = body.split("\n");
  for (let page = 1; ; page++) {
    const query = `${path.includes("?") ? "&" : "?"}per_page=${pageSize}&page=${page}`;
    const entries = await ask<readonly Entry[]>(host, "GET", `${path}${query}`);
    const own = entries.find((entry) => entry.body?.split(/\r?\n/)[0] === first);
    if (own || entries.length < pageSize) return own;
  }
}

async function ask<T>(host: CodeHost, method: string, path: string, content?: unknown): Promise<T> {
  const url = `${host.url}/repos/${host.repository}/${path}`;
  const answer = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${host.token}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
      ...(content !== undefined && { "content-type": "application/json" }),
    },
    ...(content !== undefined && { body: JSON.stringify(content) }),
    ...(host.signal && { signal: host.signal }),
  }).catch((error: Error) => {
    host.signal?.throwIfAborted();
    throw codeHostUnreachable(host.url, String((error.cause as Error | undefined)?.message ?? error.message));
  });
  if (!answer.ok) throw codeHostRefused(`${method} ${url}`, answer.status, (await answer.text()).slice(0, 200));
  return (await answer.json()) as T;
}
