import { describe, expect, it } from "vitest";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../../src/config/schema.js";

type Traffic = NonNullable<EnvironmentConfig["traffic"]>;
const prod = organization.environments.find(({ name }) => name === "prod") as EnvironmentConfig;
const own = prod.traffic as Traffic;

const withProd = (change: Partial<EnvironmentConfig>): OrganizationConfig => ({
  ...organization,
  environments: organization.environments.map((each) => (each.name === "prod" ? { ...each, ...change } : each)),
});
const withTraffic = (change: object) => withProd({ traffic: { ...own, ...change } as Traffic });
const withMove = (move: object) => withTraffic({ move });

describe("the move of a name", () => {
  it.each([
    { phase: "as_found" },
    { phase: "dns", newPercent: 0 },
    { phase: "dns", newPercent: 100 },
    { phase: "listener", newPercent: {} },
    { phase: "listener", newPercent: { monolith: 10 } },
  ])("takes %j", (move) => {
    expect(() => loadOrganization(withMove(move))).not.toThrow();
  });

  it("may be none where the layer was never applied", () => {
    expect(() => loadOrganization(withProd({ traffic: null }))).not.toThrow();
  });

  it.each<[string, OrganizationConfig, string]>([
    [
      "a phase that is none",
      withMove({ phase: "both" }),
      'src/config/prod.ts: traffic.move.phase: is no phase (got "both"). Use as_found, dns or listener.',
    ],
    [
      "a share beyond all",
      withMove({ phase: "dns", newPercent: 110 }),
      "src/config/prod.ts: traffic.move.newPercent: is out of range (got 110). Give a whole number from 0 to 100.",
    ],
    [
      "a share of less than a hundredth",
      withMove({ phase: "listener", newPercent: { monolith: 0.5 } }),
      "src/config/prod.ts: traffic.move.newPercent.monolith: is no whole number (got 0.5). Give a whole number.",
    ],
    [
      "two places at once",
      withMove({ phase: "dns", newPercent: { monolith: 10 } }),
      "src/config/prod.ts: traffic.move.newPercent: is no number",
    ],
    [
      "a share while the record is as it was found",
      withMove({ phase: "as_found", newPercent: 10 }),
      "src/config/prod.ts: traffic.move.newPercent: is not known here (got 10).",
    ],
    [
      "a service whose requests come by another name",
      withMove({ phase: "listener", newPercent: { shop: 10 } }),
      'src/config/prod.ts: traffic.move.newPercent.shop: is no service with a route on app.example.test (got "shop"). Name some of monolith.',
    ],
    [
      "a name of which some requests would get 404",
      withTraffic({ name: "old.example.test" }),
      'src/config/prod.ts: traffic.name: has a path that no service takes: the load balancer would answer 404 (got "old.example.test"). Name a service here that has a route with this host and the path /* in src/config/services.ts.',
    ],
    [
      "what is no name",
      withTraffic({ name: "app.example.test." }),
      'src/config/prod.ts: traffic.name: is no domain name (got "app.example.test."). Write it without a dot at its end.',
    ],
    [
      "no load balancer to move to",
      withProd({ edge: null, compute: null }),
      'src/config/prod.ts: traffic.name: has no load balancer to move to (got "app.example.test"). Configure edge, or set traffic to null.',
    ],
    [
      "a load balancer that Route 53 cannot ask",
      withProd({ edge: prod.edge && { ...prod.edge, clients: { office: "203.0.113.0/24" } } }),
      'src/config/prod.ts: traffic.name: moves to a load balancer whose health Route 53 cannot ask for (got "app.example.test"). Let edge.clients hold 0.0.0.0/0, or set traffic to null.',
    ],
    [
      "a name of a new zone",
      withProd({ dns: { ...prod.dns, existingZone: null } }),
      'src/config/prod.ts: traffic.name: is not of an adopted zone (got "app.example.test"). Name the zone in dns.existingZone, or set traffic to null.',
    ],
    [
      "that there is none any more, once it was applied",
      withProd({ traffic: null, deployedLayers: ["traffic"] }),
      "src/config/prod.ts: traffic: is null although the layer is deployed: its state and that of inherited would both own the name (got null). Keep it; the way back is the phase dns with 0 percent.",
    ],
    [
      "no instance",
      withTraffic({ legacy: { ...own.legacy, instances: [] } }),
      "src/config/prod.ts: traffic.legacy.instances: names no instance (got []). Name those that the old load balancer has.",
    ],
    [
      "an instance twice",
      withTraffic({ legacy: { ...own.legacy, instances: ["web_1", "web_1"] } }),
      'src/config/prod.ts: traffic.legacy.instances[1]: is named twice (got "web_1"). Name each instance once.',
    ],
  ])("refuses %s", (_, config, message) => {
    expect(() => loadOrganization(config)).toThrow(message);
  });
});
