import { type RoleToAssume, withRole } from "../inventory/assume-role.js";
import type { SdkConfig } from "../inventory/clients.js";

/**
 * The SDK's settings from a command's environment.
 * Profiles and roles stay with the SDK's own chain; only what an environment says outright is handed on.
 */
export function sdkConfig(env: Readonly<Record<string, string | undefined>>): SdkConfig {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL, AWS_PROFILE } = env;
  return {
    ...(AWS_ENDPOINT_URL && { endpoint: AWS_ENDPOINT_URL }),
    ...(AWS_PROFILE && { profile: AWS_PROFILE }),
    ...(!AWS_PROFILE &&
      AWS_ACCESS_KEY_ID &&
      AWS_SECRET_ACCESS_KEY && {
        credentials: {
          accessKeyId: AWS_ACCESS_KEY_ID,
          secretAccessKey: AWS_SECRET_ACCESS_KEY,
          ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
        },
      }),
  };
}

/** How the configuration says that an account is reached. */
export interface Access {
  readonly profile?: string | undefined;
  readonly role?: RoleToAssume | undefined;
}

/** The same for an account of the configuration: its profile, unless the environment says otherwise, and its role. */
export function sdkConfigFor(
  env: Readonly<Record<string, string | undefined>>,
  { profile, role }: Access,
  region: string,
): SdkConfig {
  const own = sdkConfig(env);
  const sdk = profile && !own.profile && !own.credentials ? { ...own, profile } : own;
  return role ? withRole(sdk, role, region) : sdk;
}
