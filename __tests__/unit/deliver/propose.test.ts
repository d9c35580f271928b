import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { codeHost } from "../../../src/cli/ci-publish.js";
import { propose } from "../../../src/deliver/propose.js";
import { gitServer } from "../../support/git-server.js";
import { cli } from "../../support/run-cli.js";

let folder: string;
let clone: string;
const env = { PATH: process.env.PATH, HOME: "/nowhere", GIT_CONFIG_NOSYSTEM: "1" };
const git = (...args: string[]) => execFileSync("git", args, { cwd: clone, env, encoding: "utf8" }).trim();
const repository = "example/infrastructure";
const atHost = (...args: string[]) => git("--git-dir", join(folder, `${repository}.git`), ...args);
const asBasic = (token: string) => `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;

/** A clone with one manifest, a bare repository that the code host serves, and an origin that nobody may push to. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "uplift-propose-"));
  clone = join(folder, "clone");
  await mkdir(join(clone, "gitops"), { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  git("init", "--quiet", "--bare", join(folder, `${repository}.git`));
  git("remote", "add", "origin", "ssh://git@127.0.0.1:9/example/infrastructure.git");
  await writeFile(join(clone, "gitops/kustomization.yaml"), "digest: old\n");
  await writeFile(join(clone, "README.md"), "read\n");
  git("add", "--all");
  git("-c", "user.name=a", "-c", "user.email=a@localhost", "commit", "--quiet", "--message", "feat: first");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What GitHub's REST API documents of pull requests, in memory, beside the repository itself. */
async function github() {
  const pulls: Record<string, unknown>[] = [];
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const body = Buffer.concat(await request.toArray()).toString("utf8");
    const answer = (value: unknown) => response.writeHead(200).end(JSON.stringify(value));
    if (request.method === "GET") return answer(pulls);
    const number = request.method === "POST" ? pulls.length + 1 : Number(request.url?.split("/").at(-1));
    pulls[number - 1] = {
      ...pulls[number - 1],
      ...JSON.parse(body),
      number,
      html_url: `https://github.test/${number}`,
    };
    return answer(pulls[number - 1]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const pushed = await gitServer(folder, asBasic("secret"));
  return {
    host: { url: `http://127.0.0.1:${port}`, gitUrl: pushed.url, token: "secret", repository },
    pulls,
    requests,
    gitRequests: pushed.requests,
  };
}

const proposal = { paths: ["gitops"], branch: "uplift/image-sample", base: "main", title: "chore(gitops): run sample" };
const change = (digest: string) => writeFile(join(clone, "gitops/kustomization.yaml"), `digest: ${digest}\n`);

