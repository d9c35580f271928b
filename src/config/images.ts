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
  uplift: {
    title: "Uplift",
    dockerfile: "dockerfiles/node/Dockerfile",
    context: ".",
    bases: { BUILDER: "node", RUNTIME: "distroless_node" },
    arguments: {},
    maxMib: 200,
  },
};
