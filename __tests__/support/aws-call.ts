import type { Simulator } from "../../src/rehearse/simulator.js";

/** Where a call goes: the service that its signature names, method and path. */
export type Place = readonly [service: string, method: string, path: string];

/** Calls as an SDK sends them, for services without a client here; JSON both ways, or a query like `Action=X` and text back. */
export const awsCaller =
  (simulator: () => Simulator) =>
  async ([service, method, path]: Place, body?: object | string, target?: string) => {
    const credential = `Credential=a/20260101/eu-west-1/${service}/aws4_request`;
    const answer = await fetch(`${simulator().endpoint}${path}`, {
      method,
      headers: {
        authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=b`,
        ...(target && { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" }),
        ...(typeof body === "string" && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(body && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const fault = answer.headers.get("x-amzn-errortype");
    const text = await answer.text();
    const content = typeof body === "string" ? text : JSON.parse(text || "{}");
    return { status: answer.status, ...(fault && { fault }), body: content };
  };
