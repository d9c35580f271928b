import { defineConfig } from "vitest/config";

const project = (name: string, timeoutSeconds: number, parallel: boolean, retry = 0) => ({
  test: {
    name,
    retry,
    include: [`__tests__/${name}/**/*.test.ts`],
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    isolate: !parallel,
    fileParallelism: parallel,
    // Each of these runs Terraform and a provider of 0.5 GB.
    maxConcurrency: 3,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", 20, true),
      project("contract", 20, true),
      project("terraform", 300, false),
      // A client can lose an answer of moto's server under load (docs/simulator.md, "A lost answer").
      project("rehearsal", 900, false, 2),
      // What takes too long for each change.
      project("nightly", 1800, false, 2),
      // Needs Terragrunt, which no registry serves: never part of another tier.
      project("terragrunt", 1800, false),
      // Needs buildah, skopeo, and a Debian mirror.
      project("images", 1200, false),
      project("browser", 60, false),
    ],
  },
});
