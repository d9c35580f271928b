import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dnsWeights,
  failedOver,
  faultOfTraffic,
  listenerWeights,
  type Move,
  midway,
  sharesOf,
  type TrafficState,
  trafficOf,
  trafficSteps,
  type Weights,
} from "../../../src/domain/traffic.js";

const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 8 })
  .map((percentages) => [...percentages].sort((a, b) => a - b));
const weights = (largest: number) =>
  fc.record({ legacy: fc.integer({ min: 0, max: largest }), next: fc.integer({ min: 0, max: largest }) });
const states = fc.record({ dns: weights(255), listener: weights(999) });

describe("a move of traffic", () => {
  it("goes from all on the old path to all on the new platform, and never back on the way", () => {
    fc.assert(
      fc.property(rising, (percentages) => {
        const steps = trafficSteps(percentages);
        expect(steps.map(faultOfTraffic)).toEqual(steps.map(() => undefined));
        const shares = steps.map(sharesOf);
        expect(shares[0]).toEqual({ oldPath: 1, newPathToLegacy: 0, newPlatform: 0 });
        expect(shares.at(-1)).toEqual({ oldPath: 0, newPathToLegacy: 0, newPlatform: 1 });
        shares.slice(1).forEach((share, index) => {
          const before = shares[index] as (typeof shares)[number];
          expect(share.oldPath).toBeLessThanOrEqual(before.oldPath);
          expect(share.newPlatform).toBeGreaterThanOrEqual(before.newPlatform);
        });
      }),
    );
  });

  it("moves one place at a time: what an allowed state sends to the new platform is exactly the listener's share", () => {
    fc.assert(
      fc.property(states, (state) => {
        if (faultOfTraffic(state)) return;
        const { oldPath, newPathToLegacy, newPlatform } = sharesOf(state);
        expect(oldPath + newPathToLegacy + newPlatform).toBeCloseTo(1, 12);
        const { legacy, next } = state.listener;
        expect(newPlatform).toBeCloseTo(next / (legacy + next), 12);
      }),
    );
  });

  it.each<[TrafficState, string]>([
    [{ dns: { legacy: 50, next: 50 }, listener: { legacy: 50, next: 50 } }, "both are under way"],
    [{ dns: { legacy: 100, next: 0 }, listener: { legacy: 0, next: 100 } }, "services move before the name"],
    [{ dns: { legacy: 0, next: 0 }, listener: { legacy: 100, next: 0 } }, "dns has no weight at all"],
    [
      { dns: { legacy: 256, next: 0 }, listener: { legacy: 1, next: 0 } },
      "dns has the weight 256: give a whole number from 0 to 255",
    ],
    [{ dns: { legacy: 0, next: 1 }, listener: { legacy: -1, next: 2 } }, "listener has the weight -1"],
    [{ dns: { legacy: 0.5, next: 1 }, listener: { legacy: 1, next: 0 } }, "dns has the weight 0.5"],
  ])("refuses %j", (state, words) => {
    expect(faultOfTraffic(state)).toContain(words);
  });
});

const percent = fc.integer({ min: 0, max: 100 });
const moves: fc.Arbitrary<Move> = fc.oneof(
  fc.constant<Move>({ phase: "as_found" }),
  percent.map((newPercent): Move => ({ phase: "dns", newPercent })),
  fc
    .dictionary(fc.constantFrom("shop", "monolith"), percent)
    .map((newPercent): Move => ({ phase: "listener", newPercent })),
);

