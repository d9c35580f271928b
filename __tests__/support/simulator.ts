import { afterAll, beforeAll } from "vitest";
import { type Simulator, startSimulator } from "../../src/rehearse/simulator.js";

/** A simulator for all tests of a file; call what is returned inside of them. */
export function useSimulator(): () => Simulator {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ accountId: "111122223333", seed: 1, env: process.env });
  });
  afterAll(() => simulator?.stop());
  return () => simulator;
}
