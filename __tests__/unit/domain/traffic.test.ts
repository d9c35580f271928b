import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failedOver, faultOfTraffic, sharesOf, type TrafficState, trafficSteps } from "../../../src/domain/traffic.js";

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

describe("an outage", () => {
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
