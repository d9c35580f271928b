import { execFileSync, spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Serves the bare repositories below a folder by Git's own CGI program, to whoever gives this Authorization header. */
export async function gitServer(folder: string, authorization: string) {
  const backend = join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend");
  await access(backend);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (request.headers.authorization !== authorization)
      return response.writeHead(401, { "www-authenticate": 'Basic realm="test"' }).end();
    return answer(backend, folder, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** One request by RFC 3875: the request in variables and standard input, the answer's head before an empty line. */
function answer(backend: string, folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "", "http://localhost");
  const cgi = spawn(backend, {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      CONTENT_LENGTH: request.headers["content-length"] ?? "",
      REMOTE_USER: "x-access-token",
    },
  });
  request.pipe(cgi.stdin);
  cgi.stdout.toArray().then((chunks) => {
    const [, head = "", body = ""] = /^(.*?)\r\n\r\n(.*)$/s.exec(Buffer.concat(chunks).toString("latin1")) ?? [];
    const headers = head.split("\r\n").map((line) => line.split(": ", 2) as [string, string]);
    const { Status = "200", ...rest } = Object.fromEntries(headers);
    response.writeHead(Number.parseInt(Status, 10), rest).end(body, "latin1");
  });
}
