import { type TerraformResource, Token } from "cdktf";
import { expression } from "./expressions.js";

interface Nested {
  readonly always: object[];
  readonly dynamic: object[];
}

const nested = new WeakMap<TerraformResource, Map<string, Nested>>();

function nestedOf(resource: TerraformResource, argument: string): Nested {
  const arguments_ = nested.get(resource) ?? new Map<string, Nested>();
  nested.set(resource, arguments_);
  const found = arguments_.get(argument) ?? { always: [], dynamic: [] };
  arguments_.set(argument, found);
  return found;
}

/** Gives a resource blocks that are always there, beside those that tables give it. In Terraform's own attribute names. */
export function addBlocks(resource: TerraformResource, argument: string, blocks: readonly object[]): void {
  const { always } = nestedOf(resource, argument);
  always.push(...blocks);
  if (always.length > 0) resource.addOverride(argument, always);
}

/** Gives a resource one block for each element of an expression; cdktf itself allows these or fixed ones, not both. */
export function addDynamicBlocks(resource: TerraformResource, argument: string, source: string, content: object): void {
  const { dynamic } = nestedOf(resource, argument);
  dynamic.push({ for_each: expression(source), content });
  const outer = argument.slice(0, argument.length - labelOf(argument).length);
  resource.addOverride(`${outer}dynamic.${labelOf(argument)}`, dynamic);
}

/** Gives a resource one block for each entry of a map of texts, known or not. In Terraform's own attribute names. */
export function addBlocksOf(
  resource: TerraformResource,
  argument: string,
  values: Readonly<Record<string, string>>,
  block: (key: string, value: string) => object,
): void {
  if (!Token.isUnresolved(values)) {
    addBlocks(
      resource,
      argument,
      Object.entries(values).map(([key, value]) => block(key, value)),
    );
    return;
  }
  const label = labelOf(argument);
  const content = block(expression(`${label}.key`), expression(`${label}.value`));
  nestedOf(resource, argument).dynamic.push({ for_each: expression((write) => write(values)), content });
  resource.addOverride(`dynamic.${label}`, nestedOf(resource, argument).dynamic);
}

/** The label of a block, by which a dynamic one names its iterator; the argument may be a path of blocks. */
export const labelOf = (argument: string): string => argument.slice(argument.lastIndexOf(".") + 1);
