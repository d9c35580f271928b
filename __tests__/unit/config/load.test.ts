import { describe, expect, it } from "vitest";
import { environmentOf, loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { EnvironmentConfig, OrganizationConfig } from "../../../src/config/schema.js";

const withDev = (change: Partial<EnvironmentConfig>): OrganizationConfig => ({
  ...organization,
  environments: organization.environments.map((each) => (each.name === "dev" ? { ...each, ...change } : each)),
});
const dev = organization.environments.find(({ name }) => name === "dev") as EnvironmentConfig;
const staging = organization.environments.find(({ name }) => name === "staging") as EnvironmentConfig;
const withNetwork = (change: Partial<EnvironmentConfig["network"]>) =>
  withDev({ network: { ...dev.network, ...change } });
const subnet = (cidr: string, zone = "eu-west-1a") => ({ extra: { tier: "private" as const, zone, cidr } });

describe("the configuration", () => {
  it("resolves the example without fault", () => {
    const { environments, warnings } = loadOrganization();
    expect(Object.keys(environments)).toEqual(["shared", "dev", "staging", "prod"]);
    expect(environments.dev?.accountId).toBe("666666666666");
    expect(environments.dev?.tags).toMatchObject({ environment: "dev", owner: "platform", "cost-center": "cc-1000" });
    expect(warnings).toEqual([]);
  });

  it("gives every environment the same shape", () => {
    const shapes = organization.environments.map((each) => Object.keys(each).sort().join());
    expect(new Set(shapes).size).toBe(1);
    expect(new Set(organization.environments.map(({ network }) => Object.keys(network).sort().join())).size).toBe(1);
  });

  it.each<[string, OrganizationConfig, string]>([
    [
      "overlapping ranges of connected environments",
      withNetwork({ cidr: "10.16.128.0/17" }),
      'src/config/shared.ts: network.cidr: overlaps 10.16.128.0/17 of dev, to which it will be connected (got "10.16.0.0/16"). Choose ranges that do not overlap; routes between the two would be ambiguous.',
    ],
    [
      "a subnet outside its VPC",
      withNetwork({ extraSubnets: subnet("10.99.0.0/24") }),
      'src/config/dev.ts: network.extraSubnets.extra.cidr: lies outside its VPC (got "10.99.0.0/24"). Choose a range inside 10.32.0.0/16.',
    ],
    [
      "an account in place of the organization whose accounts pull images",
      withDev({
        registry: {
          imagesKept: 10,
          untaggedDays: 1,
          pullingOrganization: "111111111111",
          scanning: "basic",
          caches: {},
          replicaRegion: null,
        },
      }),
      'src/config/dev.ts: registry.pullingOrganization: is no id of an organization (got "111111111111"). E.g. o-abcdefghij.',
    ],
    [
      "instances that use a cache that is not there",
      {
        ...organization,
        environments: [
          { ...staging, compute: { ...(staging.compute as NonNullable<typeof staging.compute>), caches: ["x"] } },
        ],
        connected: [],
      },
      'src/config/staging.ts: compute.caches[0]: there is no such cache (got "x"). Name some of none yet.',
    ],
    [
      "a certificate that is watched only after ACM renews it",
      withDev({ observability: { ...dev.observability, certificateDays: 60 } }),
      "src/config/dev.ts: observability.certificateDays: is too many days (got 60). Use 1 to 59.",
    ],
    [
      "a subnet over a planned one",
      withNetwork({ extraSubnets: subnet("10.32.0.0/24") }),
      'src/config/dev.ts: network.extraSubnets.extra.cidr: overlaps the subnet private_a (10.32.0.0/20) (got "10.32.0.0/24"). The last eighth of the network is free.',
    ],
    [
      "a subnet in a zone that is not used",
      withNetwork({ extraSubnets: subnet("10.32.224.0/24", "eu-west-1c") }),
      'src/config/dev.ts: network.extraSubnets.extra.zone: is in a zone that the environment does not use (got "eu-west-1c"). Use one of eu-west-1a, eu-west-1b.',
    ],
    [
      "fewer than two zones",
      withDev({ zones: ["eu-west-1a"] }),
      'src/config/dev.ts: zones: has fewer than two zones (got ["eu-west-1a"]). Name at least two, so that the loss of one is survived.',
    ],
    [
      "a zone of another region",
      withDev({ zones: ["eu-west-1a", "us-east-1b"] }),
      'src/config/dev.ts: zones[1]: is no zone of eu-west-1 (got "us-east-1b"). Give the region and a letter, e.g. eu-west-1a.',
    ],
    [
      "a zone named twice",
      withDev({ zones: ["eu-west-1a", "eu-west-1a"] }),
      'src/config/dev.ts: zones[1]: is named twice (got "eu-west-1a"). Name each zone once.',
    ],
    [
      "an unknown region",
      withDev({ region: "eu-nowhere-1" as never }),
      'src/config/dev.ts: region: is not a region (got "eu-nowhere-1"). Use one of AWS\'s, e.g. eu-west-1.',
    ],
    [
      "a duplicate name",
      { ...organization, environments: [...organization.environments, dev] },
      'src/config/organization.ts: environments[4].name: two environments have one name (got "dev"). Give each environment a name of its own.',
    ],
    [
      "a duplicate account id",
      { ...organization, accounts: { ...organization.accounts, dev: { id: "555555555555", email: "a@example.com" } } },
      'src/config/organization.ts: accounts.dev.id: the account "shared" has this id already (got "555555555555"). Give each account its own id, or let environments share one account by name.',
    ],
    [
      "a bad account id",
      { ...organization, accounts: { ...organization.accounts, dev: { id: "66666", email: "a@example.com" } } },
      'src/config/organization.ts: accounts.dev.id: is not an account id (got "66666"). Give its 12 digits as a string.',
    ],
    [
      "an unknown account",
      withDev({ account: "devel" }),
      'src/config/dev.ts: account: there is no such account (got "devel"). Name one of management, security, network, backup, shared, dev, staging, prod, or add the account to src/config/organization.ts.',
    ],
    [
      "a malformed range",
      withNetwork({ cidr: "10.32.0.1/16" }),
      'src/config/dev.ts: network.cidr: is not an IPv4 range (got "10.32.0.1/16"). Give its first address and prefix, e.g. 10.0.0.0/16.',
    ],
    [
      "a range too small for the plan",
      withNetwork({ cidr: "10.32.0.0/24" }),
      'src/config/dev.ts: network.cidr: is too small for the subnet plan (got "10.32.0.0/24"). Give a range of /22 or larger.',
    ],
    [
      "an unknown connected environment",
      { ...organization, connected: [["dev", "qa"]] },
      'src/config/organization.ts: connected[0]: there is no such environment (got "qa"). Name some of shared, dev, staging, prod.',
    ],
    [
      "two subnets of one range",
      withNetwork({ extraSubnets: { a: subnet("10.32.224.0/24").extra, b: subnet("10.32.224.0/25").extra } }),
      'src/config/dev.ts: network.extraSubnets.b.cidr: overlaps the subnet a (10.32.224.0/24) (got "10.32.224.0/25")',
    ],
    [
      "a subnet smaller than AWS makes",
      withNetwork({ extraSubnets: subnet("10.32.224.0/30") }),
      'src/config/dev.ts: network.extraSubnets.extra.cidr: is smaller than a subnet may be (got "10.32.224.0/30"). Give a range of /28 or larger.',
    ],
    [
      "a subnet's name with spaces",
      withNetwork({ extraSubnets: { "My Subnet!": subnet("10.32.224.0/24").extra } }),
      'src/config/dev.ts: network.extraSubnets.My Subnet!: is not a name (got "My Subnet!"). Use lower-case letters',
    ],
    [
      "a range larger than a VPC",
      withNetwork({ cidr: "10.0.0.0/8" }),
      'src/config/dev.ts: network.cidr: is larger than a VPC may be (got "10.0.0.0/8"). Give a range of /16 or smaller.',
    ],
    [
      "a new range over the adopted VPC's own",
      withNetwork({ existingVpc: { name: "x", cidr: "10.32.128.0/20" } }),
      'src/config/dev.ts: network.cidr: overlaps the adopted VPC\'s own range 10.32.128.0/20 (got "10.32.0.0/16"). Choose another range',
    ],
    [
      "a NAT gateway in a zone that is not used",
      withNetwork({ natGatewayZones: ["eu-west-1c"] }),
      'src/config/dev.ts: network.natGatewayZones[0]: is a zone that the environment does not use (got "eu-west-1c"). Name each of some of eu-west-1a, eu-west-1b once.',
    ],
    [
      "a retention that CloudWatch does not take",
      withNetwork({ flowLogs: { retentionDays: 100 } }),
      "src/config/dev.ts: network.flowLogs.retentionDays: is no retention that CloudWatch Logs takes (got 100). Use one of 1 3 5",
    ],
    [
      "names in one account of which one begins like the other",
      {
        ...organization,
        environments: [
          { ...dev, name: "dev" },
          { ...dev, name: "dev-eu" },
        ],
        connected: [],
      },
      'src/config/dev.ts: name: names of roles would begin as those of dev-eu do, in the same account: the pipeline of one could change the other\'s (got "dev"). Give it another name, or an account of its own.',
    ],
    [
      "a deployed layer that does not exist",
      withDev({ deployedLayers: ["netwrok" as never] }),
      'src/config/dev.ts: deployedLayers[0]: is no layer (got "netwrok"). Use one of bootstrap recovery foundation delivery inherited legacy ',
    ],
    [
      "an endpoint named twice",
      withNetwork({ interfaceEndpoints: { services: ["sts", "sts"], privateDns: true } }),
      'src/config/dev.ts: network.interfaceEndpoints.services[1]: is named twice (got "sts"). Name each service once.',
    ],
    [
      "a service that is not in the catalogue",
      withDev({ services: ["shopp"] }),
      'src/config/dev.ts: services[0]: there is no such service (got "shopp"). Name one of shop, monolith, catalogue, or add the service to src/config/services.ts.',
    ],
    [
      "a certificate that is not asked for",
      withDev({ edge: { ...(dev.edge as NonNullable<typeof dev.edge>), certificate: "wed" } }),
      'src/config/dev.ts: edge.certificate: there is no such certificate (got "wed"). Name one of dns.certificates: web.',
    ],
    [
      "instances for a service that runs elsewhere",
      withDev({ compute: { ...(staging.compute as NonNullable<typeof staging.compute>), service: "shop" } }),
      'src/config/dev.ts: compute.service: is no service that runs on instances here (got "shop"). Name one of none yet: in services, with the runtime virtual-machine.',
    ],
    [
      "a database that is not there",
      {
        ...organization,
        environments: [
          { ...staging, compute: { ...(staging.compute as NonNullable<typeof staging.compute>), databases: ["x"] } },
        ],
        connected: [],
      },
      'src/config/staging.ts: compute.databases[0]: there is no such database (got "x"). Name some of shop.',
    ],
    [
      "a port that RDS does not take",
      withDev({ databases: { shop: { ...(dev.databases.shop as (typeof dev.databases)[string]), port: 80 } } }),
      "src/config/dev.ts: databases.shop.port: is out of range (got 80). Give a whole number from 1150 to 65535.",
    ],
    [
      "two routes of one priority",
      { ...organization, services: { ...organization.services, twin: organization.services.shop as never } },
      "src/config/services.ts: twin.routes[0].priority: is the priority of a route of shop already (got 100). Give each route its own number, lower ones to narrower paths.",
    ],
    [
      "a domain with a dot at its end",
      withDev({ dns: { ...dev.dns, domain: "dev.example.com." } }),
      'src/config/dev.ts: dns.domain: is no domain name (got "dev.example.com."). Write it without a dot at its end.',
    ],
    [
      "days that an audit cannot be kept",
      withDev({ foundation: { ...dev.foundation, audit: { ...dev.foundation.audit, retentionDays: 30 } } }),
      "src/config/dev.ts: foundation.audit.retentionDays: is too few days (got 30). Use 365 to 36500.",
    ],
    [
      "a tag key of AWS",
      withDev({ tags: { "aws:x": "y" } }),
      'src/config/dev.ts: tags.aws:x: is a tag key of AWS (got "aws:x"). Choose one that does not begin with aws:.',
    ],
    [
      "a misspelt key",
      withNetwork({ natGateway: [] } as never),
      "src/config/dev.ts: network.natGateway: is not known here (got []). Remove or correct it. Beside it stand cidr, existingVpc",
    ],
    [
      "a value of another type",
      withDev({ owner: 3 as never }),
      "src/config/dev.ts: owner: is no string (got 3). Give a string.",
    ],
  ])("refuses %s", (_, config, message) => {
    expect(() => loadOrganization(config)).toThrow(message);
  });

  it("names every fault at once", () => {
    const config = withDev({ zones: ["eu-west-1a"], region: "mars-1" as never });
    expect(() => loadOrganization(config)).toThrow(/zones: has fewer than two zones[\s\S]*|region: is not a region/);
    try {
      loadOrganization(config);
    } catch (error) {
      expect((error as Error).message.split("\n")).toHaveLength(2);
    }
  });

  it("warns of an adopted VPC's overlap, which nobody can change", () => {
    const prod = organization.environments.find(({ name }) => name === "prod") as EnvironmentConfig;
    const existingVpc = { name: "monolith", cidr: "10.16.0.0/20" };
    const config = {
      ...organization,
      environments: organization.environments.map((each) =>
        each.name === "prod" ? { ...prod, network: { ...prod.network, existingVpc } } : each,
      ),
    };
    expect(loadOrganization(config).warnings).toMatchObject([
      { file: "src/config/prod.ts", field: "network.existingVpc.cidr", got: "10.16.0.0/20" },
    ]);
  });

  it("suggests the nearest environment", () => {
    expect(() => environmentOf(loadOrganization(), "prdo")).toThrow(
      'environment: there is no such environment (got "prdo"). Did you mean "prod"?',
    );
  });
});
