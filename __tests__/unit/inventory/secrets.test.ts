import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findSecrets, scanUserData } from "../../../src/inventory/secrets.js";

// Put together here, so that no scanner takes this file for a leak.
const join = (...parts: string[]) => parts.join("");

describe("findSecrets", () => {
  it.each([
    ["aws access key id", `export AWS_ACCESS_KEY_ID=${join("AKIA", "IOSFODNN7EXAMPLE")}`],
    ["private key", join("-----BEGIN RSA ", "PRIVATE KEY-----")],
    ["github token", join("ghp_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8")],
    ["bearer token", join("curl -H 'Authorization: Bearer ", "abcdef1234567890'")],
    ["password in a url", join("psql postgres://app:", "s3cret@db:5432/app")],
    ["assigned secret", join("DB_PASSWORD=", "hunter2secret")],
    ["assigned secret", join('"api_key": "', 'zxcvbnm123"')],
    ["password flag", join("mysql --password ", "hunter2secret")],
    ["random 40 characters", join("key wJalrXUtnFEMI/", "K7MDENG/bPxRfiCYEXAMPLEKEY")],
  ])("finds %s", (rule, text) => {
    expect(findSecrets(text)).toContain(rule);
  });

  it.each([
    ["#!/bin/bash\nyum -y install httpd\nsystemctl enable --now httpd\n"],
    ['export DB_PASSWORD="$(aws ssm get-parameter --name /app/db)"'],
    ["DB_PASSWORD=${PASSWORD}"],
    ['curl -H "Authorization: Bearer $TOKEN" http://localhost'],
    ["git checkout 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"],
  ])("finds nothing in %j", (text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});

describe("scanUserData", () => {
  it("keeps a harmless script byte for byte", () => {
    const script = Buffer.from("#!/bin/sh\r\necho ${HOME}\n").toString("base64");
    expect(scanUserData(script)).toEqual({ attributes: { UserData: script }, findings: [] });
  });

  it("keeps only the hash of a script with a secret, also of a compressed one", () => {
    const script = Buffer.from(gzipSync(join("DB_PASSWORD=", "hunter2secret")));
    const scanned = scanUserData(script.toString("base64"));
    expect(scanned).toEqual({
      attributes: { UserDataSha1: createHash("sha1").update(script).digest("hex") },
      findings: [{ attribute: "user_data", rule: "assigned secret" }],
    });
  });
});
