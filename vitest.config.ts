import { defineConfig } from "vitest/config";

const project = (name: string, timeoutSeconds: number, parallel: boolean) => ({
  test: {
    name,
    include: [`__tests__/${name}/**/*.test.ts`],
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: timeoutSeconds * 1000,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    isolate: !parallel,
    fileParallelism: parallel,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", 20, true),
      project("contract", 20, true),
      project("terraform", 300, false),
      project("rehearsal", 900, false),
      project("browser", 60, false),
    ],
  },
});
