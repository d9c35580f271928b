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
  foundation: {
    audit: { logRetentionDays: 90, retentionDays: 365, lockDays: 30 },
    configRules: ["ENCRYPTED_VOLUMES", "S3_BUCKET_PUBLIC_READ_PROHIBITED"],
    guardduty: {
      features: [
        "S3_DATA_EVENTS",
        "EKS_AUDIT_LOGS",
        "EBS_MALWARE_PROTECTION",
        "RDS_LOGIN_EVENTS",
        "LAMBDA_NETWORK_LOGS",
      ],
      watchesRuntime: false,
    },
    securityHubStandards: [],
    inspector: ["EC2", "ECR", "LAMBDA"],
    closesAllBuckets: true,
    alarmSubscriptions: { on_call: { protocol: "email", endpoint: "platform@example.com" } },
  },
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
