import { describe, expect, it } from "vitest";
import { dev } from "../../../src/config/dev.js";
import { loadOrganization } from "../../../src/config/load.js";
import { organization } from "../../../src/config/organization.js";
import type { OrganizationConfig } from "../../../src/config/schema.js";

const withDelivery = (given: Partial<OrganizationConfig["delivery"]>): OrganizationConfig => ({
  ...organization,
  delivery: { ...organization.delivery, ...given },
});
const atlantisAccount = { namespace: "atlantis", serviceAccount: "atlantis" };
const withWindow = (dataWindow: (typeof dev)["delivery"]["dataWindow"]): OrganizationConfig => ({
  ...organization,
  environments: [{ ...dev, delivery: { needsApproval: false, dataWindow } }],
  connected: [],
});
const withImage = (given: object): OrganizationConfig => ({
  ...organization,
  images: { sample: { ...(organization.images.sample as OrganizationConfig["images"][string]), ...given } },
});

describe("how changes are delivered", () => {
  it.each<[string, OrganizationConfig, string]>([
    [
      "a repository without an owner",
      withDelivery({ repository: "infrastructure" }),
      'src/config/organization.ts: delivery.repository: is no repository (got "infrastructure"). Give owner/name.',
    ],
    [
      "a reviewer that is no handle",
      withDelivery({ reviewers: { platform: "platform" } }),
      'src/config/organization.ts: delivery.reviewers.platform: is no handle of the code host (got "platform"). Give @organization/team or @person.',
    ],
    [
      "an id that is a name",
      withDelivery({ repositoryIds: { organization: "example", repository: "1" } }),
      'src/config/organization.ts: delivery.repositoryIds.organization: is not an id (got "example"). Give the digits that the code host\'s API answers.',
    ],
    [
      "a project of CircleCI by its name",
      withDelivery({
        circleci: { organizationId: "00000000-0000-4000-8000-000000000000", projectId: "infrastructure" },
      }),
      'src/config/organization.ts: delivery.circleci.projectId: is no UUID (got "infrastructure"). Give the id that CircleCI shows under its settings.',
    ],
    [
      "an issuer without its scheme",
      withDelivery({ atlantis: { issuer: "oidc.eks.eu-west-1.amazonaws.com/id/A", ...atlantisAccount } }),
      'delivery.atlantis.issuer: is no issuer (got "oidc.eks.eu-west-1.amazonaws.com/id/A"). Give the cluster\'s OIDC address, e.g. https://',
    ],
    [
      "a service account in capitals",
      withDelivery({
        atlantis: {
          issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/A",
          namespace: "Atlantis",
          serviceAccount: "atlantis",
        },
      }),
      'delivery.atlantis.namespace: is no name of Kubernetes (got "Atlantis"). Use lower-case letters, digits and hyphens.',
    ],
    [
      "a negative limit",
      withDelivery({ increaseUsd: -1 }),
      "src/config/organization.ts: delivery.increaseUsd: is less than nothing (got -1). Give dollars a month.",
    ],
    [
      "a window that ends before it begins",
      withWindow({ days: ["mon"], fromHour: 14, toHour: 6 }),
      'src/config/dev.ts: delivery.dataWindow: ends before it begins (got {"days":["mon"],"fromHour":14,"toHour":6}). Let toHour be later than fromHour on the same day.',
    ],
    [
      "a window that never opens",
      withWindow({ days: [], fromHour: 6, toHour: 14 }),
      "src/config/dev.ts: delivery.dataWindow.days: names no day (got []). Nothing could ever be changed.",
    ],
    [
      "an image out of the project",
      withImage({ dockerfile: "../Dockerfile" }),
      'src/config/organization.ts: images.sample.dockerfile: is no path below the project (got "../Dockerfile"). Give one without .. and without / at its beginning.',
    ],
    [
      "an image without a size",
      withImage({ maxMib: 0 }),
      "src/config/organization.ts: images.sample.maxMib: is no size (got 0). Give MiB above 0.",
    ],
    [
      "an argument in small letters",
      withImage({ arguments: { program: "sample" } }),
      'src/config/organization.ts: images.sample.arguments.program: is no build argument (got "program"). Use capitals, digits and underscores.',
    ],
  ])("refuses %s", (_, given, message) => {
    expect(() => loadOrganization(given)).toThrow(message);
  });
});
