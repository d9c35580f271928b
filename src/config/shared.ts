import type { EnvironmentConfig } from "./schema.js";

export const shared: EnvironmentConfig = {
  name: "shared",
  account: "shared",
  region: "eu-west-1",
  zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  frontDoor: "terraform",
  owner: "platform",
  costCenter: "cc-1000",
  tags: {},
  state: { usesLockFile: true },
  network: {
    cidr: "10.16.0.0/16",
    existingVpc: null,
    extraSubnets: {},
    natGatewayZones: ["eu-west-1a"],
    dataClients: [],
    flowLogs: { retentionDays: 365 },
    gatewayEndpoints: ["s3", "dynamodb"],
    interfaceEndpoints: { services: ["ecr.api", "ecr.dkr", "logs", "sts"], privateDns: true },
    clusterDiscovery: null,
  },
  deployedLayers: [],
};
