import { unknownScenario } from "../core/errors.js";
import type { ScenarioManifest } from "./scenario/manifest.js";
import type { SimulatorClientConfig } from "./simulator-environment.js";

/** Makes a hand-made account by API calls and tells what it made. */
export type Scenario = (config: SimulatorClientConfig) => Promise<ScenarioManifest>;

/** Each is loaded when it is asked for: a scenario brings the SDK's clients of every service that it uses. */
const scenarios = new Map<string, Scenario>([
  ["monolith", async (config) => (await import("./scenario/monolith.js")).makeMonolith(config)],
  ["odd", async (config) => (await import("./scenario-odd/odd.js")).makeOdd(config)],
]);

/** @throws unknownScenario */
export function scenarioOf(name: string): Scenario {
  const scenario = scenarios.get(name);
  if (!scenario) throw unknownScenario(name, [...scenarios.keys()]);
  return scenario;
}
