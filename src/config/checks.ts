import type { FaultDetails } from "../core/errors.js";
import { type Cidr, contains, overlaps, parseCidr } from "../domain/cidr.js";
import { namePrefix } from "../domain/names.js";
import { planSubnets } from "../domain/subnets.js";
import { backupFaults } from "./backup-checks.js";
import type { EnvironmentConfig, OrganizationConfig } from "./schema.js";
import { routeFaults, servicesFaults } from "./service-checks.js";
import { trafficFaults } from "./traffic-checks.js";

export const environmentFile = (name: string) => `src/config/${name}.ts`;
export const organizationFile = "src/config/organization.ts";

const range = (text: string): Cidr => parseCidr(text) as Cidr;
const clash = (a: string, b: string) => overlaps(range(a), range(b));

/** What the schema cannot say: rules between values. Every range is well-formed here. */
export function faultsOf(organization: OrganizationConfig): FaultDetails[] {
  return [
    ...duplicates(organization),
    ...organization.environments.flatMap((environment) => [
      ...unknownAccount(environment, organization),
      ...zoneFaults(environment),
      ...natFaults(environment),
      ...adoptedRangeFaults(environment),
      ...serviceFaults(environment),
      ...subnetFaults(environment),
      ...servicesFaults(environment, organization),
      ...backupFaults(environment, organization),
      ...trafficFaults(environment, organization),
    ]),
    ...prefixFaults(organization),
    ...connectionFaults(organization),
    ...routeFaults(organization),
  ];
}

function duplicates({ accounts, environments }: OrganizationConfig): FaultDetails[] {
  const again = (values: readonly string[]) =>
    values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
  const names = environments.map(({ name }) => name);
  const accountNames = Object.keys(accounts);
  const ids = Object.values(accounts).map(({ id }) => id);
  return [
    ...again(names).map((index) => ({
      what: "two environments have one name",
      file: organizationFile,
      field: `environments[${index}].name`,
      got: names[index],
      remedy: "Give each environment a name of its own.",
    })),
    ...again(ids).map((index) => ({
      what: `the account "${accountNames[ids.indexOf(ids[index] as string)]}" has this id already`,
      file: organizationFile,
      field: `accounts.${accountNames[index]}.id`,
      got: ids[index],
      remedy: "Give each account its own id, or let environments share one account by name.",
    })),
  ];
}

/** Pipelines may change roles whose names begin like their environment's: in one account no such beginning may begin another. */
function prefixFaults({ name: organization, environments }: OrganizationConfig): FaultDetails[] {
  return environments.flatMap((environment, index) => {
    const prefix = namePrefix(organization, environment.name);
    const clash = environments.find((other, at) => {
      const others = namePrefix(organization, other.name);
      return (
        at !== index &&
        other.account === environment.account &&
        others.startsWith(prefix) &&
        (others !== prefix || at < index)
      );
    });
    if (!clash) return [];
    return [
      {
        what: `names of roles would begin as those of ${clash.name} do, in the same account: the pipeline of one could change the other's`,
        file: environmentFile(environment.name),
        field: "name",
        got: environment.name,
        remedy: "Give it another name, or an account of its own.",
      },
    ];
  });
}

function unknownAccount({ name, account }: EnvironmentConfig, { accounts }: OrganizationConfig): FaultDetails[] {
  if (accounts[account]) return [];
  const remedy = `Name one of ${Object.keys(accounts).join(", ")}, or add the account to ${organizationFile}.`;
  return [{ what: "there is no such account", file: environmentFile(name), field: "account", got: account, remedy }];
}

function zoneFaults({ name, region, zones }: EnvironmentConfig): FaultDetails[] {
  return zones.flatMap((zone, index) => {
    const fault = { file: environmentFile(name), field: `zones[${index}]`, got: zone };
    if (!new RegExp(`^${region}[a-h]$`).test(zone)) {
      return [{ ...fault, what: `is no zone of ${region}`, remedy: `Give the region and a letter, e.g. ${region}a.` }];
    }
    return zones.indexOf(zone) < index ? [{ ...fault, what: "is named twice", remedy: "Name each zone once." }] : [];
  });
}

function natFaults({ name, zones, network: { natGatewayZones } }: EnvironmentConfig): FaultDetails[] {
  return natGatewayZones.flatMap((zone, index) => {
    if (zones.includes(zone) && natGatewayZones.indexOf(zone) === index) return [];
    return [
      {
        what: zones.includes(zone) ? "is named twice" : "is a zone that the environment does not use",
        file: environmentFile(name),
        field: `network.natGatewayZones[${index}]`,
        got: zone,
        remedy: `Name each of some of ${zones.join(", ")} once.`,
      },
    ];
  });
}

