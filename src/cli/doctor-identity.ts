import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { SdkConfig } from "../inventory/clients.js";
import type { Check } from "./doctor-checks.js";

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
}

/** The environment that the user asked about, where there is one. */
export interface ExpectedAccount {
  readonly environment: string;
  readonly accountId: string;
}

/** How long AWS may take to say who the credentials belong to. Milliseconds. */
const timeoutMs = 5_000;
const name = "AWS credentials";

/** Asks STS by the account's own profile and role, else by the SDK's own search for credentials; no permission is needed for that call. */
export async function askWhoAmI(region: string, signal: AbortSignal, sdk: SdkConfig = {}): Promise<Identity> {
  const client = new STSClient({ ...sdk, region, maxAttempts: 1 });
  const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  // The search for credentials itself does not heed the signal of the call.
  const tooLate = new Promise<never>((_, reject) => {
    abortSignal.addEventListener("abort", () => reject(abortSignal.reason), { once: true });
  });
  try {
    const answer = client.send(new GetCallerIdentityCommand({}), { abortSignal });
    const { Account = "", Arn = "" } = await Promise.race([answer, tooLate]);
    return { accountId: Account, arn: Arn };
  } finally {
    client.destroy();
  }
}

/**
 * Judges who the credentials belong to. None is a warning, since most commands need none; another account than the
 * environment's is a fault, since the next command would work in the wrong place.
 */
export async function identityCheck(whoAmI: () => Promise<Identity>, expected?: ExpectedAccount): Promise<Check> {
  const wanted = expected && `${expected.environment} is account ${expected.accountId}`;
  let identity: Identity;
  try {
    identity = await whoAmI();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return {
      name,
      status: "warning",
      found: [`none that work (${reason})`, wanted].filter(Boolean).join("; "),
      remedy: "Needed for bootstrap, inventory and plans: set AWS_PROFILE, or sign in with aws sso login.",
    };
  }
  const found = `${identity.arn} in account ${identity.accountId}`;
  if (!expected || identity.accountId === expected.accountId) return { name, status: "ok", found };
  return {
    name,
    status: "fault",
    found: `${found}, but ${wanted}`,
    remedy: `Use a profile of account ${expected.accountId}: export AWS_PROFILE=...`,
  };
}
