import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { accountId } from "./account.js";

export interface StubCall {
  /** `GetCallerIdentity`, `CertificateManager.ListCertificates`. */
  readonly action: string;
  readonly region: string;
  /** Who signed the call. */
  readonly accessKeyId: string;
  /** What a call of the query protocol says. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface StubAnswer {
  readonly status?: number;
  readonly body: string;
}

export const identityAnswer: StubAnswer = {
  body:
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
    `<Arn>arn:aws:iam::${accountId}:user/test</Arn><UserId>U</UserId><Account>${accountId}</Account>` +
    "</GetCallerIdentityResult></GetCallerIdentityResponse>",
};

export const queryFault = (code: string, status = 403): StubAnswer => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>refused</Message></Error></ErrorResponse>`,
});

export const jsonFault = (code: string, status = 400): StubAnswer => ({
  status,
  body: JSON.stringify({ __type: code, message: "refused" }),
});

/** An endpoint that answers as AWS would, for the length of a test; returns an environment for it and what was called. */
export async function awsStub(answer: (call: StubCall, earlier: number) => StubAnswer) {
  const calls: StubCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const [, accessKeyId = "", region = ""] =
        /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
      const action = String(request.headers["x-amz-target"] ?? new URLSearchParams(body).get("Action"));
      const earlier = calls.filter((each) => each.action === action).length;
      const call = { action, region, accessKeyId, parameters: Object.fromEntries(new URLSearchParams(body)) };
      calls.push(call);
      const { status = 200, body: text } = answer(call, earlier);
      response.writeHead(status, { "content-type": text.startsWith("{") ? "application/x-amz-json-1.1" : "text/xml" });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    calls,
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "stub", AWS_SECRET_ACCESS_KEY: "stub" },
    sdk: { endpoint, credentials: { accessKeyId: "stub", secretAccessKey: "stub" } },
  };
}
