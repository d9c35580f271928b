import type { FaultDetails } from "../core/errors.js";
import type { EnvironmentConfig, OrganizationConfig } from "./schema.js";

const catalogueFile = "src/config/services.ts";

/** What is wrong with the services that an environment names, and with what it serves them by. */
export function servicesFaults(environment: EnvironmentConfig, organization: OrganizationConfig): FaultDetails[] {
  const { name, services, edge, dns } = environment;
  const file = `src/config/${name}.ts`;
  const known = Object.keys(organization.services);
  const unknown = services.flatMap((service, index) =>
    organization.services[service]
      ? []
      : [
          {
            what: "there is no such service",
            file,
            field: `services[${index}]`,
            got: service,
            remedy: `Name one of ${known.join(", ")}, or add the service to ${catalogueFile}.`,
          },
        ],
  );
  const uncertified =
    edge && !dns.certificates[edge.certificate]
      ? [
          {
            what: "there is no such certificate",
            file,
            field: "edge.certificate",
            got: edge.certificate,
            remedy: `Name one of dns.certificates: ${Object.keys(dns.certificates).join(", ") || "there is none yet"}.`,
          },
        ]
      : [];
  return [...unknown, ...uncertified, ...computeFaults(environment, organization)];
}

/** What is wrong with the service that instances run, and with the databases that it uses. */
function computeFaults(
  { name, compute, services, databases, caches, edge }: EnvironmentConfig,
  organization: OrganizationConfig,
): FaultDetails[] {
  if (!compute) return [];
  const fault = (what: string, field: string, got: string | null, remedy: string) => ({
    what,
    file: `src/config/${name}.ts`,
    field: `compute.${field}`,
    got,
    remedy,
  });
  const runsOnInstances = services.filter((each) => organization.services[each]?.runtime === "virtual-machine");
  return [
    ...(runsOnInstances.includes(compute.service)
      ? []
      : [
          fault(
            "is no service that runs on instances here",
            "service",
            compute.service,
            `Name one of ${runsOnInstances.join(", ") || "none yet"}: in services, with the runtime virtual-machine.`,
          ),
        ]),
    ...(edge
      ? []
      : [fault("needs a load balancer", "service", compute.service, "Configure edge, or set compute to null.")]),
    ...compute.databases.flatMap((each, index) =>
      databases[each]
        ? []
        : [
            fault(
              "there is no such database",
              `databases[${index}]`,
              each,
              `Name some of ${Object.keys(databases).join(", ") || "none yet"}.`,
            ),
          ],
    ),
    ...compute.caches.flatMap((each, index) =>
      caches[each]
        ? []
        : [
            fault(
              "there is no such cache",
              `caches[${index}]`,
              each,
              `Name some of ${Object.keys(caches).join(", ") || "none yet"}.`,
            ),
          ],
    ),
    ...(compute.minSize > compute.maxSize
      ? [fault("is more than maxSize", "minSize", String(compute.minSize), `Give at most ${compute.maxSize}.`)]
      : []),
  ];
}

/** Two routes of one priority: the load balancer would refuse the second. */
export function routeFaults({ services }: OrganizationConfig): FaultDetails[] {
  const routes = Object.entries(services).flatMap(([service, { routes }]) =>
    routes.map(({ priority }, index) => ({ service, priority, field: `${service}.routes[${index}].priority` })),
  );
  return routes.flatMap((route, index) => {
    const first = routes.slice(0, index).find(({ priority }) => priority === route.priority);
    if (!first) return [];
    return [
      {
        what: `is the priority of a route of ${first.service} already`,
        file: catalogueFile,
        field: route.field,
        got: route.priority,
        remedy: "Give each route its own number, lower ones to narrower paths.",
      },
    ];
  });
}
