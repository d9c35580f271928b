import { TerraformElement } from "cdktf";
import type { AdoptedResource, AdoptedRoot } from "../domain/adoption.js";
import { importInto, moved, removed } from "./blocks.js";
import type { RootStack } from "./root-stack.js";

/** An existing object's resource block, as it was found. */
class AdoptedElement extends TerraformElement {
  readonly terraformResourceType: string;

  constructor(
    root: RootStack,
    private readonly resource: AdoptedResource,
  ) {
    super(root, `${resource.type}.${resource.name}`, resource.type);
    this.terraformResourceType = resource.type;
  }

  override toTerraform(): object {
    const { type, name, configuration, ignoreChanges, preventDestroy } = this.resource;
    const lifecycle = {
      ...(ignoreChanges.length > 0 ? { ignore_changes: ignoreChanges } : {}),
      ...(preventDestroy ? { prevent_destroy: true } : {}),
    };
    const block = Object.keys(lifecycle).length > 0 ? { ...configuration, lifecycle } : configuration;
    return { resource: { [type]: { [name]: block } } };
  }
}

/** Declares everything of an adopted root with its import blocks, and the files that its configuration reads. */
export function declareAdopted(root: RootStack, adopted: AdoptedRoot): void {
  for (const resource of adopted.resources) {
    new AdoptedElement(root, resource);
    importInto(root, `${resource.type}.${resource.name}`, resource.importId);
  }
  for (const { from, to } of adopted.moved) moved(root, from, to);
  for (const address of adopted.removed) removed(root, address);
  root.files.push(...adopted.files);
}
