import { spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServiceName } from "../src/inventory/call.js";
import { rateOf } from "../src/inventory/rate.js";
import { type Asked, answerTo, mix } from "./inventory-answers.js";

/** Seconds beyond those that our own rate limits impose, and megabytes at the peak. */
export const inventoryLimits = { beyondSeconds: 60, megabytes: 300 };

/** Every so many calls AWS asks to slow down: 5 %. */
const throttledEach = 20;
const project = fileURLToPath(new URL("..", import.meta.url));

export interface InventoryBench {
  readonly objects: number;
  readonly calls: number;
  readonly throttles: number;
  readonly seconds: number;
  /** What the slowest service's rate limit takes for the calls that were answered. */
  readonly imposedSeconds: number;
  readonly megabytes: number;
  readonly isWithin: boolean;
}

/** Route 53's operations by method and path; the other nine services name theirs. */
function restOperation({ method, url = "" }: IncomingMessage): Pick<Asked, "operation" | "fields"> {
  const { pathname, searchParams } = new URL(url, "http://stand-in");
  const zone = /hostedzone\/([^/]+)\/rrset/.exec(pathname)?.[1];
  if (zone) return { operation: "ListResourceRecordSets", fields: { zone, name: searchParams.get("name") ?? "" } };
  if (method === "POST") return { operation: "ListTagsForResources", fields: {} };
  return { operation: pathname.endsWith("healthcheck") ? "ListHealthChecks" : "ListHostedZones", fields: {} };
}

function asked(request: IncomingMessage, body: string): Asked {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    return { service, operation: target.split(".").at(-1) ?? "", fields: JSON.parse(body || "{}") };
  }
  if (service === "route53") return { service, ...restOperation(request) };
  const fields = Object.fromEntries(new URLSearchParams(body));
  return { service, operation: fields.Action ?? "", fields };
}

/** How each protocol asks to slow down. */
const throttle = ({ service }: Asked) =>
  ["ec2", "iam", "sts", "route53"].includes(service)
    ? {
        status: service === "ec2" ? 503 : 400,
        body:
          service === "ec2"
            ? "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>slow</Message></Error></Errors></Response>"
            : "<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>",
      }
    : { status: 400, body: JSON.stringify({ __type: "ThrottlingException", message: "slow" }) };

/** Reads a made-up account of 10,000 objects through a stand-in for AWS, with the rate limits of a real run. */
export async function benchInventory(): Promise<InventoryBench> {
  const answered = new Map<string, number>();
  let calls = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const call = asked(request, Buffer.concat(chunks).toString("utf8"));
      calls += 1;
      const isThrottled = calls % throttledEach === 0;
      if (!isThrottled) answered.set(call.service, (answered.get(call.service) ?? 0) + 1);
      const { status, body } = isThrottled ? throttle(call) : answerTo(call);
      response.writeHead(status, { "content-type": body.startsWith("{") ? "application/x-amz-json-1.1" : "text/xml" });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = await measure(endpoint).finally(() => server.close());
  const wanted = Object.values(mix).flatMap((types) => Object.values(types));
  const objects = wanted.reduce((sum, each) => sum + each, 0);
  if (run.gaps.length > 0 || run.objects !== objects) {
    throw new Error(`${run.objects} of ${objects} objects were read: ${JSON.stringify(run.gaps.slice(0, 3))}`);
  }
  const imposed = [...answered].map(([service, count]) => {
    const { perSecond, burst } = rateOf(service as ServiceName);
    return Math.max(0, count - burst) / perSecond;
  });
  const imposedSeconds = Math.max(...imposed);
  const isWithin =
    run.seconds - imposedSeconds <= inventoryLimits.beyondSeconds && run.megabytes <= inventoryLimits.megabytes;
  return { ...run, objects, calls, imposedSeconds, isWithin };
}

interface Measured extends Pick<InventoryBench, "seconds" | "megabytes" | "objects" | "throttles"> {
  readonly gaps: readonly unknown[];
}

async function measure(endpoint: string): Promise<Measured> {
  const parameters = ["--import", "tsx", "bench/inventory-run.ts", endpoint, Object.keys(mix).join(",")];
  const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
  const child = spawn(process.execPath, parameters, { cwd: project, env, stdio: ["ignore", "pipe", "inherit"] });
  let written = "";
  child.stdout.on("data", (chunk) => {
    written += chunk;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the inventory ended with ${code}`);
  return JSON.parse(written);
}

/** The measurement as lines for people. */
export const describeInventoryBench = (measured: InventoryBench): string => {
  const { objects, calls, throttles, seconds, imposedSeconds, megabytes } = measured;
  return (
    `inventory of ${objects} objects of ${Object.keys(mix).length} services, ${calls} calls, ${throttles} of them throttled: ` +
    `${seconds.toFixed(1)} s, of which ${imposedSeconds.toFixed(1)} s by rate limits, ` +
    `${(seconds - imposedSeconds).toFixed(1)} s beyond (limit ${inventoryLimits.beyondSeconds} s); ` +
    `${megabytes.toFixed(0)} MB at the peak (limit ${inventoryLimits.megabytes} MB)`
  );
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const measured = await benchInventory();
  process.stdout.write(`${describeInventoryBench(measured)}\n`);
  process.exitCode = measured.isWithin ? 0 : 1;
}