describe("a move as people write it", () => {
  it("cannot be one that must not be", () => {
    fc.assert(
      fc.property(moves, fc.constantFrom("shop", "monolith"), (move, service) => {
        expect(faultOfTraffic(trafficOf(move, service))).toBeUndefined();
      }),
    );
  });

  it.each<[Move, ReturnType<typeof sharesOf>]>([
    [{ phase: "as_found" }, { oldPath: 1, newPathToLegacy: 0, newPlatform: 0 }],
    [
      { phase: "dns", newPercent: 0 },
      { oldPath: 1, newPathToLegacy: 0, newPlatform: 0 },
    ],
    [
      { phase: "dns", newPercent: 25 },
      { oldPath: 0.75, newPathToLegacy: 0.25, newPlatform: 0 },
    ],
    [
      { phase: "listener", newPercent: {} },
      { oldPath: 0, newPathToLegacy: 1, newPlatform: 0 },
    ],
    [
      { phase: "listener", newPercent: { shop: 100 } },
      { oldPath: 0, newPathToLegacy: 1, newPlatform: 0 },
    ],
    [
      { phase: "listener", newPercent: { monolith: 25 } },
      { oldPath: 0, newPathToLegacy: 0.75, newPlatform: 0.25 },
    ],
  ])("%j sends the monolith's requests %j", (move, shares) => {
    expect(sharesOf(trafficOf(move, "monolith"))).toEqual(shares);
  });

  it("shares on the way from one step to another, forth or back, as between the two", () => {
    fc.assert(
      fc.property(percent, percent, (first, second) => {
        const [before, after] = [first, second].map((newPercent) => dnsWeights({ phase: "dns", newPercent }));
        const { legacy, next } = midway(before as Weights, after as Weights);
        const share = (100 * next) / (legacy + next);
        expect(share).toBeGreaterThanOrEqual(Math.min(first, second) - 1e-9);
        expect(share).toBeLessThanOrEqual(Math.max(first, second) + 1e-9);
      }),
    );
    expect(midway({ legacy: 100, next: 0 }, { legacy: 0, next: 100 })).toEqual({ legacy: 1, next: 1 });
  });

  it("has no weights of the name while the record is as it was found", () => {
    expect(dnsWeights({ phase: "as_found" })).toBeUndefined();
    expect(dnsWeights({ phase: "dns", newPercent: 10 })).toEqual({ legacy: 90, next: 10 });
    expect(listenerWeights({ phase: "listener", newPercent: { shop: 10 } }, "shop")).toEqual({ legacy: 90, next: 10 });
  });
});

describe("an outage", () => {
  it.each<[string, Move, Parameters<typeof failedOver>[1], ReturnType<typeof failedOver>]>([
    [
      "of the new side, which a tenth has tried, leaves everyone on the old",
      { phase: "dns", newPercent: 10 },
      { oldPath: true, newPath: false },
      { legacy: 90, next: 0 },
    ],
    [
      "of the old side sends everyone to the new, though it had but a tenth",
      { phase: "dns", newPercent: 10 },
      { oldPath: false, newPath: true },
      { legacy: 0, next: 10 },
    ],
    [
      "of the old side sends everyone to the new, though it had nothing: a weight of 0 is asked last",
      { phase: "dns", newPercent: 0 },
      { oldPath: false, newPath: true },
      { legacy: 0, next: 1 },
    ],
    [
      "of the new side after the move brings everyone back",
      { phase: "listener", newPercent: { shop: 50 } },
      { oldPath: true, newPath: false },
      { legacy: 1, next: 0 },
    ],
    [
      "of both changes nothing: nobody is better off elsewhere",
      { phase: "dns", newPercent: 10 },
      { oldPath: false, newPath: false },
      { legacy: 90, next: 10 },
    ],
  ])("%s", (_, move, health, weights) => {
    expect(failedOver(dnsWeights(move) ?? { legacy: 1, next: 0 }, health)).toEqual(weights);
  });

  it("of one side sends everyone to the other, and of both changes nothing", () => {
    fc.assert(
      fc.property(weights(255), fc.boolean(), fc.boolean(), (dns, oldPath, newPath) => {
        fc.pre(dns.legacy + dns.next > 0);
        const over = failedOver(dns, { oldPath, newPath });
        expect(over.legacy + over.next).toBeGreaterThan(0);
        if (oldPath && !newPath) expect(over.next).toBe(0);
        if (newPath && !oldPath) expect(over.legacy).toBe(0);
        if (oldPath === newPath) expect(over).toEqual(dns);
      }),
    );
  });
});
