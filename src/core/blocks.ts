import { TerraformElement } from "cdktf";
import type { StableStack } from "./stable-stack.js";

/** A block that cdktf has no class for, as Terraform JSON; lists of the same block add up. */
class Block extends TerraformElement {
  constructor(
    stack: StableStack,
    id: string,
    private readonly document: object,
  ) {
    super(stack, id);
  }

  override toTerraform(): object {
    return this.document;
  }
}

/** Takes over an existing object at an address, which may lie in a module: `module.network.aws_subnet.this["a"]`. */
export const importInto = (stack: StableStack, to: string, id: string): void => {
  new Block(stack, `import of ${to}`, { import: [{ to, id }] });
};

/** Keeps an object under a new address. */
export const moved = (stack: StableStack, from: string, to: string): void => {
  new Block(stack, `move of ${from}`, { moved: [{ from, to }] });
};

/** Gives an object up: Terraform forgets it, AWS keeps it. */
export const removed = (stack: StableStack, from: string): void => {
  new Block(stack, `removal of ${from}`, { removed: [{ from, lifecycle: [{ destroy: false }] }] });
};

/** A condition that Terraform warns of after each plan and apply without failing them. */
export const check = (stack: StableStack, name: string, condition: string, message: string): void => {
  new Block(stack, `check ${name}`, { check: { [name]: { assert: [{ condition, error_message: message }] } } });
};
