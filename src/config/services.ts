import type { OrganizationConfig } from "./schema.js";

/** The service catalogue: what runs in the environments that name it. */
export const services: OrganizationConfig["services"] = {
  shop: {
    owner: "shop",
    runtime: "container",
    port: 8443,
    protocol: "HTTPS",
    healthCheckPath: "/health",
    routes: [{ host: "shop", paths: ["/*"], priority: 100 }],
    dataClass: "confidential",
  },
  monolith: {
    owner: "platform",
    runtime: "virtual-machine",
    port: 8080,
    protocol: "HTTP",
    healthCheckPath: "/",
    routes: [{ host: "app", paths: ["/*"], priority: 1000 }],
    dataClass: "confidential",
  },
  catalogue: {
    owner: "shop",
    runtime: "container",
    port: 8443,
    protocol: "HTTPS",
    healthCheckPath: "/health",
    routes: [{ host: "shop", paths: ["/catalogue/*"], priority: 90 }],
    dataClass: "public",
  },
};
