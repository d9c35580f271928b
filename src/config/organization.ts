import { dev } from "./dev.js";
import { images } from "./images.js";
import { prod } from "./prod.js";
import type { OrganizationConfig } from "./schema.js";
import { services } from "./services.js";
import { shared } from "./shared.js";
import { staging } from "./staging.js";

/** An example organization: replace the ids, ranges and names with your own. */
export const organization: OrganizationConfig = {
  name: "example",
  partition: "aws",
  accounts: {
    management: { id: "111111111111", email: "aws-management@example.com" },
    security: { id: "222222222222", email: "aws-security@example.com" },
    network: { id: "333333333333", email: "aws-network@example.com" },
    backup: { id: "444444444444", email: "aws-backup@example.com" },
    shared: { id: "555555555555", email: "aws-shared@example.com" },
    dev: { id: "666666666666", email: "aws-dev@example.com" },
    staging: { id: "777777777777", email: "aws-staging@example.com" },
    prod: { id: "888888888888", email: "aws-prod@example.com" },
  },
  services,
  dataClasses: {
    public: { rtoHours: 72, rpoHours: 168 },
    internal: { rtoHours: 24, rpoHours: 24 },
    confidential: { rtoHours: 4, rpoHours: 1 },
    restricted: { rtoHours: 1, rpoHours: 0.25 },
  },
  restore: { startHours: 0.5, gibPerHour: 400 },
  environments: [shared, dev, staging, prod],
  connected: [
    ["shared", "dev"],
    ["shared", "staging"],
    ["shared", "prod"],
  ],
  delivery: {
    repository: "example/infrastructure",
    repositoryIds: null,
    defaultBranch: "main",
    reviewers: { platform: "@example/platform", shop: "@example/shop" },
    circleci: {
      organizationId: "00000000-0000-4000-8000-000000000000",
      projectId: "00000000-0000-4000-8000-000000000001",
    },
    atlantis: null,
    increaseUsd: 200,
  },
  images,
};