describe("a proposal", () => {
  it("is a branch with one commit of what is changed there, and a pull request", async () => {
    const { host, pulls } = await github();
    await change("new");
    await writeFile(join(clone, "README.md"), "not this\n");
    const proposed = await propose(proposal, host, { folder: clone, env });
    expect(proposed).toMatchObject({ url: "https://github.test/1", files: ["gitops/kustomization.yaml"] });
    expect(pulls).toEqual([
      expect.objectContaining({ head: "uplift/image-sample", base: "main", title: "chore(gitops): run sample" }),
    ]);
    expect(atHost("show", "--format=%an %s", "--stat", "uplift/image-sample")).toMatch(
      /^Uplift chore\(gitops\): run sample\n\n gitops\/kustomization\.yaml \| 2 \+-\n 1 file changed/,
    );
    expect(atHost("rev-parse", "uplift/image-sample^")).toBe(git("rev-parse", "HEAD"));
  });

  it("leaves the checkout as it was", async () => {
    const { host } = await github();
    await change("new");
    const before = [git("status", "--porcelain"), git("rev-parse", "--abbrev-ref", "HEAD"), git("config", "--list")];
    await propose(proposal, host, { folder: clone, env });
    expect([git("status", "--porcelain"), git("rev-parse", "--abbrev-ref", "HEAD"), git("config", "--list")]).toEqual(
      before,
    );
    expect(await readFile(join(clone, "gitops/kustomization.yaml"), "utf8")).toBe("digest: new\n");
  });

  it("takes the place of the one before", async () => {
    const { host, pulls, requests } = await github();
    for (const digest of ["new", "newer"]) {
      await change(digest);
      await propose(proposal, host, { folder: clone, env });
    }
    expect(pulls).toHaveLength(1);
    expect(atHost("show", "uplift/image-sample:gitops/kustomization.yaml")).toBe("digest: newer");
    expect(atHost("rev-list", "--count", "uplift/image-sample")).toBe("2");
    expect(requests[0]).toBe("GET /repos/example/infrastructure/pulls?state=open&head=example%3Auplift%2Fimage-sample");
  });

  it("is none where nothing is changed", async () => {
    const { host, requests } = await github();
    expect(await propose(proposal, host, { folder: clone, env })).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it("says what git says when it cannot push", async () => {
    const { host, requests } = await github();
    await change("new");
    await expect(propose(proposal, { ...host, token: "wrong" }, { folder: clone, env })).rejects.toThrow(
      /^git: git push failed: fatal: could not read Username .*prompts disabled.*the working tree is as it was/,
    );
    expect(requests).toEqual([]);
  });

  it("never contacts origin, nor gives it the token", async () => {
    const { host, gitRequests } = await github();
    const origin = await gitServer(folder, asBasic("of origin"));
    git("remote", "set-url", "origin", `${origin.url}/${repository}.git`);
    await change("new");
    await propose(proposal, host, { folder: clone, env });
    expect(origin.requests).toEqual([]);
    expect(gitRequests).toContain(`POST /${repository}.git/git-receive-pack`);
  });

  it("is pushed to the host though the user's configuration rewrites its address", async () => {
    const { host } = await github();
    await writeFile(
      join(folder, ".gitconfig"),
      `[url "ssh://git@127.0.0.1:9"]\n\tinsteadOf = ${host.gitUrl}\n\tpushInsteadOf = ${host.gitUrl}\n`,
    );
    await change("new");
    await propose(proposal, host, { folder: clone, env: { ...env, HOME: folder } });
    expect(atHost("show", "uplift/image-sample:gitops/kustomization.yaml")).toBe("digest: new");
  });

  it("is pushed by its own token alone, whatever header the clone kept", async () => {
    const { host } = await github();
    git("config", `http.${host.gitUrl}/.extraHeader`, `Authorization: ${asBasic("kept")}`);
    await change("new");
    await propose(proposal, host, { folder: clone, env });
    expect(atHost("rev-list", "--count", "uplift/image-sample")).toBe("2");
  });

  it("loses no configuration that the environment gives", async () => {
    const { host } = await github();
    const elsewhere = { ...host, gitUrl: "http://git.invalid" };
    const given = {
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "user.name",
      GIT_CONFIG_VALUE_0: "somebody",
      GIT_CONFIG_KEY_1: "http.proxy",
      GIT_CONFIG_VALUE_1: "http://127.0.0.1:9",
    };
    await change("new");
    await expect(propose(proposal, elsewhere, { folder: clone, env: { ...env, ...given } })).rejects.toThrow(
      "Failed to connect to 127.0.0.1 port 9",
    );
  });
});

describe("uplift ci propose", () => {
  it.each([
    [[], "uplift ci propose: --branch is missing."],
    [["--branch", "main"], '--branch: is no branch that may be overwritten (got "main"). Begin its name with uplift/'],
    [["--branch", "uplift/x"], "uplift ci propose: --title is missing."],
    [["--branch", "uplift/x", "--title", "chore: x"], "uplift ci propose: --paths is missing."],
    [
      ["--branch", "uplift/x", "--title", "chore: x", "--paths", "gitops"],
      "GITHUB_TOKEN: there is no token for the code host",
    ],
  ])("refuses %j", async (given, message) => {
    const { code, stderr } = await cli(["ci", "propose", ...given], {
      cwd: clone,
      env: { PATH: process.env.PATH ?? "" },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it("is for github.com unless the environment names another server", () => {
    const { signal } = new AbortController();
    const of = (env: Readonly<Record<string, string>>) => codeHost({ env: { GITHUB_TOKEN: "secret", ...env }, signal });
    expect(of({})).toMatchObject({ url: "https://api.github.com", gitUrl: "https://github.com", repository });
    expect(of({ GITHUB_SERVER_URL: "https://git.example.com" }).gitUrl).toBe("https://git.example.com");
  });

  it("opens a pull request from the project's own configuration", async () => {
    const { host, pulls } = await github();
    await change("new");
    const { code, stdout, stderr } = await cli(
      ["ci", "propose", "--branch", "uplift/image-sample", "--title", "chore(gitops): run sample", "--paths", "gitops"],
      {
        cwd: clone,
        env: {
          PATH: process.env.PATH ?? "",
          GITHUB_TOKEN: "secret",
          GITHUB_API_URL: host.url,
          GITHUB_SERVER_URL: host.gitUrl,
        },
      },
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toBe("1 files proposed: https://github.test/1\n");
    expect(pulls).toHaveLength(1);
  });
});
