import type { Environment } from "../config/load.js";
import { environmentName } from "../domain/names.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs } from "../modules/registry/contract.js";
import { registry as registryModule } from "../modules/registry/index.js";
import { defineLayer } from "./layer.js";

/** How the whole registry of a region is scanned. */
export const scanningOf = ({ scanning }: NonNullable<Environment["registry"]>) =>
  scanning === "enhanced"
    ? { type: "ENHANCED", frequency: "CONTINUOUS_SCAN" }
    : { type: "BASIC", frequency: "SCAN_ON_PUSH" };

/** The images of the whole organization. */
export const registry = defineLayer({
  name: "registry",
  description: "Images of every service",
  outputs,
  after: () => ["bootstrap", "foundation", "replica"],
  isIn: ({ environment }) => environment.registry !== null,
  declare: (root, { environment }) => {
    const { organization, name, accountId, partition, tags, registry, repositories } = environment;
    if (!registry) throw new Error("the registry layer is declared only where it is configured");
    const { imagesKept, untaggedDays, pullingOrganization, caches, replicaRegion } = registry;
    return root.call("registry", registryModule, {
      name: environmentName(organization, name),
      account_id: accountId,
      partition,
      permissions_boundary_arn: root.read("foundation", foundationOutputs, "permissions_boundary_arn")
        .permissions_boundary_arn,
      repositories: Object.fromEntries(
        repositories.map((repository) => [
          repository,
          {
            name: repository,
            images_kept: imagesKept,
            untagged_days: untaggedDays,
            ...(pullingOrganization !== null && { pulling_organization_id: pullingOrganization }),
          },
        ]),
      ),
      scanning: scanningOf(registry),
      caches: Object.fromEntries(
        Object.entries(caches).map(([key, { prefix, host, secretArn }]) => [
          key,
          { prefix, upstream_url: host, ...(secretArn !== null && { credential_arn: secretArn }) },
        ]),
      ),
      ...(replicaRegion !== null && { replicas: { [replicaRegion]: { region: replicaRegion } } }),
      tags: { ...tags },
    });
  },
});
