import type { z } from "zod";
import { badConfiguration, type FaultDetails, unknownEnvironment } from "../core/errors.js";
import { environmentFile, faultsOf, organizationFile, warningsOf } from "./checks.js";
import { organization } from "./organization.js";
import { type EnvironmentConfig, type OrganizationConfig, organizationSchema } from "./schema.js";

/** An environment with everything that follows from the organization filled in. */
export interface Environment extends EnvironmentConfig {
  readonly organization: string;
  readonly partition: string;
  readonly accountId: string;
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
  const { name, partition, accounts, environments, connected } = parsed.data;
  return {
    name,
    partition,
    accounts,
    environments: Object.fromEntries(environments.map((each) => [each.name, resolve(each, parsed.data)])),
    connected,
    warnings: warningsOf(parsed.data),
  };
}

/** @throws unknownEnvironment with the nearest name. */
export function environmentOf({ environments }: Organization, name: string): Environment {
  const environment = environments[name];
  if (!environment) throw unknownEnvironment(name, Object.keys(environments));
  return environment;
}

function resolve(environment: EnvironmentConfig, { name, partition, accounts }: OrganizationConfig): Environment {
  const account = accounts[environment.account];
  return {
    ...environment,
    organization: name,
    partition,
    accountId: account?.id ?? "",
    tags: {
      environment: environment.name,
      owner: environment.owner,
      "cost-center": environment.costCenter,
      "managed-by": "terraform",
      ...environment.tags,
    },
  };
}

function faultOf(issue: z.core.$ZodIssue, config: OrganizationConfig): FaultDetails {
  const [top, index, ...rest] = issue.path;
  const environment = top === "environments" && typeof index === "number" ? config.environments[index] : undefined;
  const file = environment ? environmentFile(environment.name) : organizationFile;
  const got = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    config,
  );
  const [what = issue.message, remedy] = issue.message.split(": ", 2);
  return {
    what,
    file,
    field: fieldPath(environment ? rest : issue.path),
    got: got ?? null,
    remedy: remedy ? `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.` : "See src/config/schema.ts.",
  };
}

const fieldPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}${text ? "." : ""}${String(key)}`),
    "",
  );
