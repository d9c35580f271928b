import { TerraformElement } from "cdktf";
import type { AdoptedResource, AdoptedRoot } from "../domain/adoption.js";
import type { RootStack } from "./root-stack.js";

/** An existing object under Terraform: a resource block as it was found, and the import block that takes it over. */
class AdoptedElement extends TerraformElement {
  constructor(
    root: RootStack,
    private readonly resource: AdoptedResource,
  ) {
    super(root, `${resource.type}.${resource.name}`, resource.type);
  }

  override toTerraform(): object {
    const { type, name, importId, configuration, ignoreChanges, preventDestroy } = this.resource;
    const lifecycle = {
      ...(ignoreChanges.length > 0 ? { ignore_changes: ignoreChanges } : {}),
      ...(preventDestroy ? { prevent_destroy: true } : {}),
    };
    const block = Object.keys(lifecycle).length > 0 ? { ...configuration, lifecycle } : configuration;
    return {
      resource: { [type]: { [name]: block } },
      import: [{ to: `${type}.${name}`, id: importId }],
    };
  }
}

/** Declares everything of an adopted root, and the files that its configuration reads. */
export function declareAdopted(root: RootStack, { resources, files }: AdoptedRoot): void {
  for (const resource of resources) new AdoptedElement(root, resource);
  root.files.push(...files);
}
