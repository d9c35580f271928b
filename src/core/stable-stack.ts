import { TerraformDataSource, TerraformElement, TerraformStack } from "cdktf";
import { duplicateLogicalId } from "./errors.js";

const slash = "\u2215";

/** A construct id may not hold a slash; a for_each key may. */
export const constructId = (name: string): string => name.replaceAll("/", slash);

// Construct ids read as addresses, `aws_subnet.this["a"]`: two types may both have a `this` in one scope.
const addressed = /^(?:[a-z0-9_]+\.)?(?<name>[^[]*)(?<index>\[.*\])?$/s;

/** What two elements must share for their logical ids to clash. */
function kindOf(element: TerraformElement): string {
  const { terraformResourceType: type } = element as { terraformResourceType?: string };
  if (type === undefined) return element.constructor.name;
  return TerraformDataSource.isTerraformDataSource(element) ? `data.${type}` : type;
}

/**
 * A stack whose logical ids are the construct path joined by underscores: an address is a contract, not a hash. The main child
 * `this` of a construct takes the construct's own name.
 */
export abstract class StableStack extends TerraformStack {
  #document: Record<string, unknown> | undefined;

  protected override allocateLogicalId(element: TerraformElement): string {
    const scopes = element.node.scopes;
    const path = scopes.slice(scopes.indexOf(this) + 1).map(({ node }) => node.id.replaceAll(slash, "/"));
    const { name = "", index = "" } = addressed.exec(path.pop() ?? "")?.groups ?? {};
    const parents = name === "this" && path.length > 0 ? path : [...path, name];
    return parents.join("_") + index;
  }

  /** Cross-stack references are refused by the emitter, so cdktf's resolving run that would create them is left out. */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** The stack as Terraform JSON, resolved once. */
  override toTerraform(): Record<string, unknown> {
    if (!this.#document) {
      this.#refuseDuplicates();
      this.#document = super.toTerraform();
    }
    return this.#document as Record<string, unknown>;
  }

  // cdktf merges two elements with one logical id into one, silently.
  #refuseDuplicates(): void {
    const paths = new Map<string, string>();
    for (const element of this.node.findAll()) {
      if (!TerraformElement.isTerraformElement(element)) continue;
      const address = `${kindOf(element)}.${element.friendlyUniqueId}`;
      const other = paths.get(address);
      if (other !== undefined) throw duplicateLogicalId(element.friendlyUniqueId, [other, element.node.path]);
      paths.set(address, element.node.path);
    }
  }
}
