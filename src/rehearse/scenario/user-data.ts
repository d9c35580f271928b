import { gzipSync } from "node:zlib";

const base64 = (content: string | Uint8Array) => Buffer.from(content).toString("base64");

/** A script whose shell constructs are also Terraform's: an interpolation, a directive, and their escaped forms. */
export const templateLikeScript = [
  "#!/bin/bash",
  "set -euo pipefail",
  'export APP_HOME="${HOME}/shop"',
  'name="${HOSTNAME%{tail}}"',
  "curl -s -o /dev/null -w '%{http_code} %{time_total}\\n' http://localhost/health",
  `printf '%s' "$\${literal} %%{literal}"`,
  "",
].join("\n");

const compressedScript = "#!/bin/bash\nyum -y install nginx\nsystemctl enable --now nginx\n";
const plainScript = "#!/bin/bash\nyum -y install java-17-amazon-corretto\nsystemctl start worker\n";

/** Base64 user data of each instance, as `RunInstances` takes it. */
export const userData = {
  web1: base64(templateLikeScript),
  web2: base64(gzipSync(compressedScript, { level: 9 })),
  worker: base64(plainScript),
} as const;
