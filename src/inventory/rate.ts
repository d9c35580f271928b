import { setTimeout } from "node:timers/promises";
import type { Clients, Sender, ServiceName } from "./call.js";

/** Calls a second that a service gets, and how many at once after a rest. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Route 53 allows five calls a second to a whole account (Route 53 quotas), and other tools of the account call it too.
 * The other rates are our own choice, cautious for an account in use: AWS tells most limits by throttling alone, which the
 * clients answer by slowing down.
 */
const rates: Partial<Readonly<Record<ServiceName, Rate>>> = {
  route53: { perSecond: 5, burst: 5 },
  apigateway: { perSecond: 5, burst: 10 },
  dynamodb: { perSecond: 10, burst: 10 },
  logs: { perSecond: 10, burst: 10 },
  lambda: { perSecond: 12, burst: 12 },
  ec2: { perSecond: 20, burst: 50 },
  s3: { perSecond: 100, burst: 100 },
};
const usual: Rate = { perSecond: 15, burst: 30 };

export const rateOf = (service: ServiceName): Rate => rates[service] ?? usual;

/** Waits until a call may be made. */
export type Bucket = (signal?: AbortSignal) => Promise<void>;

/** A token bucket: full at first, refilled evenly. Callers are served in the order of their arrival. */
export function createBucket({ perSecond, burst }: Rate, now: () => number = () => performance.now()): Bucket {
  let tokens = burst;
  let filledAt = now();
  return async (signal) => {
    const time = now();
    tokens = Math.min(burst, tokens + ((time - filledAt) / 1000) * perSecond) - 1;
    filledAt = time;
    // Below zero the tokens are owed: who comes later waits longer.
    if (tokens < 0) await setTimeout((-tokens / perSecond) * 1000, undefined, signal && { signal });
  };
}

/** The same clients, each held to its service's rate; `gate` bounds the calls of all of them together. */
export function limitClients(
  clients: Clients,
  bucketOf: (service: ServiceName) => Bucket,
  gate: <Result>(task: () => Promise<Result>) => Promise<Result>,
): Clients {
  const limited = {} as Record<ServiceName, Sender>;
  for (const service of Object.keys(clients) as ServiceName[]) {
    limited[service] = {
      send: async (command, options) => {
        await bucketOf(service)(options.abortSignal);
        return gate(() => clients[service].send(command, options));
      },
    };
  }
  return limited;
}
