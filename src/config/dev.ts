import type { EnvironmentConfig } from "./schema.js";

export const dev: EnvironmentConfig = {
  name: "dev",
  account: "dev",
  region: "eu-west-1",
  zones: ["eu-west-1a", "eu-west-1b"],
  frontDoor: "terraform",
  owner: "platform",
  costCenter: "cc-1000",
  tags: {},
  state: { usesLockFile: false },
  network: {
    cidr: "10.32.0.0/16",
    existingVpc: null,
    extraSubnets: {},
    natGatewayZones: ["eu-west-1a"],
    dataClients: [],
    flowLogs: { retentionDays: 90 },
    gatewayEndpoints: ["s3", "dynamodb"],
    interfaceEndpoints: { services: [], privateDns: true },
    clusterDiscovery: "dev",
  },
  deployedLayers: [],
};
