import { type AdoptedResource, type Adoption, addressOf, adoptionLayers } from "../domain/adoption.js";
import type { Json, JsonObject } from "../domain/json.js";

/** Versions that the adopted configuration is written for. */
export const terraformVersion = ">= 1.11";
export const awsProviderVersion = ">= 5.100.0, < 7.0.0";

export type StateBackend = "local" | "s3";

/**
 * The documents of one standalone root by file name.
 * `usesPathStyle` is for endpoints without TLS: there the provider makes a host name of a bucket's name with dots in it.
 */
export function rootDocuments(
  adoption: Adoption,
  backend: StateBackend,
  usesPathStyle = false,
): Readonly<Record<string, Json>> {
  const roots = adoptionLayers.map((layer) => adoption.roots[layer]);
  const resources = roots.flatMap((root) => root.resources);
  return {
    "main.tf.json": {
      ...note(adoption),
      ...(resources.length > 0 && { resource: resourceBlocks(resources) }),
      ...blocks(
        "moved",
        roots.flatMap((root) => root.moved),
      ),
      ...blocks(
        "removed",
        roots.flatMap((root) => root.removed).map((from) => ({ from, lifecycle: [{ destroy: false }] })),
      ),
    },
    "imports.tf.json": { ...note(adoption), ...blocks("import", importBlocks(resources)) },
    "providers.tf.json": {
      ...note(adoption),
      terraform: {
        required_version: terraformVersion,
        required_providers: { aws: { source: "hashicorp/aws", version: awsProviderVersion } },
        ...(backend === "s3" && { backend: { s3: {} } }),
      },
      // No default_tags: they would change every adopted object.
      provider: {
        aws: [
          {
            region: adoption.region,
            allowed_account_ids: [adoption.accountId],
            ...(usesPathStyle && { s3_use_path_style: true }),
          },
        ],
      },
    },
  };
}

const note = ({ accountId, region }: Adoption): JsonObject => ({
  "//": `Existing objects of account ${accountId} in ${region}, written by uplift adopt. A plan imports them and changes nothing.`,
});

const blocks = (kind: string, items: readonly Json[]): JsonObject => (items.length > 0 ? { [kind]: items } : {});

/** Resource blocks by type and name, with their lifecycle. */
export function resourceBlocks(resources: readonly AdoptedResource[]): JsonObject {
  const byType: Record<string, Record<string, Json>> = {};
  for (const resource of resources) {
    const ofType = byType[resource.type] ?? {};
    byType[resource.type] = { ...ofType, [resource.name]: { ...resource.configuration, ...lifecycleOf(resource) } };
  }
  return byType;
}

function lifecycleOf({ ignoreChanges, ignoreReason, preventDestroy }: AdoptedResource): JsonObject {
  if (ignoreChanges.length === 0 && !preventDestroy) return {};
  return {
    ...(ignoreReason && { "//": `Not compared: ${ignoreChanges.join(", ")}, because ${ignoreReason}.` }),
    lifecycle: {
      ...(ignoreChanges.length > 0 && { ignore_changes: ignoreChanges }),
      ...(preventDestroy && { prevent_destroy: true }),
    },
  };
}

/** One block an object. */
export const importBlocks = (resources: readonly AdoptedResource[]): readonly JsonObject[] =>
  resources.map((resource) => ({ to: addressOf(resource), id: resource.importId }));
