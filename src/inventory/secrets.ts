import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { findSecrets } from "../domain/secret-rules.js";

export { findSecrets };

const largestUnpacked = 16 * 1024 * 1024;

/** The text inside bytes: unpacked where they are a gzip, as cloud-init would. */
function readableText(bytes: Uint8Array): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip) return Buffer.from(bytes).toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: largestUnpacked }).toString("utf8");
  } catch {
    return Buffer.from(bytes).toString("latin1");
  }
}

export interface ScannedUserData {
  /** The bytes in base64, or only their SHA-1 where a secret was found. */
  readonly attributes: { readonly UserData: string } | { readonly UserDataSha1: string };
  readonly findings: readonly { readonly attribute: string; readonly rule: string }[];
}

/** Scans user data before anything is written: a script with a secret is not kept, only its SHA-1, as Terraform's state has it. */
export function scanUserData(base64: string): ScannedUserData {
  const bytes = Buffer.from(base64, "base64");
  const found = findSecrets(readableText(bytes));
  return {
    attributes:
      found.length === 0 ? { UserData: base64 } : { UserDataSha1: createHash("sha1").update(bytes).digest("hex") },
    findings: found.map((rule) => ({ attribute: "user_data", rule })),
  };
}
