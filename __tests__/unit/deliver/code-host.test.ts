import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { putComment, putIssue } from "../../../src/deliver/code-host.js";

interface Entry {
  readonly id: number;
  readonly number: number;
  readonly body: string;
  readonly html_url: string;
}

/** What GitHub's REST API documents of comments and issues, in memory: lists by page, creates and updates. */
async function github(entries: readonly string[]) {
  const stored: Entry[] = entries.map((body, index) => entry(index + 1, body));
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    requests.push(`${request.method} ${url.pathname}`);
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.headers.authorization !== "Bearer secret") return answer(403, { message: "Resource not accessible" });
    if (request.method === "GET") {
      const [page, size] = [Number(url.searchParams.get("page")), Number(url.searchParams.get("per_page"))];
      return answer(200, stored.slice((page - 1) * size, page * size));
    }
    const { body } = JSON.parse(await textOf(request)) as { body: string };
    if (request.method === "POST") stored.push(entry(stored.length + 1, body));
    const id = request.method === "POST" ? stored.length : Number(url.pathname.split("/").at(-1));
    stored[id - 1] = entry(id, body);
    return answer(request.method === "POST" ? 201 : 200, stored[id - 1]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const host = { url, gitUrl: url, token: "secret", repository: "example/infrastructure" };
  return { host, stored, requests };
}
const entry = (id: number, body: string): Entry => ({ id, number: id, body, html_url: `https://github.test/${id}` });
const textOf = async (request: IncomingMessage) => Buffer.concat(await request.toArray()).toString("utf8");

const mark = "<!-- uplift: Plan of prod -->";

describe("what is put up at the code host", () => {
  it("is a new comment the first time", async () => {
    const { host, stored } = await github(["nice", "<!-- uplift: Plan of dev -->\nold"]);
    expect(await putComment(host, 7, `${mark}\nnew`)).toBe("https://github.test/3");
    expect(stored.map(({ body }) => body)).toEqual(["nice", "<!-- uplift: Plan of dev -->\nold", `${mark}\nnew`]);
  });

  it("takes the place of the one before, on whatever page that stands", async () => {
    const { host, stored, requests } = await github([...Array.from({ length: 130 }, () => "talk"), `${mark}\r\nold`]);
    await putComment(host, 7, `${mark}\nnew`);
    expect(stored).toHaveLength(131);
    expect(stored.at(-1)?.body).toBe(`${mark}\nnew`);
    expect(requests).toEqual([
      "GET /repos/example/infrastructure/issues/7/comments",
      "GET /repos/example/infrastructure/issues/7/comments",
      "PATCH /repos/example/infrastructure/issues/comments/131",
    ]);
  });

  it("is one issue, however often drift is found", async () => {
    const { host, stored } = await github([]);
    await putIssue(host, "Drift of prod", "<!-- uplift: Drift of prod -->\nfirst");
    await putIssue(host, "Drift of prod", "<!-- uplift: Drift of prod -->\nsecond");
    expect(stored.map(({ body }) => body)).toEqual(["<!-- uplift: Drift of prod -->\nsecond"]);
  });

  it("says what the host refused and what the token needs", async () => {
    const { host } = await github([]);
    await expect(putComment({ ...host, token: "wrong" }, 7, mark)).rejects.toThrow(
      /^GITHUB_TOKEN: the code host answered 403 to GET .*Resource not accessible.*Let the token write pull requests and issues/,
    );
  });

  it("says that nobody answers", async () => {
    await expect(putComment({ ...(await github([])).host, url: "http://127.0.0.1:9" }, 7, mark)).rejects.toThrow(
      /^GITHUB_API_URL: the code host does not answer: .* \(got "http:\/\/127\.0\.0\.1:9"\)/,
    );
  });
});
