import type { OrganizationConfig } from "./schema.js";

/** Images that are built here, by name. */
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
    maxMib: 30,
  },
  "java-sample": {
    title: "Sample service in Java",
    dockerfile: "dockerfiles/java/Dockerfile",
    context: "dockerfiles/java/sample",
    bases: { BUILDER: "maven", RUNTIME: "distroless_java" },
    arguments: { PROGRAM: "sample" },
    maxMib: 100,
  },
  base: {
    title: "Golden base",
    dockerfile: "dockerfiles/base/Dockerfile",
    context: "dockerfiles/base",
    bases: { BUILDER: "debian", DISTROLESS: "distroless_cc" },
    arguments: {},
    maxMib: 15,
  },
  uplift: {
    title: "Uplift",
    dockerfile: "dockerfiles/node/Dockerfile",
    context: ".",
    bases: { BUILDER: "node", RUNTIME: "distroless_node" },
    arguments: {},
    maxMib: 200,
  },
};
