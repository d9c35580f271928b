import type { OrganizationConfig } from "./schema.js";

/**
 * Images that are built here, by name. Budgets are for the lock's bases, which could not be pulled where this was written: what
 * stand-ins of the same packages weigh (`npm run bench:images`, dockerfiles/README.md) and about a fifth more.
 */
export const images: OrganizationConfig["images"] = {
  sample: {
    title: "Sample service",
    dockerfile: "dockerfiles/rust/Dockerfile",
    context: "dockerfiles/rust/sample",
    bases: { BUILDER: "rust" },
    arguments: { PROGRAM: "sample" },
    maxMib: 1,
  },
  "python-sample": {
    title: "Sample service in Python",
    dockerfile: "dockerfiles/python/Dockerfile",
    context: "dockerfiles/python/sample",
    bases: { BUILDER: "python", RUNTIME: "distroless_python" },
    arguments: {},
    // 19: the interpreter; ours is 0.2 with its packages.
    maxMib: 25,
  },
  "java-sample": {
    title: "Sample service in Java",
    dockerfile: "dockerfiles/java/Dockerfile",
    context: "dockerfiles/java/sample",
    bases: { BUILDER: "maven", RUNTIME: "distroless_java" },
    arguments: { PROGRAM: "sample" },
    // 84: the Java runtime; ours is a jar of 4 KiB.
    maxMib: 100,
  },
  base: {
    title: "Golden base",
    dockerfile: "dockerfiles/base/Dockerfile",
    context: "dockerfiles/base",
    bases: { BUILDER: "debian", DISTROLESS: "distroless_cc" },
    arguments: {},
    // 10: the C library, OpenSSL and C++; ours is the list of authorities.
    maxMib: 12,
  },
  uplift: {
    title: "Uplift",
    dockerfile: "dockerfiles/node/Dockerfile",
    context: ".",
    bases: { BUILDER: "node", RUNTIME: "distroless_node" },
    arguments: {},
    // 97: Node is 46, the packages are 51, of which the AWS provider's resources are 27.
    maxMib: 120,
  },
};
