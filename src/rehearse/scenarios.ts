import { unknownScenario } from "../core/errors.js";
import type { ScenarioManifest } from "./scenario/manifest.js";
import { makeMonolith } from "./scenario/monolith.js";
import { makeOdd } from "./scenario-odd/odd.js";
import type { SimulatorClientConfig } from "./simulator-environment.js";

/** Makes a hand-made account by API calls and tells what it made. */
export type Scenario = (config: SimulatorClientConfig) => Promise<ScenarioManifest>;

const scenarios = new Map<string, Scenario>([
  ["monolith", makeMonolith],
  ["odd", (config) => makeOdd(config)],
]);

/** @throws unknownScenario */
export function scenarioOf(name: string): Scenario {
  const scenario = scenarios.get(name);
  if (!scenario) throw unknownScenario(name, [...scenarios.keys()]);
  return scenario;
}