function adoptedRangeFaults({ name, network: { cidr, existingVpc } }: EnvironmentConfig): FaultDetails[] {
  if (!existingVpc || !clash(cidr, existingVpc.cidr)) return [];
  return [
    {
      what: `overlaps the adopted VPC's own range ${existingVpc.cidr}`,
      file: environmentFile(name),
      field: "network.cidr",
      got: cidr,
      remedy: "Choose another range: AWS adds no range to a VPC that overlaps one it has.",
    },
  ];
}

/** Endpoints are keyed by service with dots as underscores. */
function serviceFaults({ name, network: { interfaceEndpoints } }: EnvironmentConfig): FaultDetails[] {
  const { services } = interfaceEndpoints;
  return services.flatMap((service, index) =>
    services.indexOf(service) < index
      ? [
          {
            what: "is named twice",
            file: environmentFile(name),
            field: `network.interfaceEndpoints.services[${index}]`,
            got: service,
            remedy: "Name each service once.",
          },
        ]
      : [],
  );
}

function subnetFaults({ name, zones, region, network }: EnvironmentConfig): FaultDetails[] {
  const file = environmentFile(name);
  const planned = planSubnets(
    range(network.cidr),
    zones.filter((zone) => new RegExp(`^${region}[a-h]$`).test(zone)),
  );
  const extras = Object.entries(network.extraSubnets);
  return extras.flatMap(([key, { cidr, zone }], index) => {
    const fault = (what: string, field: string, got: string, remedy: string) => ({
      what,
      file,
      field: `network.extraSubnets.${key}${field}`,
      got,
      remedy,
    });
    const outside = contains(range(network.cidr), range(cidr))
      ? []
      : [fault("lies outside its VPC", ".cidr", cidr, `Choose a range inside ${network.cidr}.`)];
    const earlier = extras.slice(0, index).map(([other, extra]) => [other, { cidrBlock: extra.cidr }] as const);
    const clashing = [...Object.entries(planned), ...earlier].find(([, { cidrBlock }]) => clash(cidrBlock, cidr));
    const overlap = clashing
      ? [
          fault(
            `overlaps the subnet ${clashing[0]} (${clashing[1].cidrBlock})`,
            ".cidr",
            cidr,
            "The last eighth of the network is free.",
          ),
        ]
      : [];
    const inZone = zones.includes(zone)
      ? []
      : [fault("is in a zone that the environment does not use", ".zone", zone, `Use one of ${zones.join(", ")}.`)];
    const same = planned[key] ? [fault("has the name of a planned subnet", "", key, "Choose another name.")] : [];
    return [...outside, ...overlap, ...inZone, ...same];
  });
}

function connectionFaults({ environments, connected }: OrganizationConfig): FaultDetails[] {
  const byName = new Map(environments.map((environment) => [environment.name, environment]));
  return connected.flatMap((group, index) => {
    const unknown = group
      .filter((name) => !byName.has(name))
      .map((name) => ({
        what: "there is no such environment",
        file: organizationFile,
        field: `connected[${index}]`,
        got: name,
        remedy: `Name some of ${[...byName.keys()].join(", ")}.`,
      }));
    return [...unknown, ...overlapFaults(group.flatMap((name) => byName.get(name) ?? []))];
  });
}

function overlapFaults(group: readonly EnvironmentConfig[]): FaultDetails[] {
  return pairs(group)
    .filter(([a, b]) => clash(a.network.cidr, b.network.cidr))
    .map(([a, b]) => ({
      what: `overlaps ${b.network.cidr} of ${a.name === b.name ? "itself" : b.name}, to which it will be connected`,
      file: environmentFile(a.name),
      field: "network.cidr",
      got: a.network.cidr,
      remedy: "Choose ranges that do not overlap; routes between the two would be ambiguous.",
    }));
}

const pairs = <T>(items: readonly T[]): [T, T][] =>
  items.flatMap((item, index) => items.slice(index + 1).map((other): [T, T] => [item, other]));

/** What is allowed but worth knowing: an adopted VPC's range cannot be changed, so its overlap is no fault. */
export function warningsOf({ environments, connected }: OrganizationConfig): FaultDetails[] {
  const connectedPairs = connected.flatMap((group) => pairs(environments.filter(({ name }) => group.includes(name))));
  return connectedPairs.flatMap(([a, b]) =>
    [[a, b] as const, [b, a] as const].flatMap(([owner, other]) => {
      const adopted = owner.network.existingVpc?.cidr;
      const others = [other.network.cidr, ...(other.network.existingVpc ? [other.network.existingVpc.cidr] : [])];
      const clashing = adopted && others.find((each) => clash(adopted, each));
      if (!clashing) return [];
      return [
        {
          what: `the adopted VPC's range overlaps ${clashing} of ${other.name}, to which it will be connected`,
          file: environmentFile(owner.name),
          field: "network.existingVpc.cidr",
          got: adopted,
          remedy: "Route only the new range between the two.",
        },
      ];
    }),
  );
}
