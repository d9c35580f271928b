import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { roleNotAssumed } from "../core/errors.js";
import { identityClient, type SdkConfig } from "./clients.js";
import { failureOf } from "./faults.js";

export interface RoleToAssume {
  readonly arn: string;
  readonly externalId?: string | undefined;
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** New credentials are asked for so long before the old ones end. Milliseconds. */
const margin = 5 * 60_000;

/** The same configuration with the role's credentials: one hour each, renewed while a run lasts, shared by all clients. */
export function withRole(sdk: SdkConfig, { arn, externalId }: RoleToAssume, region: string): SdkConfig {
  let current: Promise<Credentials> | undefined;
  const assume = async (): Promise<Credentials> => {
    const request = { RoleArn: arn, RoleSessionName: "uplift", ...(externalId && { ExternalId: externalId }) };
    const answer = await identityClient(region, sdk)
      .send(new AssumeRoleCommand(request))
      .catch((error: unknown) => {
        const failure = failureOf(error, "sts:AssumeRole", region);
        throw failure.kind === "fatal"
          ? failure.error
          : roleNotAssumed(arn, (error as Error).name, Boolean(externalId));
      });
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration } = answer.Credentials ?? {};
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration ?? new Date(Date.now() + 60 * 60_000),
    };
  };
  const { profile: _, ...rest } = sdk;
  return {
    ...rest,
    credentials: async () => {
      const known = await current;
      if (!known || known.expiration.getTime() - Date.now() < margin) current = assume();
      return current as Promise<Credentials>;
    },
  };
}
