import type { z } from "zod";
import { badConfiguration, type FaultDetails, unknownEnvironment } from "../core/errors.js";
import type { CodeSource } from "../domain/pipeline-trusts.js";
import { environmentFile, faultsOf, organizationFile, warningsOf } from "./checks.js";
import { organization } from "./organization.js";
import { type EnvironmentConfig, type OrganizationConfig, organizationSchema } from "./schema.js";

/** An environment with everything that follows from the organization filled in. */
export interface Environment extends Omit<EnvironmentConfig, "services"> {
  /** The services that run here, by name. */
  readonly services: Readonly<Record<string, OrganizationConfig["services"][string]>>;
  /** Every service that there is, wherever it runs. */
  readonly catalogue: OrganizationConfig["services"];
  /** What the registry has a repository for: each service that is no machine, and each image that is built here. */
  readonly repositories: readonly string[];
  readonly organization: string;
  /** Ids of all accounts by name. */
  readonly accountIds: Readonly<Record<string, string>>;
  readonly dataClasses: OrganizationConfig["dataClasses"];
  readonly partition: string;
  readonly accountId: string;
  /** Where changes come from. */
  readonly codeSource: CodeSource;
  /** Names of the environments in its account, in the order of promotion: what an account has once is made with the first. */
  readonly inAccount: readonly string[];
  /** How its account is reached; the SDK's own search for credentials unless given. */
  readonly access?: OrganizationConfig["accounts"][string]["access"];
  /** Ranges of the environments to which this one will be connected. */
  readonly connectedRanges: readonly string[];
  /** The tags that every resource made by Uplift carries. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface Organization {
  readonly name: string;
  readonly partition: string;
  readonly accounts: OrganizationConfig["accounts"];
  /** By name, in the order of promotion. */
  readonly environments: Readonly<Record<string, Environment>>;
  readonly connected: OrganizationConfig["connected"];
  readonly delivery: OrganizationConfig["delivery"];
  readonly images: OrganizationConfig["images"];
  readonly warnings: readonly FaultDetails[];
}

/**
 * Checks and resolves the configuration.
 * @throws UserFaults with every fault by file, path, value and remedy.
 */
export function loadOrganization(config: OrganizationConfig = organization): Organization {
  const parsed = organizationSchema.safeParse(config);
  if (!parsed.success) throw badConfiguration(parsed.error.issues.map((issue) => faultOf(issue, config)));
  const faults = faultsOf(parsed.data);
  if (faults.length > 0) throw badConfiguration(faults);
  const { name, partition, accounts, environments, connected, delivery, images } = parsed.data;
  return {
    name,
    partition,
    accounts,
    environments: Object.fromEntries(environments.map((each) => [each.name, resolve(each, parsed.data)])),
    connected,
    delivery,
    images,
    warnings: warningsOf(parsed.data),
  };
}

/** @throws unknownEnvironment with the nearest name. */
export function environmentOf({ environments }: Organization, name: string): Environment {
  const environment = environments[name];
  if (!environment) throw unknownEnvironment(name, Object.keys(environments));
  return environment;
}

function resolve(environment: EnvironmentConfig, organization: OrganizationConfig): Environment {
  const { name, partition, accounts, connected, environments } = organization;
  const account = accounts[environment.account];
  const others = new Set(connected.filter((group) => group.includes(environment.name)).flat());
  others.delete(environment.name);
  return {
    ...environment,
    services: Object.fromEntries(
      environment.services.flatMap((each) => {
        const service = organization.services[each];
        return service ? [[each, service]] : [];
      }),
    ),
    catalogue: organization.services,
    repositories: repositoriesOf(organization),
    // In the order of their names, so that the order in which they are written decides nothing.
    zones: [...environment.zones].sort(),
    connectedRanges: environments.filter((other) => others.has(other.name)).map(({ network }) => network.cidr),
    organization: name,
    accountIds: Object.fromEntries(Object.entries(accounts).map(([key, { id }]) => [key, id])),
    dataClasses: organization.dataClasses,
    partition,
    accountId: account?.id ?? "",
    codeSource: organization.delivery,
    inAccount: environments.filter(({ account }) => account === environment.account).map((each) => each.name),
    ...(account?.access && { access: account.access }),
    tags: {
      environment: environment.name,
      owner: environment.owner,
      "cost-center": environment.costCenter,
      "managed-by": "terraform",
      ...environment.tags,
    },
  };
}

function repositoriesOf({ services, images }: OrganizationConfig): readonly string[] {
  const ofServices = Object.keys(services).filter((name) => services[name]?.runtime !== "virtual-machine");
  return [...new Set([...ofServices, ...Object.keys(images)])].sort();
}

function faultOf(issue: z.core.$ZodIssue, config: OrganizationConfig): FaultDetails {
  const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = unknown === undefined ? issue.path : [...issue.path, unknown];
  const [top, index, ...rest] = path;
  const environment = top === "environments" && typeof index === "number" ? config.environments[index] : undefined;
  const at = (keys: readonly PropertyKey[]) =>
    keys.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], config);
  return {
    ...wordsOf(issue, Object.keys(at(issue.path) ?? {})),
    file: environment ? environmentFile(environment.name) : organizationFile,
    field: fieldPath(environment ? rest : path),
    got: (issue.code === "invalid_key" ? issue.path.at(-1) : at(path)) ?? null,
  };
}

/** What is wrong and what to do; messages of the schema read `what: remedy`. */
function wordsOf(issue: z.core.$ZodIssue, siblings: readonly string[]): Pick<FaultDetails, "what" | "remedy"> {
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        what: "is not known here",
        remedy: `Remove or correct it. Beside it stand ${siblings.filter((key) => !issue.keys.includes(key)).join(", ")}.`,
      };
    case "invalid_type": {
      const kind = issue.expected === "int" ? "whole number" : issue.expected;
      return { what: `is no ${kind}`, remedy: `Give a ${kind}.` };
    }
    case "invalid_key":
      return wordsOf(issue.issues[0] as z.core.$ZodIssue, siblings);
    default: {
      const [what = issue.message, remedy] = issue.message.split(": ", 2);
      return {
        what,
        remedy: remedy ? `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.` : "See src/config/schema.ts.",
      };
    }
  }
}

const fieldPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}${text ? "." : ""}${String(key)}`),
    "",
  );
