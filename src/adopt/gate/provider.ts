import type { Json } from "../../domain/json.js";
import type { PlanExpression, PlanJson, ProviderConfiguration } from "../../terraform/plan.js";
import type { Finding, GateContext } from "./finding.js";

/** The AWS providers of the plan must be bound to the environment's account, the main one also to its region. */
export function providerFindings(plan: PlanJson, { environment }: GateContext): readonly Finding[] {
  const providers = Object.entries(plan.configuration?.provider_config ?? {}).filter(
    ([, { name, module_address }]) => name === "aws" && !module_address,
  );
  return providers.flatMap(([key, provider]): Finding[] => {
    const accounts = textsOf(argument(plan, provider, "allowed_account_ids"));
    if (accounts.length === 0) {
      return [
        {
          rule: "no-account-guard",
          address: `provider ${key}`,
          what: "with the wrong credentials it would change another account",
          remedy: "Set allowed_account_ids to the environment's account.",
        },
      ];
    }
    if (!environment) return [];
    const findings: Finding[] = [];
    const others = accounts.filter((id) => id !== environment.accountId);
    if (others.length > 0) {
      findings.push({
        rule: "wrong-account",
        address: `provider ${key}`,
        what: `the plan is for account ${others.join(", ")}, but ${environment.name} is ${environment.accountId}`,
        remedy: "Give the plan of this environment, or correct --env.",
      });
    }
    const [region] = textsOf(argument(plan, provider, "region"));
    // A provider with an alias stands for another place on purpose, e.g. us-east-1 for CloudFront.
    if (!provider.alias && region !== environment.region) {
      findings.push({
        rule: "wrong-region",
        address: `provider ${key}`,
        what: `the plan is for region ${region ?? "(not written)"}, but ${environment.name} is in ${environment.region}`,
        remedy: "Give the plan of this environment, or set the provider's region.",
      });
    }
    return findings;
  });
}

/** The value of an argument: a constant, or that of the variable it names. */
function argument(plan: PlanJson, { expressions }: ProviderConfiguration, name: string): Json | undefined {
  const expression = expressions?.[name];
  if (!expression || Array.isArray(expression)) return undefined;
  const { constant_value, references = [] } = expression as PlanExpression;
  if (constant_value !== undefined) return constant_value;
  const [variable] = references.flatMap((reference) => /^var\.([\w-]+)$/.exec(reference)?.[1] ?? []);
  return variable === undefined ? undefined : plan.variables?.[variable]?.value;
}

const textsOf = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
