import type { EnvironmentConfig } from "./schema.js";

export const prod: EnvironmentConfig = {
  name: "prod",
  account: "prod",
  region: "eu-west-1",
  zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  frontDoor: "terraform",
  owner: "platform",
  costCenter: "cc-1000",
  tags: {},
  state: { usesLockFile: false },
  network: {
    cidr: "10.64.0.0/16",
    existingVpc: { name: "monolith", cidr: "10.40.0.0/16" },
    extraSubnets: {},
    natGatewayZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    dataClients: ["10.40.0.0/16"],
    flowLogs: { retentionDays: 365 },
    gatewayEndpoints: ["s3", "dynamodb"],
    interfaceEndpoints: { services: ["ecr.api", "ecr.dkr", "logs", "sts"], privateDns: false },
    clusterDiscovery: "prod",
  },
  deployedLayers: [],
};
