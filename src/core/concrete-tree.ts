import type { RootStack } from "./root-stack.js";
import type { StableStack } from "./stable-stack.js";

/** One resource as a root's plan will show it, known without Terraform. */
export interface ConcreteResource {
  /** As Terraform writes it, e.g. `module.network.aws_subnet.this["public_a"]`. */
  readonly address: string;
  readonly type: string;
  /** Arguments in Terraform's names; a reference stands as its `${…}` expression. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every resource that a root will make or import, under its real address. */
export function concreteTree(root: RootStack): readonly ConcreteResource[] {
  const modules = root.concreteModules().flatMap(({ id, stack }) => resourcesOf(stack, `module.${id}.`));
  return [...resourcesOf(root, ""), ...modules].sort((a, b) => (a.address < b.address ? -1 : 1));
}

function resourcesOf(stack: StableStack, prefix: string): ConcreteResource[] {
  const byType = (stack.toTerraform().resource ?? {}) as Record<string, Record<string, Record<string, unknown>>>;
  return Object.entries(byType).flatMap(([type, named]) =>
    Object.entries(named).map(([name, { "//": _, ...values }]) => ({
      address: `${prefix}${type}.${name}`,
      type,
      values,
    })),
  );
}
