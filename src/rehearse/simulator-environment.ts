import { devNull } from "node:os";
import type { Environment } from "../terraform/process.js";

/** What a program needs of the user's environment to run at all; no name here can carry a credential or an endpoint. */
const inherited = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "TMPDIR",
  "LANG",
  "LC_ALL",
  "LC_CTYPE",
  "TERM",
  "TZ",
  "NO_COLOR",
];

/** Port 9 (discard) of the loopback: nothing listens there, so that a connection is refused at once. */
const closedProxy = "http://127.0.0.1:9";
const loopback = "127.0.0.1,localhost";

export const simulatorRegion = "eu-west-1";
export const simulatorCredentials = { accessKeyId: "simulator", secretAccessKey: "simulator" } as const;

/**
 * The complete environment of a process that may talk to the simulator and to nothing else.
 *
 * Of the user's environment only the names above pass, so that no `AWS_*` or `TF_*` does; not even `AWS_CA_BUNDLE`, with
 * which a long-lived provider fails at its second configuration. Shared configuration files, instance metadata and every
 * host but the loopback are out of reach: a call without the endpoint fails instead of reaching AWS.
 */
export function simulatorEnvironment(endpoint: string, env: Environment): Record<string, string> {
  const passed = inherited.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return {
    ...Object.fromEntries(passed),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: simulatorCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulatorCredentials.secretAccessKey,
    AWS_REGION: simulatorRegion,
    AWS_DEFAULT_REGION: simulatorRegion,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    // One attempt is too few: moto now and then closes a connection that the SDK is about to use again.
    AWS_MAX_ATTEMPTS: "3",
    HTTP_PROXY: closedProxy,
    HTTPS_PROXY: closedProxy,
    http_proxy: closedProxy,
    https_proxy: closedProxy,
    NO_PROXY: loopback,
    no_proxy: loopback,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
}

/** Configuration for clients of the AWS SDK in this process. */
export interface SimulatorClientConfig {
  readonly region: string;
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
  /** For S3: bucket names are no host names here. */
  readonly forcePathStyle: true;
  /** AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT would contradict the endpoint. */
  readonly useFipsEndpoint: false;
  readonly useDualstackEndpoint: false;
}

/**
 * Everything that a client of the SDK would otherwise look up in the user's environment and files: an explicit endpoint
 * and explicit credentials win over both, for every service.
 */
export const simulatorClientConfig = (endpoint: string): SimulatorClientConfig => ({
  region: simulatorRegion,
  endpoint,
  credentials: simulatorCredentials,
  maxAttempts: 3,
  forcePathStyle: true,
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
});
