import { expect, it } from "vitest";
import type { Clients } from "../../../src/inventory/call.js";
import { createPool } from "../../../src/inventory/pool.js";
import { createBucket, limitClients, rateOf } from "../../../src/inventory/rate.js";

const seconds = async (task: () => Promise<unknown>) => {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
};

it("lets a burst pass and then holds the rate", async () => {
  const bucket = createBucket({ perSecond: 100, burst: 5 });
  expect(await seconds(() => Promise.all(Array.from({ length: 5 }, () => bucket())))).toBeLessThan(0.04);
  const more = await seconds(() => Promise.all(Array.from({ length: 20 }, () => bucket())));
  expect(more).toBeGreaterThan(0.15);
  expect(more).toBeLessThan(1);
});

it("never owes for a rest more than its burst", async () => {
  let now = 0;
  const bucket = createBucket({ perSecond: 1000, burst: 2 }, () => now);
  await bucket();
  now = 1_000_000;
  await bucket();
  await bucket();
  expect(await seconds(() => bucket())).toBeGreaterThan(0);
});

it("stops waiting when the run is interrupted", async () => {
  const bucket = createBucket({ perSecond: 0.01, burst: 1 });
  await bucket();
  const interrupted = AbortSignal.timeout(20);
  await expect(bucket(interrupted)).rejects.toMatchObject({ name: "AbortError" });
});

it("gives Route 53 what its quota says, to each service its own", async () => {
  expect(rateOf("route53").perSecond).toBe(5);
  const sent: string[] = [];
  const sender = (name: string) => ({ send: async () => void sent.push(name) });
  const clients = { route53: sender("route53"), ec2: sender("ec2") } as unknown as Clients;
  const slow = createBucket({ perSecond: 20, burst: 1 });
  const fast = createBucket({ perSecond: 1000, burst: 10 });
  const limited = limitClients(clients, (service) => (service === "route53" ? slow : fast), createPool(1));
  const signal = { abortSignal: new AbortController().signal };
  await Promise.all([limited.route53.send({}, signal), limited.route53.send({}, signal), limited.ec2.send({}, signal)]);
  expect(sent).toEqual(["route53", "ec2", "route53"]);
});
