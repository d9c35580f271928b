import type { FaultDetails } from "../core/errors.js";
import type { EnvironmentConfig, OrganizationConfig } from "./schema.js";

type Traffic = NonNullable<EnvironmentConfig["traffic"]>;
type Fault = (what: string, field: string, got: string, remedy: string) => FaultDetails;

/** What is wrong with the move of a name; whether what it names was adopted is known to the layer alone. */
export function trafficFaults(environment: EnvironmentConfig, organization: OrganizationConfig): FaultDetails[] {
  const { name, traffic, deployedLayers } = environment;
  const file = `src/config/${name}.ts`;
  if (!traffic) {
    if (!deployedLayers.includes("traffic")) return [];
    const what = "is null although the layer is deployed: its state and that of inherited would both own the name";
    const remedy = "Keep it; the way back is the phase dns with 0 percent.";
    return [{ what, file, field: "traffic", got: traffic, remedy }];
  }
  const fault: Fault = (what, field, got, remedy) => ({ what, file, field: `traffic.${field}`, got, remedy });
  return [
    ...placeFaults(traffic, environment, fault),
    ...routeFaults(traffic, environment, organization, fault),
    ...traffic.legacy.instances.flatMap((each, index, all) =>
      all.indexOf(each) < index
        ? [fault("is named twice", `legacy.instances[${index}]`, each, "Name each instance once.")]
        : [],
    ),
  ];
}

function placeFaults({ name }: Traffic, { edge, dns }: EnvironmentConfig, fault: Fault): FaultDetails[] {
  if (!edge) return [fault("has no load balancer to move to", "name", name, "Configure edge, or set traffic to null.")];
  // Route 53 asks from addresses of its own; unheard, it would send everyone to the old side.
  const isHeard = Object.values(edge.clients).includes("0.0.0.0/0");
  return [
    ...(dns.existingZone
      ? []
      : [
          fault(
            "is not of an adopted zone",
            "name",
            name,
            "Name the zone in dns.existingZone, or set traffic to null.",
          ),
        ]),
    ...(isHeard
      ? []
      : [
          fault(
            "moves to a load balancer whose health Route 53 cannot ask for",
            "name",
            name,
            "Let edge.clients hold 0.0.0.0/0, or set traffic to null.",
          ),
        ]),
  ];
}

/** Every request of the name must have a route, and what is said to move must be one. */
function routeFaults(
  { name, move }: Traffic,
  { services, dns }: EnvironmentConfig,
  { services: catalogue }: OrganizationConfig,
  fault: Fault,
): FaultDetails[] {
  const onName = services.flatMap((service) =>
    (catalogue[service]?.routes ?? [])
      .filter(({ host }) => name === (host ? `${host}.${dns.domain}` : dns.domain))
      .map(({ paths }) => ({ service, paths })),
  );
  const takers = [...new Set(onName.map(({ service }) => service))];
  const moving = move.phase === "listener" ? Object.keys(move.newPercent) : [];
  return [
    ...(onName.some(({ paths }) => paths.includes("/*"))
      ? []
      : [
          fault(
            "has a path that no service takes: the load balancer would answer 404",
            "name",
            name,
            "Name a service here that has a route with this host and the path /* in src/config/services.ts.",
          ),
        ]),
    ...moving
      .filter((service) => !takers.includes(service))
      .map((service) =>
        fault(
          `is no service with a route on ${name}`,
          `move.newPercent.${service}`,
          service,
          `Name some of ${takers.join(", ") || "none yet"}.`,
        ),
      ),
  ];
}
