import { environmentName } from "../domain/names.js";
import { outputs as foundationOutputs } from "../modules/foundation/contract.js";
import { outputs } from "../modules/registry/contract.js";
import { registry as registryModule } from "../modules/registry/index.js";
import { defineLayer } from "./layer.js";
import { scanningOf } from "./registry.js";

/** What the registry's images meet in the region that they are copied to. */
export const replica = defineLayer({
  name: "replica",
  description: "What copies of images are like, in another region",
  outputs,
  after: () => ["bootstrap", "foundation"],
  isIn: ({ environment: { registry } }) => registry?.replicaRegion != null,
  region: ({ registry, region }) => registry?.replicaRegion ?? region,
  declare: (root, { environment }) => {
    const { organization, name, accountId, partition, tags, registry } = environment;
    if (!registry) throw new Error("the replica layer is declared only where a registry is configured");
    const { imagesKept, untaggedDays, pullingOrganization } = registry;
    const foundation = root.read("foundation", foundationOutputs, "permissions_boundary_arn");
    return root.call("replica", registryModule, {
      name: environmentName(organization, name),
      account_id: accountId,
      partition,
      permissions_boundary_arn: foundation.permissions_boundary_arn,
      repositories: {},
      scanning: scanningOf(registry),
      received: {
        images_kept: imagesKept,
        untagged_days: untaggedDays,
        ...(pullingOrganization !== null && { pulling_organization_id: pullingOrganization }),
      },
      tags: { ...tags },
    });
  },
});
