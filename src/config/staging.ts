import type { EnvironmentConfig } from "./schema.js";

export const staging: EnvironmentConfig = {
  name: "staging",
  account: "staging",
  region: "eu-west-1",
  zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  frontDoor: "terragrunt",
  owner: "platform",
  costCenter: "cc-1000",
  tags: {},
  state: { usesLockFile: false },
  network: {
    cidr: "10.48.0.0/16",
    existingVpc: null,
    extraSubnets: {},
    natGatewayZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
    dataClients: [],
    flowLogs: { retentionDays: 90 },
    gatewayEndpoints: ["s3", "dynamodb"],
    interfaceEndpoints: { services: ["ecr.api", "ecr.dkr", "logs", "sts"], privateDns: true },
    clusterDiscovery: "staging",
  },
  deployedLayers: [],
};
