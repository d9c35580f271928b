import { CredentialFault, noCredentials, unreachable } from "../core/errors.js";

const named = (error: unknown): { name: string; message: string; status?: number; code?: string } => {
  const {
    name = "Error",
    message = String(error),
    code,
    $metadata,
  } = error as {
    name?: string;
    message?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  return {
    name,
    message,
    ...(code && { code }),
    ...($metadata?.httpStatusCode && { status: $metadata.httpStatusCode }),
  };
};

const credentialFaults =
  /^(CredentialsProviderError|ExpiredToken|ExpiredTokenException|RequestExpired|InvalidClientTokenId|AuthFailure|SignatureDoesNotMatch|UnrecognizedClientException|InvalidAccessKeyId|TokenProviderError)$/;
const networkFaults = /^(ECONNREFUSED|ENOTFOUND|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;

/** Whether an error says that AWS does not know the credentials. */
export const isCredentialFault = (error: unknown): boolean => error instanceof CredentialFault;

const throttles =
  /^(Throttl(ing|ed)(Exception|RequestException)?|RequestLimitExceeded|RequestThrottled(Exception)?|TooManyRequests(Exception)?|PriorRequestNotComplete|SlowDown|BandwidthLimitExceeded|EC2ThrottledException|ProvisionedThroughputExceeded(Exception)?|TransactionInProgressException)$/;

/** Whether AWS asks to slow down; the SDK makes such a call again. */
export function isThrottle(error: unknown): boolean {
  const { name, status } = named(error);
  return throttles.test(name) || status === 429;
}

/** What a call's failure means: a gap in the inventory, nothing at all, or the end of the run. */
export type Failure =
  | { readonly kind: "denied" | "failed"; readonly reason: string }
  | { readonly kind: "gone" }
  | { readonly kind: "fatal"; readonly error: unknown };

/** Sorts a failure of AWS's API; `detail` calls may find the object gone since it was listed. */
export function failureOf(error: unknown, action: string, region: string): Failure {
  const { name, message, status, code } = named(error);
  if (name === "AbortError") return { kind: "fatal", error };
  if (credentialFaults.test(name)) return { kind: "fatal", error: noCredentials(`${name}: ${message}`) };
  if ((code && networkFaults.test(code)) || name === "TimeoutError") {
    return { kind: "fatal", error: unreachable(action, region, code ?? name) };
  }
  if (/AccessDenied|Unauthorized|Forbidden|NotAuthorized/.test(name) || status === 403)
    return { kind: "denied", reason: "denied" };
  if (/NotFound|^NoSuch|NonExistentQueue|DoesNotExist/.test(name)) return { kind: "gone" };
  if (status === undefined && !(error as { $fault?: unknown }).$fault) return { kind: "fatal", error };
  return { kind: "failed", reason: `${name}: ${message}`.slice(0, 300) };
}
